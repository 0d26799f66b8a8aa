import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isTheirOwn, type Actor } from '../../domain/agency/actor.ts'
import { permissions } from '../../domain/agency/permission.ts'
import { legalDay } from '../../domain/clock.ts'
import { guardedFields, mayDecideOn } from '../../domain/record/access.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import type { Correction } from '../../store/correction/corrections.ts'
import * as corrections from '../../store/correction/corrections.ts'
import * as reviewers from '../../store/correction/reviewers.ts'
import * as people from '../../store/person/people.ts'
import * as accessLog from '../../store/record/access-log.ts'
import { actorOf, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { scope } from '../../web/scope.ts'

declare module 'fastify' {
  interface FastifyRequest {
    correction: Correction
  }
}

/**
 * All addresses of this part name a correction that is not the actor's own and that they may decide by their office.
 */
export const ofCorrection = (app: FastifyInstance, deps: Deps): void =>
  scope(app, 'correction', request => theirs(request, deps))

async function theirs(request: FastifyRequest, { db, ring, clock }: Deps): Promise<Correction | undefined> {
  const { id } = request.params as { id: string }
  const actor = actorOf(request)
  const correction = await corrections.find(db, ring, id)
  const isOpen = correction && correction.state !== 'draft' && !isTheirOwn(actor, correction.personId)
  if (!isOpen) return undefined
  const isOfOffice = await isOfTheirOffice(db, actor, correction)
  const isInOwnName = actor.actingFor === null
  const mayDecide =
    isOfOffice || (isInOwnName && (await reviewers.isSecondReviewer(db, id, actor.accountId, legalDay(clock()))))
  if (!mayDecide) return undefined
  request.entered.add(id)
  return correction
}

/** HR of its agency, with the right to what it is about. */
async function isOfTheirOffice(db: Deps['db'], actor: Actor, { agencyId, personId, ...correction }: Correction) {
  if (!permissions.keepPeople(actor) || agencyId === null || agencyId !== actor.agencyId) return false
  const section = sectionOf(correction.section)
  const fields = correction.items.map(({ field }) => field)
  const guarded = guardedFields.some(one => one.section === section && fields.includes(one.field.id))
  const hidesAddress = guarded && (await people.isAddressHidden(db, personId))
  return mayDecideOn(actor, { id: personId, agencyIds: [agencyId], hidesAddress }, section, { fields })
}

/** The word that events and the access log keep for what the reviewer is to this correction. */
export function roleOf(request: FastifyRequest) {
  const actor = actorOf(request)
  if (!permissions.keepPeople(actor)) return 'second_reviewer'
  return permissions.lockRecords(actor) ? 'hr_chief' : 'hr_officer'
}

/** A reading of the correction, as its person will see it; the correction itself is the purpose. */
export async function noteReading(
  request: FastifyRequest,
  { db, clock }: Deps,
  action: 'review' | 'evidence' | 'reveal',
): Promise<void> {
  const { correction } = request
  await accessLog.add(db, {
    ...viewerOf(request, roleOf(request)),
    personId: correction.personId,
    action,
    section: correction.section,
    purpose: '',
    correctionId: correction.id,
    at: clock(),
  })
}
