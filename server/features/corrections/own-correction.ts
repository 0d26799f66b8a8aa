import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { applied } from '../../domain/record/difference.ts'
import { isForOwner, sectionOf } from '../../domain/record/sections.ts'
import { aroundOf } from '../../domain/record/validate.ts'
import type { Correction } from '../../store/correction/corrections.ts'
import * as corrections from '../../store/correction/corrections.ts'
import * as records from '../../store/record/records.ts'
import { sayNext } from '../../web/access/said.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { AnsweredOtherwise } from '../../web/errors.ts'
import { scope } from '../../web/scope.ts'
import { initialRow } from '../../web/show/row-form.ts'
import type { AskedRow } from './form.ts'

declare module 'fastify' {
  interface FastifyRequest {
    correction: Correction
  }
}

/** All addresses of this part name a correction of the actor. */
export const ofOwn = (app: FastifyInstance, { db, ring }: Deps): void =>
  scope(app, 'correction', async request => {
    const correction = await corrections.find(db, ring, (request.params as { id: string }).id)
    return correction?.personId === actorOf(request).personId ? correction : undefined
  })

/** What can still be changed and sent. */
export const isDraft = ({ state }: Correction) => state === 'draft' || state === 'returned'

/** For what is done with a draft; what was sent meanwhile is answered with where it stands. */
export const ofDraft = {
  async preHandler({ correction }: Pick<FastifyRequest, 'correction'>) {
    if (!isDraft(correction)) throw notAgain(correction)
  },
}

/** What was done before is not done again: the answer leads to the correction and says so. */
export const notAgain = (correction: Correction) => new AnsweredOtherwise(reply => toStatus(reply, correction))

function toStatus(reply: FastifyReply, { id, state, submittedAt, updatedAt }: Correction): FastifyReply {
  if (state === 'withdrawn') sayNext(reply, 'said.correction-withdrawn', updatedAt)
  else sayNext(reply, 'said.correction-sent', submittedAt ?? updatedAt)
  return reply.seeOther(`/corrections/${id}`)
}

/** The row as it is now and as the correction wants it, and what it is checked by. */
export async function rowOf({ db, ring, clock }: Deps, correction: Correction): Promise<AskedRow> {
  const section = sectionOf(correction.section)
  // a row that HR has kept for itself since is to its owner as one that is gone
  const rows = (await records.ofPerson(db, ring, correction.personId)).filter(isForOwner)
  const row = rows.find(({ id }) => id === correction.rowId)
  const current = row?.data ?? {}
  const isFresh = correction.operation === 'add' && correction.items.length === 0
  return {
    section,
    operation: correction.operation,
    current,
    draft: applied(isFresh ? initialRow(section) : current, correction.items),
    around: aroundOf(rows, { section: section.id, id: correction.rowId }, legalDay(clock())),
    others: rows.filter(({ id }) => id !== correction.rowId),
  }
}
