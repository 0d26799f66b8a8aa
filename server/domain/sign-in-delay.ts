import { latestEnd } from './lifetime.ts'

export type Tries = { failures: number; until: Date | null; lastAt: Date }

/** Tries that cost no wait: one account from one place, and one place whatever the account (a school is one address). */
export const freeTries = { account: 5, address: 300 } as const

/** Questions to phones that cost no wait: notices to one person, and all questions of one browser and of one place. */
export const freeQuestions = { person: 3, browser: 8, address: 60 } as const

const minute = 60_000
const firstWait = 15 * minute
const longestWait = 240 * minute
const forgottenAfter = 24 * 60 * minute

/** Whether a wait keeps somebody out now: one that is longer than any began in the future, before the clock was set back. */
export const holds = (until: Date, now: Date): boolean => until > now && until <= latestEnd(longestWait, now)

/**
 * The count after one more try, reckoned before it is judged. The last free try begins the wait: 15 minutes, doubled by
 * each further failure, at most 4 hours. A day without tries forgets them.
 */
export function countTry(before: Tries | undefined, free: number, now: Date): Tries {
  const isFresh = before && now.getTime() - before.lastAt.getTime() < forgottenAfter
  const failures = (isFresh ? before.failures : 0) + 1
  const wait = Math.min(longestWait, firstWait * 2 ** Math.min(failures - free, 10))
  return { failures, until: failures < free ? null : new Date(now.getTime() + wait), lastAt: now }
}

/**
 * What counts as one place: of an IPv6 address the first half, since whoever has one line may choose the other half anew
 * for every try (RFC 4291 2.5.1). Takes an address in the spelling of RFC 5952, no IPv4 address inside an IPv6 one.
 */
export function placeOf(address: string): string {
  if (!address.includes(':')) return address
  const [left = [], right = []] = address.split('::').map(half => half.split(':').filter(Boolean))
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}
