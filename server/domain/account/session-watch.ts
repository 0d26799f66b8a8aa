const saidBefore = 120
const lookedAgainAfter = 15

/**
 * Whether a page says now that its session ends, which is two minutes before, and after how many seconds it looks
 * again.
 */
export function sessionWatch(end: Date, now: Date): { isNear: boolean; askIn: number } {
  const left = Math.ceil((end.getTime() - now.getTime()) / 1000)
  const isNear = left <= saidBefore
  return { isNear, askIn: isNear ? Math.min(left + 1, lookedAgainAfter) : left - saidBefore }
}
