import type { Actor } from '../agency/actor.ts'
import { hasRole, hrRoles, isTheirOwn } from '../agency/actor.ts'

/** What holds while a lock does: `write` keeps every change out, `mark` goes wherever the value is shown or leaves. */
export type LockEffect = 'write' | 'mark'

type KindOfLock = {
  effects: readonly LockEffect[]
  /** `part`: the whole record or one section; `fields`: some fields of one row. */
  scope: 'part' | 'fields'
  /** The longest that it is set for at a time. */
  maxDays: number
}

/** The kinds of lock that there are; the names are kept with each lock and stay. The others come later. */
export const lockKinds = {
  case: { effects: ['write'], scope: 'part', maxDays: 366 },
  dispute: { effects: ['mark'], scope: 'fields', maxDays: 366 },
} as const satisfies Record<string, KindOfLock>
export type LockKind = keyof typeof lockKinds

export type LockFacts = {
  kind: LockKind
  /** Null: the whole record. */
  section: string | null
  rowId: string | null
  fields: readonly string[] | null
  until: string
}

export const lockRefusals = [
  'lock.refused.chief-only',
  'lock.refused.holds',
  'lock.refused.not-yours',
  'lock.refused.own-record',
  'lock.refused.over',
] as const
export type LockRefusal = (typeof lockRefusals)[number]

const does = ({ kind }: LockFacts, effect: LockEffect) => lockKinds[kind].effects.some(one => one === effect)

/**
 * The first lock that blocks writing to `section` on `today` (ISO day in Taipei), or undefined.
 * Locks are additive; a lock without section covers the whole record; its last day still counts.
 */
export function blockingLock<L extends LockFacts>(locks: readonly L[], section: string, today: string): L | undefined {
  return locks.find(
    lock => does(lock, 'write') && (lock.section === null || lock.section === section) && lock.until >= today,
  )
}

/**
 * Ids of the fields that are disputed on `today`, by row: whoever sees or takes such a value has to learn of it
 * (Personal Data Protection Act, article 11 II).
 */
export function disputedFields(locks: readonly LockFacts[], today: string): Map<string, Set<string>> {
  const disputed = new Map<string, Set<string>>()
  for (const lock of locks) {
    const { rowId, fields, until } = lock
    if (!does(lock, 'mark') || rowId === null || until < today) continue
    disputed.set(rowId, new Set([...(disputed.get(rowId) ?? []), ...(fields ?? [])]))
  }
  return disputed
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
