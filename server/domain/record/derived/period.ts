import { addDays, daysBetween } from '../../clock.ts'

/** Two ISO days that both count; `from` is never after `to`. */
export type Period = { from: string; to: string }

/** As seniority is told: whole years, whole months below a year, and days below a month of thirty. */
export type Length = { years: number; months: number; days: number }

/** The same days without overlaps, in order; those that touch are one. */
export function merged(periods: readonly Period[]): Period[] {
  const found: Period[] = []
  for (const { from, to } of periods.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = found.at(-1)
    if (last && from <= addDays(last.to, 1)) last.to = last.to > to ? last.to : to
    else found.push({ from, to })
  }
  return found
}

/** The days of `periods` that are in none of `holes`, merged. */
export function without(periods: readonly Period[], holes: readonly Period[]): Period[] {
  return merged(holes).reduce(
    (left, hole) =>
      left.flatMap(({ from, to }) =>
        [
          { from, to: to < hole.from ? to : addDays(hole.from, -1) },
          { from: from > hole.to ? from : addDays(hole.to, 1), to },
        ].filter(part => part.from <= part.to),
      ),
    merged(periods),
  )
}

/** By the calendar: a year from 1 August to 31 July, a month from the 5th to the 4th. */
export function lengthOf({ from, to }: Period): Length {
  const end = addDays(to, 1)
  let all = 0
  while (addMonths(from, all + 1) <= end) all++
  return { years: Math.floor(all / 12), months: all % 12, days: daysBetween(addMonths(from, all), end) }
}

/** Thirty days are a month, twelve months a year. */
export function sum(lengths: readonly Length[]): Length {
  const total = (unit: keyof Length) => lengths.reduce((so, length) => so + length[unit], 0)
  const days = total('days')
  const months = total('months') + Math.floor(days / 30)
  return { years: total('years') + Math.floor(months / 12), months: months % 12, days: days % 30 }
}

/** The same day so many months later, or the first of the next month where there is none (民法 §121 II). */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last + 1))).toISOString().slice(0, 10)
}
