import type { FastifyRequest } from 'fastify'
import type { EvidenceRefusal, Media } from '../../domain/correction/evidence-file.ts'
import { digestOf, fileName, maxFiles, readMedia } from '../../domain/correction/evidence-file.ts'
import type { Deps } from '../deps.ts'
import type { FieldError, Raw } from '../forms.ts'
import { isId } from '../ids.ts'
import { openRoom } from './upload-room.ts'
import { expectedBytes, receiveAll } from './uploads.ts'

type FormFile = { id: string; name: string; sha256: string }
type Kept<F> = { ok: true; file: F; cause?: unknown } | { ok: false; why: EvidenceRefusal; cause?: unknown }

type Store<F> = {
  keep: (deps: Deps, sent: { name: string; media: Media; bytes: Buffer }, accountId: string) => Promise<Kept<F>>
  unclaimed: (db: Deps['db'], accountId: string, ids: readonly string[]) => Promise<F[]>
}

/** So many files of the largest size may be on their way into memory at a time. */
const filesAtATime = 4

/** The box that says that a file which came before stays with the form. */
const boxToKeep = (id: string): string => `kept_${id}`

/**
 * What a form of HR's brings as evidence. Each file is kept as it comes, so that an error elsewhere in the form loses
 * none, and stays as long as its box is ticked.
 */
export function formFiles<F extends FormFile>(deps: Deps, store: Store<F>) {
  const { config, db } = deps
  const room = openRoom({ maxBytes: filesAtATime * config.evidenceMaxBytes, maxOfOne: 2 })

  /** `before`: those of what the form changes. */
  return async function take(
    request: FastifyRequest,
    form: Raw,
    accountId: string,
    before: readonly F[] = [],
  ): Promise<{ files: F[]; errors: FieldError[] }> {
    const ids = Object.keys(form)
      .map(name => name.replace(/^kept_/, ''))
      .filter(id => isId(id) && form[boxToKeep(id)] === 'yes')
    const [staying, others] = [before.filter(({ id }) => ids.includes(id)), ids.filter(isOtherThan(before))]
    const known = await store.unclaimed(db, accountId, others.slice(0, maxFiles))
    const files = [...staying, ...known]
    const errors: FieldError[] = known.length < others.length ? [error('evidence.refused.gone')] : []
    if (!request.upload) {
      // its name alone came, with a form that had waited for its sender
      if (form['file']) errors.push(error('evidence.refused.left-out', form['file']))
      return { files, errors }
    }
    const first = request.upload.file?.filename
    if (!first) return { files, errors }
    const place = room.enter(accountId, expectedBytes(request))
    if (!place.ok) return { files, errors: [...errors, error(`evidence.refused.${place.why}`, first)] }
    try {
      for await (const sent of receiveAll(request)) {
        const refused = sent.ok ? await add(request, sent, accountId, files) : sent.why
        if (refused) errors.push(refused === 'large' || refused === 'many' ? limit(refused, sent.name) : refused)
      }
    } finally {
      place.leave()
    }
    return { files, errors }
  }

  /** Adds it to `files`, or says why not. */
  async function add(
    request: FastifyRequest,
    { name: given, bytes }: { name: string; bytes: Buffer },
    accountId: string,
    files: F[],
  ): Promise<FieldError | 'many' | undefined> {
    if (bytes.length === 0) return error('evidence.refused.empty', given)
    const read = readMedia(bytes)
    if (!read.ok) return error(read.why, given)
    const name = fileName(given, read.media)
    const same = files.find(({ sha256 }) => sha256 === digestOf(bytes))
    if (same?.name === name) return undefined
    if (same) return { ...error('evidence.refused.same', given), holes: { name: same.name } }
    if (files.length >= maxFiles) return 'many'
    const kept = await store.keep(deps, { name, media: read.media, bytes }, accountId)
    if (kept.cause !== undefined) request.log.warn({ err: kept.cause }, 'Evidence cannot be kept or looked at now.')
    if (kept.ok) return void files.push(kept.file)
    return error(kept.why, given)
  }

  function limit(why: 'large' | 'many', name: string): FieldError {
    const max = why === 'many' ? maxFiles : megabytes(config.evidenceMaxBytes)
    return { ...error(`evidence.refused.${why}`, name), holes: { max } }
  }
}

/** What is said of the largest file. */
export const megabytes = (bytes: number): number => Math.floor((bytes / 1_048_576) * 10) / 10

const isOtherThan = (files: readonly FormFile[]) => (id: string) => files.every(file => file.id !== id)

const error = (text: EvidenceRefusal, label?: string): FieldError => ({
  field: 'file',
  text,
  ...(label ? { label } : {}),
})
