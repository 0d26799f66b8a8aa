import { latestEnd } from '../lifetime.ts'

/** `until` is the end of the wait; of a place it may lie in the past, and then says how much was used up. */
export type Tries = { failures: number; until: Date | null; lastAt: Date }

/** A number of tries that cost no wait, after which the wait grows; or a number a day, given back evenly. */
export type Allowed = { free: number } | { aDay: number }

/**
 * Whether a wait keeps somebody out now. One that is longer than any can be began in the future: the clock was set
 * back.
 */
export function holds(until: Date, allowed: Allowed, now: Date): boolean {
  const longest = 'aDay' in allowed ? pauseOf(allowed) : longestWait
  return until > now && until <= latestEnd(longest, now)
}

/** What counts as one place, and how many people come from there. */
export type Place = { id: string; people: number }

/** As many as a large school has; where more come from one address, the operator says so. */
export const usualPeople = 300

/** Wrong tries of one account from one place, or in one browser. */
export const allowedTries = { free: 5 } as const satisfies Allowed

/**
 * Wrong tries of one place, whatever the account: one of each who comes from there. A school or a whole city is one
 * place, so that its allowance must hold the typing mistakes of a morning, and come back by itself.
 */
export const triesOfPlace = ({ people }: Place) => ({ aDay: people }) satisfies Allowed

/**
 * Questions to phones: those that strangers may cause one person, all from one browser, and those of somebody signed in
 * to their own phone.
 */
export const allowedQuestions = {
  person: { free: 3 },
  browser: { free: 8 },
  owner: { free: 8 },
} as const satisfies Record<string, Allowed>

/** Reports of card checks that one place may send: one of each fifth who comes from there. */
export const reportsOfPlace = ({ people }: Place) => ({ aDay: Math.ceil(people / 5) }) satisfies Allowed

const minute = 60_000
const day = 24 * 60 * minute
const firstWait = 15 * minute
const longestWait = 240 * minute

/**
 * The count after one more try, taken before it is checked. The last free try begins the wait: 15 minutes, doubled by
 * each further failure, at most 4 hours; a day without tries forgets them. Where there are a number a day, each is
 * given back after its share of the day: a day's worth at once, then one at a time.
 */
export function countTry(before: Tries | undefined, allowed: Allowed, now: Date): Tries {
  if ('aDay' in allowed) {
    const allUnused = now.getTime() - day + pauseOf(allowed)
    const used = Math.max(before?.until?.getTime() ?? allUnused, allUnused)
    // later than now only where the clock was set back
    const until = Math.min(used, now.getTime()) + pauseOf(allowed)
    return { failures: 0, until: new Date(until), lastAt: now }
  }
  const isFresh = before && now.getTime() - before.lastAt.getTime() < day
  const failures = (isFresh ? before.failures : 0) + 1
  const wait = Math.min(longestWait, firstWait * 2 ** Math.min(failures - allowed.free, 10))
  return { failures, until: failures < allowed.free ? null : new Date(now.getTime() + wait), lastAt: now }
}

/** Milliseconds after which one of a number of tries a day is given back. */
export const pauseOf = ({ aDay }: { aDay: number }): number => day / aDay

/**
 * The place of an address of which nothing more is known: of an IPv6 address the first half, since whoever has one line
 * may choose the other half anew for every try (RFC 4291 2.5.1). Takes an address in the spelling of RFC 5952, no IPv4
 * address inside an IPv6 one.
 */
export function placeOf(address: string): Place {
  return { id: address.includes(':') ? lineOf(address) : address, people: usualPeople }
}

function lineOf(address: string): string {
  const [left = [], right = []] = address.split('::').map(half => half.split(':').filter(Boolean))
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}
