import { addDays } from '../clock.ts'
import { halfWidth } from '../typed-text.ts'

/** How many days the passwords of an agency's people are good for, and since which day that holds. */
export type ValidityRule = { days: number; since: string }

export const passwordDays = { min: 90, max: 365 } as const
/**
 * How many days before a password must be changed its owner hears of it; a new rule gives as many to those it would
 * surprise.
 */
export const passwordNoticeDays = 14

/** Days as typed; blank sets no rule. */
export function readPasswordDays(
  typed: string,
): { ok: true; value: number | null } | { ok: false; why: 'agency.refused.password-days' } {
  const text = halfWidth(typed)
  if (text === '') return { ok: true, value: null }
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0
  const isGood = days >= passwordDays.min && days <= passwordDays.max
  return isGood ? { ok: true, value: days } : { ok: false, why: 'agency.refused.password-days' }
}

/**
 * The last day on which a password opens its account without being changed; null without a rule. Somebody who works at
 * several agencies follows the strictest. `changedOn` is null where the day is not known: then the rule's first day
 * counts.
 */
export function passwordUntil(changedOn: string | null, rules: readonly ValidityRule[]): string | null {
  const ends = rules.map(({ days, since }) => {
    const [end, noticed] = [addDays(changedOn ?? since, days), addDays(since, passwordNoticeDays)]
    return end > noticed ? end : noticed
  })
  return ends.toSorted()[0] ?? null
}
