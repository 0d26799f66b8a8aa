const hourMs = 3_600_000

export type ListState = 'missing' | 'expired' | 'grace' | 'ending' | 'fresh'

/**
 * How a revocation list stands; one that ends within a day should have been followed by a newer one. Within the hours
 * of grace after its end it still counts for signing in.
 */
export function listState(list: { until: Date } | undefined, now: Date, graceHours = 0): ListState {
  if (!list) return 'missing'
  if (now > list.until) return now.getTime() - list.until.getTime() <= graceHours * hourMs ? 'grace' : 'expired'
  return list.until.getTime() - now.getTime() < 24 * hourMs ? 'ending' : 'fresh'
}

export type AuthorityState = 'unused' | 'expired' | 'ending' | 'valid'

/** How an authority stands; half a year is what it takes to hand out new cards. */
export function authorityState({ until, isInUse }: { until: Date; isInUse: boolean }, now: Date): AuthorityState {
  if (!isInUse) return 'unused'
  if (now > until) return 'expired'
  return until.getTime() - now.getTime() < 183 * 24 * hourMs ? 'ending' : 'valid'
}

export type Trouble = 'missing' | 'expired' | 'ending' | 'list-ending'

/** What keeps cards of this authority out now or soon, or undefined. An anchor may do without a list. */
export function troubleOf(
  authority: { role: string; until: Date; isInUse: boolean; list: { until: Date } | undefined },
  now: Date,
): Trouble | undefined {
  const [state, list] = [authorityState(authority, now), listState(authority.list, now)]
  if (state === 'unused') return undefined
  if (state === 'expired') return 'expired'
  if (authority.role !== 'root' && (list === 'missing' || list === 'expired')) return list
  if (list === 'ending') return 'list-ending'
  return state === 'ending' ? 'ending' : undefined
}
