import { addDays } from '../clock.ts'
import { halfWidth } from '../typed-text.ts'

/** For how many days the passwords of an agency's people are good, and since which day that is asked. */
export type ValidityRule = { days: number; since: string }

export const passwordDays = { min: 90, max: 365 } as const
/**
 * Whoever has to change a password hears of it so many days before; whoever a new rule would surprise has so many days
 * too.
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
 * The last day on which a password opens its account without being changed; null without a rule. Who works at several
 * agencies follows the strictest. `changedOn` is null where the day is not known: then the rule's first day counts.
 */
export function passwordUntil(changedOn: string | null, rules: readonly ValidityRule[]): string | null {
  const ends = rules.map(({ days, since }) => {
    const [end, noticed] = [addDays(changedOn ?? since, days), addDays(since, passwordNoticeDays)]
    return end > noticed ? end : noticed
  })
  return ends.toSorted()[0] ?? null
}
