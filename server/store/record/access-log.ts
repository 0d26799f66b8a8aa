import { and, asc, desc, eq, gte, lt, ne, sql, type SQL } from 'drizzle-orm'
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

/** The same reading of each of these people, in one statement. */
export async function addForEach(
  db: Db,
  personIds: readonly string[],
  reading: Omit<Reading, 'personId' | 'id'>,
): Promise<void> {
  if (personIds.length === 0) return
  const { accountId, viewerName, viewerRole, actingFor = null, actingForName = null, agencyId = null } = reading
  const { action, section = null, purpose, correctionId = null, address, requestId, at } = reading
  await db.execute(sql`insert into access_log (person_id, account_id, viewer_name, viewer_role, acting_for,
      acting_for_name, agency_id, action, section, purpose, correction_id, address, request_id, at)
    select person, ${accountId}::uuid, ${viewerName}, ${viewerRole}, ${actingFor}::uuid, ${actingForName},
      ${agencyId}::uuid, ${action}, ${section}, ${purpose}, ${correctionId}::uuid, ${address}, ${requestId},
      ${at.toISOString()}::timestamptz
    from unnest(${sql.param([...personIds])}::uuid[]) person`)
}

type Whose = { personId: string; accountId: string }
/** A page: what is older than a reading, or newer, by its place. */
type Stretch = { after?: string; before?: string; limit: number }

/**
 * A page of who else looked at a person's data, newest first, with how many there are (see `told`) and whether others
 * come before and after; own readings are left out. Of the days with which the page begins and ends, `newer` and
 * `older` are what stands on other pages.
 */
export async function othersOfPerson(db: Db, whose: Whose, { after, before, limit }: Stretch) {
  const ofOthers = and(eq(accessLog.personId, whose.personId), ne(accessLog.accountId, whose.accountId))
  const beyond = after ? isBefore(readPlace(after)) : before ? isAfter(readPlace(before)) : undefined
  const page = { limit: limit + 1, offset: 0 }
  const found = await lines(db, and(ofOthers, beyond), { ...page, counted: ofOthers, isReversed: before !== undefined })
  const isMore = found.length > limit
  const rows = found.slice(0, limit)
  if (before) rows.reverse()
  const hasPrevious = before ? isMore : after !== undefined
  const hasNext = before ? true : isMore
  const [first, last] = [rows[0], rows.at(-1)]
  const [newer, older] = await Promise.all([
    first && hasPrevious ? lines(db, and(ofOthers, isAfter(first), lt(accessLog.at, endOfDay(first.at)))) : [],
    last && hasNext ? lines(db, and(ofOthers, isBefore(last), gte(accessLog.at, beginOfDay(last.at)))) : [],
  ])
  const named = await namesFor(db, [...rows, ...newer, ...older])
  return {
    rows: rows.map(named),
    newer: newer.map(named),
    older: older.map(named),
    hasPrevious,
    hasNext,
    ...told(found[0]?.count ?? 0, page),
  }
}

type Line = Awaited<ReturnType<typeof lines>>[number]

/**
 * Tells the agencies and corrections of these lines by name and number. Each is looked up once: a join reads whatever
 * lies before the last of them where that is told to be little, and one for each line reads them again and again.
 */
async function namesFor(db: Db, of: readonly Line[]) {
  const all = (ids: readonly (string | null)[]) =>
    sql`any(${sql.param([...new Set(ids)].filter(id => id !== null))}::uuid[])`
  const [offices, numbered] = await Promise.all([
    db
      .select({ id: agencies.id, name: agencies.name })
      .from(agencies)
      .where(sql`${agencies.id} = ${all(of.map(({ agencyId }) => agencyId))}`),
    db
      .select({ id: corrections.id, number: corrections.number })
      .from(corrections)
      .where(sql`${corrections.id} = ${all(of.map(({ correctionId }) => correctionId))}`),
  ])
  const names = new Map(offices.map(({ id, name }) => [id, name]))
  const numbers = new Map(numbered.map(({ id, number }) => [id, number]))
  return (line: Line) => ({
    ...line,
    agencyName: names.get(line.agencyId ?? '') ?? null,
    correctionNumber: numbers.get(line.correctionId ?? '') ?? null,
  })
}

type Place = { at: Date; id: number }
/** How a reading is called in the list: by its time and number, so that nothing is looked up to go on after it. */
export const placeOf = ({ at, id }: Place): string => `${at.getTime()}-${id}`
/** Whether a reading can be called so. */
export const isPlace = (text: string): boolean => /^\d{1,14}-\d{1,15}$/.test(text)
function readPlace(place: string): Place {
  const [time, id] = place.split('-').map(Number)
  return { at: new Date(time ?? 0), id: id ?? 0 }
}

const place = sql`(${accessLog.at}, ${accessLog.id})`
const isAfter = ({ at, id }: Place) => sql`${place} > (${at.toISOString()}::timestamptz, ${id}::bigint)`
const isBefore = ({ at, id }: Place) => sql`${place} < (${at.toISOString()}::timestamptz, ${id}::bigint)`
const beginOfDay = (at: Date) => endOfLegalDay(addDays(legalDay(at), -1))
const endOfDay = (at: Date) => endOfLegalDay(legalDay(at))

type Span = { limit: number; offset: number; counted: SQL | undefined; isReversed: boolean }

async function lines(db: Db, which: SQL | undefined, span?: Span) {
  const direction = span?.isReversed ? asc : desc
  const chosen = db
    .select()
    .from(accessLog)
    .where(which)
    .orderBy(direction(accessLog.at), direction(accessLog.id))
    .$dynamic()
  const page = (span ? chosen.limit(span.limit) : chosen).as('page')
  return db
    .select({
      id: page.id,
      at: page.at,
      accountId: page.accountId,
      viewerName: page.viewerName,
      viewerRole: page.viewerRole,
      actingForName: page.actingForName,
      agencyId: page.agencyId,
      action: page.action,
      section: page.section,
      purpose: page.purpose,
      correctionId: page.correctionId,
      count: span ? countUpTo(accessLog, span.counted, mostCounted(span)) : sql<number>`0`,
    })
    .from(page)
    .orderBy(direction(page.at), direction(page.id))
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
