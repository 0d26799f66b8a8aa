import { addDays } from '../clock.ts'
import type { SpecialDay } from './day.ts'
import { shippedDays } from './shipped.ts'

export const yearOf = (day: string): number => Number(day.slice(0, 4))

// of the whole process, as the code tables: what is asked of a day does not depend on who asks
let special = bookOf(shippedDays)
let years = yearsOf(shippedDays)

function bookOf(days: readonly SpecialDay[]) {
  return new Map(days.map(one => [one.day, one]))
}
function yearsOf(days: readonly SpecialDay[]) {
  return new Set(days.map(({ day }) => yearOf(day)))
}

/** The calendar from now on: of each year in `kept` its days, of any other those that come with the program. */
export function useCalendar(kept: ReadonlySet<number>, days: readonly SpecialDay[]): void {
  const all = [...shippedDays.filter(({ day }) => !kept.has(yearOf(day))), ...days]
  special = bookOf(all)
  years = new Set([...yearsOf(all), ...kept])
}

/** Years whose holidays are known; of any other weekends alone count as off. */
export const knownYears = (): number[] => [...years].toSorted((a, b) => a - b)

/** The special days of a year, in their order. */
export const specialDays = (year: number): SpecialDay[] =>
  [...special.values()].filter(({ day }) => yearOf(day) === year).toSorted((a, b) => (a.day < b.day ? -1 : 1))

export function isWeekend(day: string): boolean {
  const weekday = new Date(day).getUTCDay()
  return weekday === 0 || weekday === 6
}

/** Whether public offices work on an ISO day. */
export function isWorkingDay(day: string): boolean {
  const known = special.get(day)
  return known ? !known.isOff : !isWeekend(day)
}

/** The day itself where offices work on it, else the next on which they do: where a term ends (行政程序法 §48 IV). */
export function workingDayFrom(day: string, isWorked = isWorkingDay): string {
  let found = day
  while (!isWorked(found)) found = addDays(found, 1)
  return found
}

/** The days on which offices would be closed once a year had these special days, each with the next that is worked. */
export function closedBy(year: number, days: readonly SpecialDay[]): { day: string; until: string }[] {
  const others = [...special.values()].filter(({ day }) => yearOf(day) !== year)
  const then = bookOf([...others, ...days])
  const isWorked = (day: string) => !(then.get(day)?.isOff ?? isWeekend(day))
  const changed = [...specialDays(year), ...days].map(({ day }) => day)
  return [...new Set(changed)]
    .filter(day => isWorkingDay(day) && !isWorked(day))
    .map(day => ({ day, until: workingDayFrom(day, isWorked) }))
}

/** The `count`-th working day after a day, which is not counted; before it where `count` is negative. */
export function addWorkingDays(day: string, count: number): string {
  let found = day
  for (let left = Math.abs(count); left > 0;) {
    found = addDays(found, Math.sign(count))
    if (isWorkingDay(found)) left -= 1
  }
  return found
}

/** How many working days lie after `from`, up to and with `to`; none where `to` comes first. */
export function workingDaysBetween(from: string, to: string): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count += 1
  return count
}
