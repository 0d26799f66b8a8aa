import { and, desc, eq, gte, lt, ne, sql, type SQL } from 'drizzle-orm'
import { addDays, endOfLegalDay, legalDay } from '../../domain/clock.ts'
import { countUpTo, mostCounted, told } from '../database/count-up-to.ts'
import type { Db } from '../database/database.ts'
import { endsInTime } from '../database/end-of-life.ts'
import { accessLog, agencies, corrections, recordOpenings } from '../schema.ts'

export type Reading = typeof accessLog.$inferInsert

/** One reading of a person's data by somebody; append-only, shown to that person. */
export async function add(db: Db, reading: Reading): Promise<void> {
  await db.insert(accessLog).values(reading)
}

const most = 1000

/** Readings of several people at once, such as those of a list. */
export async function addAll(db: Db, readings: readonly Reading[]): Promise<void> {
  // a statement has no more than 65,535 parameters
  for (let i = 0; i < readings.length; i += most) await db.insert(accessLog).values(readings.slice(i, i + most))
}

type Whose = { personId: string; accountId: string }
type Span = { limit: number; offset: number }

/**
 * A page of who else looked at a person's data, newest first, with how many there are (see `told`); own readings are
 * left out. Of the days with which the page begins and ends, `newer` and `older` are what stands on other pages.
 */
export async function othersOfPerson(db: Db, whose: Whose, span: Span) {
  const ofOthers = and(eq(accessLog.personId, whose.personId), ne(accessLog.accountId, whose.accountId))
  const rows = await lines(db, ofOthers, span)
  const [first, last] = [rows[0], rows.at(-1)]
  const [newer, older] = await Promise.all([
    first && span.offset > 0 ? lines(db, and(ofOthers, isAfter(first), lt(accessLog.at, endOfDay(first.at)))) : [],
    last && rows.length === span.limit
      ? lines(db, and(ofOthers, isBefore(last), gte(accessLog.at, beginOfDay(last.at))))
      : [],
  ])
  return { rows, newer, older, ...told(rows[0]?.count ?? 0, span) }
}

type Place = { at: Date; id: number }
const place = sql`(${accessLog.at}, ${accessLog.id})`
const isAfter = ({ at, id }: Place) => sql`${place} > (${at.toISOString()}::timestamptz, ${id}::bigint)`
const isBefore = ({ at, id }: Place) => sql`${place} < (${at.toISOString()}::timestamptz, ${id}::bigint)`
const beginOfDay = (at: Date) => endOfLegalDay(addDays(legalDay(at), -1))
const endOfDay = (at: Date) => endOfLegalDay(legalDay(at))

async function lines(db: Db, which: SQL | undefined, span?: Span) {
  const chosen = db.select().from(accessLog).where(which).orderBy(desc(accessLog.at), desc(accessLog.id)).$dynamic()
  // agencies and corrections are looked up for the rows of the page alone
  const page = (span ? chosen.limit(span.limit).offset(span.offset) : chosen).as('page')
  return db
    .select({
      id: page.id,
      at: page.at,
      accountId: page.accountId,
      viewerName: page.viewerName,
      viewerRole: page.viewerRole,
      actingForName: page.actingForName,
      agencyName: agencies.name,
      action: page.action,
      section: page.section,
      purpose: page.purpose,
      correctionNumber: corrections.number,
      count: span ? countUpTo(accessLog, which, mostCounted(span)) : sql<number>`0`,
    })
    .from(page)
    .leftJoin(agencies, eq(agencies.id, page.agencyId))
    .leftJoin(corrections, eq(corrections.id, page.correctionId))
    .orderBy(desc(page.at), desc(page.id))
}

/** For how long a purpose opens a record. */
export const openMs = 15 * 60_000

/** Opens a person's record to an account for 15 minutes, for a purpose told in words. */
export async function open(
  db: Db,
  opening: { accountId: string; personId: string; purpose: string },
  now: Date,
): Promise<void> {
  const expiresAt = new Date(now.getTime() + openMs)
  await db
    .insert(recordOpenings)
    .values({ ...opening, expiresAt })
    .onConflictDoUpdate({
      target: [recordOpenings.accountId, recordOpenings.personId],
      set: { purpose: opening.purpose, expiresAt },
    })
}

/** The purpose under which the record is open to the account now, or was until `lateMs` ago; or undefined. */
export async function openPurpose(
  db: Db,
  accountId: string,
  personId: string,
  now: Date,
  lateMs = 0,
): Promise<string | undefined> {
  const [row] = await db
    .select({ purpose: recordOpenings.purpose })
    .from(recordOpenings)
    .where(
      and(
        eq(recordOpenings.accountId, accountId),
        eq(recordOpenings.personId, personId),
        endsInTime(recordOpenings.expiresAt, openMs + lateMs, new Date(now.getTime() - lateMs)),
      ),
    )
  return row?.purpose
}
