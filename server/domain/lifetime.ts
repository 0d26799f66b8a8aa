/** By how much two clocks may differ. */
export const clockSkewMs = 5 * 60_000

/** The last end, counted from now, of what lives so long: anything later began in the future. */
export const latestEnd = (ms: number, now: Date): Date => new Date(now.getTime() + ms + clockSkewMs)

/** Whether an instant lies in the future, by more than two clocks may differ. */
export const isFuture = (at: Date | number, now: Date): boolean => Number(at) > latestEnd(0, now).getTime()

/**
 * Whether what began at an instant and lives so long holds now. What began in the future does not: the clock was set
 * back meanwhile, and it would live longer.
 */
export const isAlive = (began: Date | number, ms: number, now: Date): boolean =>
  Number(began) + ms > now.getTime() && !isFuture(began, now)
