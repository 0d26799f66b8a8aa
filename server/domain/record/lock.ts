import type { Actor } from '../agency/actor.ts'
import { hasRole, hrRoles, isTheirOwn } from '../agency/actor.ts'

/** A lock that holds a person's record, or one section of it, against writing. The other kinds of lock come later. */
export type LockFacts = { kind: 'case'; section: string | null; until: string }

export const lockRefusals = [
  'lock.refused.chief-only',
  'lock.refused.holds',
  'lock.refused.not-yours',
  'lock.refused.own-record',
  'lock.refused.over',
] as const
export type LockRefusal = (typeof lockRefusals)[number]

/**
 * The first lock that blocks writing to `section` on `today` (ISO day in Taipei), or undefined.
 * Locks are additive; a lock without section covers the whole record; its last day still counts.
 */
export function blockingLock<L extends LockFacts>(locks: readonly L[], section: string, today: string): L | undefined {
  return locks.find(lock => (lock.section === null || lock.section === section) && lock.until >= today)
}

/**
 * Only the HR chief of the person's agency sets or ends a lock, never on their own record, and a deputy not on that of
 * the one represented.
 */
export function mayLock(
  actor: Actor,
  person: { id: string; agencyIds: string[] },
): { ok: true } | { ok: false; why: LockRefusal } {
  if (isTheirOwn(actor, person.id)) return { ok: false, why: 'lock.refused.own-record' }
  if (!hasRole(actor, ...hrRoles) || !person.agencyIds.includes(actor.agencyId ?? '')) {
    return { ok: false, why: 'lock.refused.not-yours' }
  }
  if (!hasRole(actor, 'hr_chief')) return { ok: false, why: 'lock.refused.chief-only' }
  return { ok: true }
}
