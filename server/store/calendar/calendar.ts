import { and, asc, desc, eq, like, sql } from 'drizzle-orm'
import type { SpecialDay } from '../../domain/calendar/day.ts'
import { useCalendar, yearOf } from '../../domain/calendar/working-days.ts'
import type { Db } from '../database/database.ts'
import { accounts, calendarDays, calendarYears, events, people } from '../schema.ts'

let read: { db: Db; state: number } | undefined

/** Reads the calendar of the database if it has changed since; from then on this process goes by it. */
export async function readCalendar(db: Db): Promise<void> {
  // asked first: what changes in between is read again the next time
  const [row] = await db
    .select({ state: sql<number>`coalesce(sum(${calendarYears.version}), 0)::int` })
    .from(calendarYears)
  const state = row?.state ?? 0
  if (read?.db === db && read.state === state) return
  const years = await db.select({ year: calendarYears.year }).from(calendarYears)
  const days = await db
    .select({ day: calendarDays.day, isOff: calendarDays.isOff, name: calendarDays.name })
    .from(calendarDays)
    .orderBy(asc(calendarDays.day))
  useCalendar(new Set(years.map(({ year }) => year)), days)
  read = { db, state }
}

/** The version of a year, for whoever is about to change it; 0 where it is not kept yet. */
export async function versionOf(db: Db, year: number): Promise<number> {
  const [row] = await db
    .select({ version: calendarYears.version })
    .from(calendarYears)
    .where(eq(calendarYears.year, year))
  return row?.version ?? 0
}

/** Writes the special days of a year in place of those it had; false when the year has changed since. */
export async function setYear(tx: Db, year: number, expected: number, days: readonly SpecialDay[]): Promise<boolean> {
  if (days.some(({ day }) => yearOf(day) !== year)) throw new Error(`a day of another year than ${year}`)
  const taken = await tx
    .insert(calendarYears)
    .values({ year, version: 1 })
    .onConflictDoUpdate({
      target: calendarYears.year,
      set: { version: sql`${calendarYears.version} + 1` },
      setWhere: eq(calendarYears.version, expected),
    })
    .returning({ version: calendarYears.version })
  if (taken[0]?.version !== expected + 1) return false
  await tx.delete(calendarDays).where(eq(calendarDays.year, year))
  if (days.length > 0) await tx.insert(calendarDays).values(days.map(one => ({ ...one, year })))
  return true
}

/** The changes that administrators have made to a year, newest first, with who made them. */
export async function changes(db: Db, year: number, limit: number) {
  return db
    .select({ what: events.what, at: events.at, details: events.details, by: people.name })
    .from(events)
    .leftJoin(accounts, eq(accounts.id, events.byAccountId))
    .leftJoin(people, eq(people.id, accounts.personId))
    .where(and(eq(events.about, String(year)), like(events.what, 'calendar.%')))
    .orderBy(desc(events.id))
    .limit(limit)
}
