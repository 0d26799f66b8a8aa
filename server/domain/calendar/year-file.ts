import { addDays } from '../clock.ts'
import { readRocDate } from '../roc-date.ts'
import type { SheetLine } from '../sheet.ts'
import { halfWidth, tidy } from '../typed-text.ts'
import type { SpecialDay } from './day.ts'
import { isWeekend, yearOf } from './working-days.ts'

/** The columns of the office calendar (政府行政機關辦公日曆表) as it is published; the weekday is for its readers. */
export const calendarColumns = ['西元日期', '星期', '是否放假', '備註'] as const
/** What stands under 是否放假: 0 for a day that is worked, 2 for one that is not. */
const marks: Record<string, boolean> = { '0': false, '2': true }

/** A year has no more lines than that, its heading among them. */
export const mostCalendarLines = 367
export const longestDayName = 40
/** No year has fewer; one that does has its marks the wrong way round, and terms that it would move stay moved. */
export const leastWorkingDays = 200

export const calendarRefusals = [
  'calendar.refused.changed',
  'calendar.refused.columns',
  'calendar.refused.day',
  'calendar.refused.incomplete',
  'calendar.refused.large',
  'calendar.refused.mark',
  'calendar.refused.name',
  'calendar.refused.off',
  'calendar.refused.same',
  'calendar.refused.twice',
  'calendar.refused.unknown',
  'calendar.refused.usual',
  'calendar.refused.year',
] as const
export type CalendarRefusal = (typeof calendarRefusals)[number]

export type CalendarFile =
  | { ok: true; year: number; days: SpecialDay[] }
  | { ok: false; why: CalendarRefusal; at: number; missing?: number }

/** The special days of the one year that a file has whole; `at` is the line in whose sight it cannot be read. */
export function readCalendar(lines: readonly SheetLine[]): CalendarFile {
  const [head, ...rest] = lines
  const names = (head?.cells ?? []).map(tidy)
  const [dayAt, , offAt, nameAt] = calendarColumns.map(name => names.indexOf(name))
  if (dayAt === undefined || dayAt < 0 || offAt === undefined || offAt < 0) {
    return { ok: false, why: 'calendar.refused.columns', at: head?.at ?? 1 }
  }
  const read = new Map<string, SpecialDay>()
  for (const { at, cells } of rest) {
    const day = dayIn(cells[dayAt] ?? '')
    if (day === undefined) return { ok: false, why: 'calendar.refused.day', at }
    if (read.has(day)) return { ok: false, why: 'calendar.refused.twice', at }
    const isOff = marks[halfWidth(cells[offAt] ?? '').trim()]
    if (isOff === undefined) return { ok: false, why: 'calendar.refused.mark', at }
    const name = tidy(cells[nameAt ?? -1] ?? '')
    if ([...name].length > longestDayName) return { ok: false, why: 'calendar.refused.name', at }
    if (read.size > 0 && yearOf(day) !== yearOf([...read.keys()][0] ?? '')) {
      return { ok: false, why: 'calendar.refused.year', at }
    }
    read.set(day, { day, isOff, name })
  }
  const [first] = read.keys()
  const last = rest.at(-1)?.at ?? head?.at ?? 1
  if (first === undefined) return { ok: false, why: 'calendar.refused.incomplete', at: last, missing: 365 }
  const year = yearOf(first)
  const missing = daysOf(year).filter(day => !read.has(day)).length
  if (missing > 0) return { ok: false, why: 'calendar.refused.incomplete', at: last, missing }
  const worked = [...read.values()].filter(({ isOff }) => !isOff).length
  if (worked < leastWorkingDays) return { ok: false, why: 'calendar.refused.off', at: last }
  const days = [...read.values()].filter(isSpecial).toSorted((a, b) => (a.day < b.day ? -1 : 1))
  return { ok: true, year, days }
}

/** Whether a day is other than its weekday says. */
export const isSpecial = ({ day, isOff }: SpecialDay): boolean => isOff !== isWeekend(day)

/** The lines of a year under `calendarColumns`, as `readCalendar` reads them. */
export function calendarLines(year: number, special: readonly SpecialDay[]): string[][] {
  const known = new Map(special.map(one => [one.day, one]))
  return daysOf(year).map(day => {
    const { isOff = isWeekend(day), name = '' } = known.get(day) ?? {}
    return [day.replaceAll('-', ''), weekdays[new Date(day).getUTCDay()] ?? '', isOff ? '2' : '0', name]
  })
}

const weekdays = [...'日一二三四五六']

function daysOf(year: number): string[] {
  const first = `${year}-01-01`
  const count = new Date(`${year}-02-29`).getUTCMonth() === 1 ? 366 : 365
  return Array.from({ length: count }, (_, i) => addDays(first, i))
}

function dayIn(text: string): string | undefined {
  const typed = halfWidth(text).trim()
  const whole = /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(typed)
  const read = readRocDate(whole ? whole.slice(1).join('-') : typed)
  return read.ok ? read.value : undefined
}

export type CalendarChange = { day: string; before: SpecialDay | undefined; after: SpecialDay | undefined }

/** What a year would have otherwise, day by day. */
export function calendarChanges(before: readonly SpecialDay[], after: readonly SpecialDay[]): CalendarChange[] {
  const [was, is] = [bookOf(before), bookOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .toSorted()
    .map(day => ({ day, before: was.get(day), after: is.get(day) }))
    .filter(one => one.before?.isOff !== one.after?.isOff || one.before?.name !== one.after?.name)
}

const bookOf = (days: readonly SpecialDay[]) => new Map(days.map(one => [one.day, one]))
