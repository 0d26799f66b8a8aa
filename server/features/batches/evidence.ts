import type { FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { needsOf } from '../../domain/correction/class.ts'
import { mayRead, mayReadArchived, maySeeEvidence } from '../../domain/record/access.ts'
import { basisOf, type Basis } from '../../domain/record/basis.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import * as evidence from '../../store/correction/entry-evidence.ts'
import * as people from '../../store/person/people.ts'
import * as accessLog from '../../store/record/access-log.ts'
import type { Batch } from '../../store/record/batches.ts'
import * as batches from '../../store/record/batches.ts'
import { hrRoleOf, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { megabytes } from '../../web/transport/form-files.ts'
import { sendFile, unopened } from '../../web/transport/send-file.ts'

type OfFile = { Params: { id: string; file: string } }

/** The files that prove the rows of a batch; none where nobody is left of whose row the actor opens what proves it. */
export async function filesOf({ batch, actor }: FastifyRequest, { db, clock }: Deps): Promise<evidence.EntryFile[]> {
  const files = await evidence.ofBatch(db, batch.id)
  if (files.length === 0 || !actor) return files
  const isOpen = (person: people.Person) =>
    person.id !== actor.personId &&
    (mayRead(actor, person) || mayReadArchived(actor, person)) &&
    maySeeEvidence(actor, person, sectionOf(batch.section))
  for (let from = 0; from < batch.peopleCount; from += peopleAtOnce) {
    const ids = await batches.peopleOf(db, batch.id, { from, limit: peopleAtOnce })
    const found = await people.findAll(db, ids, legalDay(clock()))
    if ([...found.values()].some(isOpen)) return files
  }
  return []
}

const peopleAtOnce = 500

/** A file that proves all rows of a batch: it tells of everybody in it, and each of them reads who opened it. */
export function batchEvidence(deps: Deps): { open: Handler<OfFile> } {
  const { db, clock } = deps
  return {
    open: async (request, reply) => {
      const { batch, batchPurpose: purpose, params } = request
      const isOfBatch = (await filesOf(request, deps)).some(({ id }) => id === params.file)
      const opened = isOfBatch && (await evidence.open(deps, params.file))
      if (!opened) throw notFound()
      if (!opened.ok) throw unopened(reply, opened)
      const reading = { ...viewerOf(request, hrRoleOf(request)), section: batch.section, purpose, at: clock() }
      await accessLog.addForEach(db, await batches.peopleOf(db, batch.id), { ...reading, action: 'evidence' })
      return sendFile(reply, opened.file)
    },
  }
}

const needsEvidence = ({ section }: Pick<Batch, 'section'>): boolean => {
  const known = sectionOf(section)
  const all = known.fields.map(({ id }) => id)
  return needsOf(known, all, true).evidence
}

/** What the rows of a batch rest on, as its form says it. */
export const batchBasis = (batch: Batch, form: Raw, files: number): Basis | null =>
  basisOf(form['basis'] ?? '', { files, needsEvidence: needsEvidence(batch) })

/** What parts/field/evidence shows of a batch. */
export const evidenceFields = (batch: Batch, files: readonly evidence.EntryFile[], { config, scan }: Deps) => ({
  files,
  isScanned: scan !== null,
  max: megabytes(config.evidenceMaxBytes),
  asksBasis: needsEvidence(batch),
  ofMany: true,
})
