import type { Actor } from './actor.ts'
import { countsAsOne, hasRole } from './actor.ts'

/** How long each step stays open, in minutes. */
export const recoveryMinutes = { asked: 60, code: 15, mail: 30, card: 15, phone: 15, operator: 15 } as const
export const recoveryTries = 5

/** A code that somebody of HR asked for, and who stands beside or above their agency. */
export type AskedCode = {
  accountId: string
  askedBy: string
  /** Whom the one who asked acted for or is deputy of today: for this they are one person. */
  askedAlso: string[]
  agencyId: string
  hrParentId: string | null
  secondReviewerId: string | null
}

export type ConfirmRefusal = 'recovery.refused.same-person' | 'recovery.refused.own' | 'recovery.refused.not-yours'

/**
 * Whether the actor may be the second of the two people: HR of the same agency, HR of the agency above it, or the second
 * reviewer it named; never who asked, never the owner of the account, and no deputy of either.
 */
export function mayConfirm(actor: Actor, asked: AskedCode): { ok: true } | { ok: false; why: ConfirmRefusal } {
  if (countsAsOne(actor, [asked.askedBy, ...asked.askedAlso])) return { ok: false, why: 'recovery.refused.same-person' }
  if (countsAsOne(actor, [asked.accountId])) return { ok: false, why: 'recovery.refused.own' }
  const isHr =
    hasRole(actor, 'hr_officer', 'hr_chief') &&
    (actor.agencyId === asked.agencyId || (asked.hrParentId !== null && actor.agencyId === asked.hrParentId))
  const isSecond = asked.hrParentId === null && actor.actingFor === null && actor.accountId === asked.secondReviewerId
  return isHr || isSecond ? { ok: true } : { ok: false, why: 'recovery.refused.not-yours' }
}
