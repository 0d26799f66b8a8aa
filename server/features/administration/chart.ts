import { addDays } from '../../domain/clock.ts'

export type Bar = { day: string; count: number; x: number; y: number; width: number; height: number }

const width = 600
const height = 120

type Counted = { day: string; cause: string; count: number }

/** One bar for each day up to `today`, days without failures included, in a box of 600 by 120. */
export function chartOf(counted: readonly Counted[], today: string, days: number) {
  const counts = new Map<string, number>()
  for (const { day, count } of counted) counts.set(day, (counts.get(day) ?? 0) + count)
  const max = Math.max(1, ...counts.values())
  const step = width / days
  const bars = Array.from({ length: days }, (_, i): Bar => {
    const day = addDays(today, i - days + 1)
    const count = counts.get(day) ?? 0
    const tall = Math.round((count / max) * height)
    return {
      day,
      count,
      x: Math.round(i * step),
      y: height - tall,
      width: Math.max(1, Math.floor(step) - 2),
      height: tall,
    }
  })
  const top = bars.reduce((one, other) => (other.count > one.count ? other : one))
  return { bars, width, height, total: bars.reduce((sum, { count }) => sum + count, 0), top }
}

/** The most frequent causes, each with a chart of its own. */
export function chartsByCause(counted: readonly Counted[], today: string, days: number, limit: number) {
  const causes = [...new Set(counted.map(({ cause }) => cause))]
  return causes
    .map(cause => ({
      cause,
      chart: chartOf(
        counted.filter(one => one.cause === cause),
        today,
        days,
      ),
    }))
    .toSorted((one, other) => other.chart.total - one.chart.total)
    .slice(0, limit)
}
