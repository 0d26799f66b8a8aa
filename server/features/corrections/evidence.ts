import type { FastifyReply, FastifyRequest } from 'fastify'
import type { EvidenceRefusal } from '../../domain/correction/evidence-file.ts'
import { fileName, maxFiles, readMedia } from '../../domain/correction/evidence-file.ts'
import type { Correction } from '../../store/correction/corrections.ts'
import * as corrections from '../../store/correction/corrections.ts'
import * as evidence from '../../store/correction/evidence.ts'
import type { Db } from '../../store/database/database.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { megabytes } from '../../web/transport/form-files.ts'
import { sendFile, unopened } from '../../web/transport/send-file.ts'
import { openRoom } from '../../web/transport/upload-room.ts'
import { expectedBytes, receive } from '../../web/transport/uploads.ts'
import { notAgain } from './own-correction.ts'

/** So many files of the largest size may be on their way into memory at a time. */
const filesAtATime = 12

/** `there`: it was before, as after a double click. */
type Kept = 'added' | 'there'

type Refused = { why: EvidenceRefusal; holes?: FieldError['holes'] }
type OfFile = { Params: { id: string; file: string } }

/** The evidence of a draft: each file is posted on its own, so that an error elsewhere loses none. */
export function evidencePages(deps: Deps) {
  const { db, ring, evidenceHomes, scan, clock, config } = deps
  const maxBytes = config.evidenceMaxBytes
  const room = openRoom({ maxBytes: filesAtATime * maxBytes, maxOfOne: 3 })

  const list: Handler<{ Querystring: Raw }> = async (request, reply) => {
    const { correction } = request
    return page(reply, correction, request.query['late'] ? { why: 'evidence.refused.late' } : undefined)
  }

  const add: Handler = async (request, reply) => {
    const { correction } = request
    const place = room.enter(actorOf(request).accountId, expectedBytes(request))
    if (!place.ok) {
      return page(reply.code(503).header('Retry-After', '30'), correction, { why: `evidence.refused.${place.why}` })
    }
    const kept = await keep(request, correction).finally(place.leave)
    if (typeof kept === 'string') return reply.seeOther(`/corrections/${correction.id}/evidence`, `said.file-${kept}`)
    const isPassing = kept.why === 'evidence.refused.unreachable'
    if (isPassing) reply.header('Retry-After', '60')
    return page(reply.code(isPassing ? 503 : 422), correction, kept)
  }

  const remove: Handler<OfFile> = async (request, reply) => {
    const { correction } = request
    const isRemoved = await whileDraft(correction, (tx, round) =>
      evidence.remove(tx, correction.id, request.params.file, round, clock()),
    )
    return reply.seeOther(`/corrections/${correction.id}/evidence`, isRemoved ? 'said.file-removed' : 'said.file-kept')
  }

  const open: Handler<OfFile> = async (request, reply) => {
    const { correction } = request
    const opened = await evidence.open(db, ring, evidenceHomes, correction.id, request.params.file)
    if (!opened) throw notFound()
    if (!opened.ok) throw unopened(reply, opened)
    return sendFile(reply, opened.file)
  }

  async function keep(request: FastifyRequest, correction: Correction): Promise<Refused | Kept> {
    const sent = await receive(request)
    if (!sent.ok) return { why: `evidence.refused.${sent.why}`, holes: { max: megabytes(maxBytes) } }
    const { bytes } = sent
    if (bytes.length === 0) return { why: 'evidence.refused.empty' }
    const read = readMedia(bytes)
    if (!read.ok) return { why: read.why }
    const { media } = read
    const looked = await evidence.lookAt(scan, bytes)
    if (!looked.ok) return { why: looked.why }
    if (looked.scan === 'held') request.log.warn({ err: looked.cause }, 'Evidence cannot be looked at now and is held.')
    const file = { ...evidence.seal(ring, bytes), name: fileName(sent.name, media), media, scan: looked.scan }
    // what will be refused is not put away first, where it would lie for a day
    const early = answerFor(file, await evidence.ofCorrection(db, correction.id))
    if (early !== 'added') return early
    const put = await evidence.putAway(db, evidenceHomes, file.sealed, clock())
    if (!put.ok) {
      request.log.warn({ err: put.cause }, 'Evidence cannot be kept now.')
      return { why: put.why }
    }
    const { accountId: addedBy } = actorOf(request)
    return whileDraft(correction, async (tx, round) => {
      const answer = answerFor(file, await evidence.ofCorrection(tx, correction.id))
      if (answer === 'added') {
        await evidence.add(tx, { ...file, correctionId: correction.id, round, addedBy }, clock(), put.place)
      }
      return answer
    })
  }

  /** Changes the evidence of what is still a draft; the sending of it waits meanwhile, or came first and is told. */
  function whileDraft<T>(correction: Correction, change: (tx: Db, round: number) => Promise<T>): Promise<T> {
    return db.transaction(async tx => {
      const draft = await corrections.holdDraft(tx, correction.id)
      if (!draft) throw notAgain((await corrections.find(tx, ring, correction.id)) ?? correction)
      return change(tx, draft.round)
    })
  }

  async function page(reply: FastifyReply, correction: Correction, refused?: Refused) {
    return reply.page('corrections/evidence', {
      id: correction.id,
      round: correction.round,
      files: await evidence.ofCorrection(db, correction.id),
      isScanned: scan !== null,
      max: megabytes(maxBytes),
      errors: refused ? [{ field: 'file', text: refused.why, holes: refused.holes }] : [],
    })
  }

  return { list, add, remove, open }
}

type Known = Pick<evidence.EvidenceFile, 'name' | 'sha256'>

/** Whether a file is added to those that are kept. */
function answerFor(file: Known, kept: Known[]): Refused | Kept {
  const same = kept.find(({ sha256 }) => sha256 === file.sha256)
  if (same) return same.name === file.name ? 'there' : { why: 'evidence.refused.same', holes: { name: same.name } }
  return kept.length < maxFiles ? 'added' : { why: 'evidence.refused.many', holes: { max: maxFiles } }
}
