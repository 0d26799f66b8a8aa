import type { Actor } from '../agency/actor.ts'
import { countsAsOne, hasRole, hrRoles } from '../agency/actor.ts'

/** How long each step stays open, in minutes. */
export const recoveryMinutes = { asked: 60, code: 15, mail: 30, card: 15, phone: 15, operator: 15 } as const
export const recoveryTries = 5

/** For this many minutes after a letter no other is sent to its owner, whoever asks; its link works twice as long. */
export const letterMinutes = 15

/** The HR office of an agency, and what decides who stands above it. */
export type HrOffice = { agencyId: string; hrParentId: string | null; secondReviewerId: string | null }

/**
 * Whether the actor helps where an HR office cannot help itself: HR of the agency above; where there is none, the
 * second reviewer it named, and the administrator, who names its people anyway.
 */
export function standsAbove(actor: Actor, { hrParentId, secondReviewerId }: HrOffice): boolean {
  if (hrParentId !== null) return hasRole(actor, ...hrRoles) && actor.agencyId === hrParentId
  return hasRole(actor, 'sysadmin') || (actor.actingFor === null && actor.accountId === secondReviewerId)
}

/** A code that was asked for, and who stands beside or above the agency where that was. */
export type AskedCode = HrOffice & {
  accountId: string
  askedBy: string
  /** Those whom the one who asked acted for or is a deputy of today: here they count as one person. */
  askedAlso: string[]
  /** Where the owner of the account does HR work. */
  ownOffices: HrOffice[]
}

export type ConfirmRefusal = 'recovery.refused.same-person' | 'recovery.refused.own' | 'recovery.refused.not-yours'

/**
 * Whether the actor may be the second of the two people: HR of the agency where it was asked for, HR of the office in
 * which its owner works, or somebody above one of them; never the one who asked, never the owner, and no deputy of
 * either.
 */
export function mayConfirm(actor: Actor, asked: AskedCode): { ok: true } | { ok: false; why: ConfirmRefusal } {
  if (countsAsOne(actor, [asked.askedBy, ...asked.askedAlso])) return { ok: false, why: 'recovery.refused.same-person' }
  if (countsAsOne(actor, [asked.accountId])) return { ok: false, why: 'recovery.refused.own' }
  const isInHr = hasRole(actor, ...hrRoles)
  const may = (office: HrOffice) => (isInHr && actor.agencyId === office.agencyId) || standsAbove(actor, office)
  return [asked, ...asked.ownOffices].some(may) ? { ok: true } : { ok: false, why: 'recovery.refused.not-yours' }
}
