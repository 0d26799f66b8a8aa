import type { FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { applied } from '../../domain/record/difference.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import type { Correction } from '../../store/correction/corrections.ts'
import * as corrections from '../../store/correction/corrections.ts'
import * as records from '../../store/record/records.ts'
import { sayNext } from '../../web/access/said.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { AnsweredOtherwise, refuseWith } from '../../web/errors.ts'
import { uuid } from '../../web/ids.ts'
import { initialRow } from '../../web/show/row-form.ts'
import type { AskedRow } from './form.ts'

/** The request of the address, when it is the actor's own; 404 for everybody else. */
export async function ownCorrection(request: FastifyRequest, { db, ring }: Deps): Promise<Correction> {
  const { id } = request.params as { id: string }
  const correction = await corrections.find(db, ring, id)
  if (!correction || correction.personId !== actorOf(request).personId) throw refuseWith(404, 'problem.not-found')
  return correction
}

/** What can still be changed and sent. */
export const isDraft = ({ state }: Correction) => state === 'draft' || state === 'returned'

/** Like `ownCorrection`, for what is done with a draft; what was sent meanwhile is answered with where it stands. */
export async function ownDraft(request: FastifyRequest, deps: Deps): Promise<Correction> {
  const correction = await ownCorrection(request, deps)
  if (isDraft(correction)) return correction
  throw notAgain(correction)
}

/** What was done before is not done again: the answer leads to the request and says so. */
export const notAgain = (correction: Correction) => new AnsweredOtherwise(reply => toStatus(reply, correction))

function toStatus(reply: FastifyReply, { id, state, submittedAt, updatedAt }: Correction): FastifyReply {
  if (state === 'withdrawn') sayNext(reply, 'said.correction-withdrawn', updatedAt)
  else sayNext(reply, 'said.correction-sent', submittedAt ?? updatedAt)
  return reply.seeOther(`/corrections/${id}`)
}

/** The row as it is now and as the request wants it, and what it is judged by. */
export async function rowOf({ db, ring, clock }: Deps, correction: Correction): Promise<AskedRow> {
  const section = sectionOf(correction.section)
  const rows = await records.ofPerson(db, ring, correction.personId)
  const row = rows.find(({ id }) => id === correction.rowId)
  const current = row?.data ?? {}
  const others = rows.filter(({ id, section: of }) => of === section.id && id !== correction.rowId)
  const isFresh = correction.operation === 'add' && correction.items.length === 0
  return {
    section,
    operation: correction.operation,
    current,
    draft: applied(isFresh ? initialRow(section) : current, correction.items),
    around: {
      today: legalDay(clock()),
      others: others.map(({ data }) => data),
      basic: rows.find(({ section }) => section === 'basic')?.data,
    },
  }
}

export const ofCorrection = {
  schema: { params: { type: 'object', properties: { id: uuid } } },
} as const
