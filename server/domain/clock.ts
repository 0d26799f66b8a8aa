/** Reading the time is an argument everywhere, so that a test can live on any day. */
export type Clock = () => Date

const taipei = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Taipei',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** An instant as Taipei's wall clock shows it, whatever the zone of the machine: ISO day and `HH:MM:SS`. */
export function inTaipei(at: Date): { day: string; time: string } {
  if (at.getTime() >= noSummerTimeSince) {
    const shifted = new Date(at.getTime() + eightHours).toISOString()
    return { day: shifted.slice(0, 10), time: shifted.slice(11, 19) }
  }
  const parts = Object.fromEntries(taipei.formatToParts(at).map(part => [part.type, part.value]))
  return {
    day: `${parts['year']}-${parts['month']}-${parts['day']}`,
    time: `${parts['hour']}:${parts['minute']}:${parts['second']}`,
  }
}

// the last summer time ended in 1979; asking the zone database costs a fifth of a page
const noSummerTimeSince = Date.UTC(1980, 0, 1)
const eightHours = 8 * 3_600_000

/** The ISO day in Taipei on which an instant lies; all legal days are counted so. */
export function legalDay(at: Date): string {
  return inTaipei(at).day
}

/** The first instant after a legal day: what holds through `day` holds while the time is before it. */
export function endOfLegalDay(day: string): Date {
  return new Date(`${addDays(day, 1)}T00:00:00+08:00`)
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10)
}

/** The same day so many years later; of 29 February, the last of that month where there is no such day. */
export function addYears(day: string, count: number): string {
  const year = String(Number(day.slice(0, 4)) + count).padStart(4, '0')
  const isDay = day.slice(5) !== '02-29' || new Date(`${year}-02-29`).getUTCMonth() === 1
  return `${year}-${isDay ? day.slice(5) : '02-28'}`
}

/** Whole days from one ISO day to another; negative when `to` comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** Days left until a due day that itself still counts: 0 on the day, negative when overdue. */
export function daysLeft(due: string, today: string): number {
  return daysBetween(today, due)
}
