import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  not,
  notExists,
  or,
  sql,
} from 'drizzle-orm'
import { mostPeople, type BatchResult, type BatchState, type Doing, type Proposal } from '../../domain/record/batch.ts'
import type { Complaint } from '../../domain/record/validate.ts'
import type { Db } from '../database/database.ts'
import type { By, EventName } from '../database/events.ts'
import * as events from '../database/events.ts'
import { countUpTo, mostCounted, told } from '../database/count-up-to.ts'
import { endsInTime } from '../database/end-of-life.ts'
import { held } from '../database/held.ts'
import type { KeyRing } from '../database/sealing.ts'
import { pageOf, type Stretch } from '../database/stretch.ts'
import { accounts, batches, batchOpenings, batchRows, people } from '../schema.ts'
import { byPerson } from './by-person.ts'
import { openRow, sealRow } from './sealed-rows.ts'

export type Batch = Omit<typeof batches.$inferSelect, 'people'>
const { people: _, ...known } = getTableColumns(batches)
export type BatchRow = Proposal & {
  personId: string
  result: BatchResult
  complaints: Complaint[]
  version: number | null
}
type Checked = Omit<BatchRow, 'version'>

export async function begin(tx: Db, batch: typeof batches.$inferInsert, by: By): Promise<void> {
  await tx.insert(batches).values(batch)
  await events.add(tx, { what: 'batch.begun', about: batch.id, by, at: batch.at, details: { verb: batch.verb } })
}

export async function find(db: Db, id: string, agencyId: string): Promise<Batch | undefined> {
  const [found] = await db
    .select(known)
    .from(batches)
    .where(and(eq(batches.id, id), eq(batches.agencyId, agencyId)))
  return found
}

/** The people of a batch in its order, or a stretch of them. */
export async function peopleOf(
  db: Db,
  id: string,
  { from, limit }: { from: number; limit: number } = { from: 0, limit: mostPeople },
): Promise<string[]> {
  const stretch = JSON.stringify({ first: from, last: from + limit - 1 })
  const [found] = await db
    .select({
      ids: sql<string[]>`jsonb_path_query_array(${batches.people}, '$[$first to $last]', ${stretch}::jsonb)`,
    })
    .from(batches)
    .where(eq(batches.id, id))
  return found?.ids ?? []
}

/** A page of the batches of an agency, newest first; `after` and `before` a batch by its id. */
export async function ofAgency(db: Db, agencyId: string, stretch: Stretch) {
  const { after, before, limit } = stretch
  const isOfAgency = eq(batches.agencyId, agencyId)
  const place = (id: string) =>
    sql`(select at, id from ${batches} there where there.id = ${id}::uuid and there.agency_id = ${agencyId})`
  const isBeyond = after
    ? sql`(${batches.at}, ${batches.id}) < ${place(after)}`
    : before && sql`(${batches.at}, ${batches.id}) > ${place(before)}`
  const direction = before ? asc : desc
  const rows = await db
    .select({
      id: batches.id,
      verb: batches.verb,
      section: batches.section,
      state: batches.state,
      at: batches.at,
      people: batches.peopleCount,
      byName: people.name,
      count: countUpTo(batches, isOfAgency, mostCounted({ limit, offset: 0 })),
    })
    .from(batches)
    .leftJoin(accounts, eq(accounts.id, batches.byAccountId))
    .leftJoin(people, eq(people.id, accounts.personId))
    .where(and(isOfAgency, isBeyond || undefined))
    .orderBy(direction(batches.at), direction(batches.id))
    .limit(limit + 1)
  return { ...pageOf(rows, stretch), ...told(rows[0]?.count ?? 0, { limit, offset: 0 }) }
}

const eventOf: Partial<Record<BatchState, EventName>> = {
  checked: 'batch.checked',
  applied: 'batch.applied',
  reversed: 'batch.reversed',
}

/**
 * From one of these states, and where it is named from this dry run, or only while it goes on by itself for nobody, to
 * another one, with what else is set; false when somebody else was there before.
 */
export async function move(
  tx: Db,
  id: string,
  { from, to, run, isLeft }: { from: readonly BatchState[]; to: BatchState; run?: number; isLeft?: true },
  {
    by,
    at,
    ...set
  }: Partial<
    Pick<
      Batch,
      | 'form'
      | 'which'
      | 'reason'
      | 'effective'
      | 'decision'
      | 'basis'
      | 'takesWarnings'
      | 'tried'
      | 'doing'
      | 'claimedUntil'
    >
  > & {
    by: By
    at: Date
  },
): Promise<boolean> {
  const [moved] = await tx
    .update(batches)
    .set({ ...set, state: to, ...(to === 'checked' && { run: sql`${batches.run} + 1` }) })
    .where(
      and(
        eq(batches.id, id),
        inArray(batches.state, [...from]),
        run === undefined ? undefined : eq(batches.run, run),
        isLeft && isNull(batches.doing),
      ),
    )
    .returning({ id: batches.id })
  const what = eventOf[to]
  if (moved && what) await events.add(tx, { what, about: id, by, at })
  return moved !== undefined
}

const claimMs = 60_000
const inMotion = and(inArray(batches.state, ['applying', 'reversing']), isNotNull(batches.doing))
/** SQL: it is to go on, and nobody is at it; whoever was killed has a claim that ends by itself. */
const isFree = (now: Date) =>
  and(inMotion, or(isNull(batches.claimedUntil), not(endsInTime(batches.claimedUntil, claimMs, now))))

/**
 * Somebody asks that what is being done goes on: in the name of whoever it is kept to be done for, and in theirs where
 * nobody is. False where it is in another state.
 */
export async function takeUp(tx: Db, id: string, state: 'applying' | 'reversing', doing: Doing): Promise<boolean> {
  const [taken] = await tx
    .update(batches)
    .set({ doing: sql`coalesce(${batches.doing}, ${JSON.stringify(doing)}::jsonb)` })
    .where(and(eq(batches.id, id), eq(batches.state, state)))
    .returning({ id: batches.id })
  return taken !== undefined
}

/** Says that somebody is at a batch that is to go on: the batch, or undefined where others are or there is nothing. */
export async function claim(db: Db, id: string, now: Date): Promise<Batch | undefined> {
  const claimedUntil = new Date(now.getTime() + claimMs)
  const [claimed] = await db
    .update(batches)
    .set({ claimedUntil })
    .where(and(eq(batches.id, id), isFree(now)))
    .returning(known)
  return claimed
}

/** Whoever is at it stays: the batch as it is by now, or undefined where it is not to go on any more. */
export async function stay(db: Db, id: string, now: Date): Promise<Batch | undefined> {
  const claimedUntil = new Date(now.getTime() + claimMs)
  const [stays] = await db
    .update(batches)
    .set({ claimedUntil })
    .where(and(eq(batches.id, id), inMotion))
    .returning(known)
  return stays
}

/** Whoever was at it leaves the rest to others; those that wait longer come first. */
export async function release(db: Db, id: string, now: Date): Promise<void> {
  await db
    .update(batches)
    .set({ claimedUntil: now })
    .where(and(eq(batches.id, id), inMotion))
}

/** One that is to go on and at which nobody is: who waited longest. */
export async function nextGoingOn(db: Db, now: Date): Promise<string | undefined> {
  const [found] = await db
    .select({ id: batches.id })
    .from(batches)
    .where(isFree(now))
    .orderBy(sql`${batches.claimedUntil} nulls first`, asc(batches.at))
    .limit(1)
  return found?.id
}

/** Whether there is one. */
export const isAnyGoingOn = async (db: Db): Promise<boolean> => (await nextGoingOn(db, new Date())) !== undefined

/** It goes on no more by itself, since its doer may not; false where it has ended, or somebody else does it by now. */
export async function stop(tx: Db, id: string, doing: Doing, at: Date): Promise<boolean> {
  const [stopped] = await tx
    .update(batches)
    .set({ doing: null, claimedUntil: null })
    .where(and(eq(batches.id, id), inMotion, eq(batches.doing, doing)))
    .returning({ id: batches.id })
  if (stopped) await events.add(tx, { what: 'batch.stopped', about: id, by: events.bySystem, at })
  return stopped !== undefined
}

/**
 * A dry run that goes on, for whoever saw it at `tried`: nobody else goes on with it until the transaction ends.
 * Undefined where somebody else has gone on since, or it was begun anew.
 */
export async function holdTrial(tx: Db, id: string, tried: number): Promise<Batch | undefined> {
  const [found] = await tx
    .select(known)
    .from(batches)
    .where(and(eq(batches.id, id), eq(batches.state, 'checking'), eq(batches.tried, tried)))
    .for(held)
  return found
}

/** Of so many people a dry run that is held is done. */
export async function setTried(tx: Db, id: string, tried: number): Promise<void> {
  await tx.update(batches).set({ tried }).where(eq(batches.id, id))
}

// a statement has no more than 65,535 parameters
const most = 1000

/** Without the rows of the dry run before. */
export async function clearRows(tx: Db, id: string): Promise<void> {
  await tx.delete(batchRows).where(eq(batchRows.batchId, id))
}

/** Rows of a dry run, each at its place. */
export async function addRows(
  tx: Db,
  ring: KeyRing,
  batch: Batch,
  rows: readonly (Checked & { place: number })[],
): Promise<void> {
  const values = rows.map(row => {
    const at = { personId: row.personId, section: batch.section, rowId: row.rowId }
    const before = row.before && sealRow(ring, at, row.before)
    return { ...row, batchId: batch.id, before, data: sealRow(ring, at, row.data) }
  })
  for (let i = 0; i < values.length; i += most) await tx.insert(batchRows).values(values.slice(i, i + most))
}

/** What came of the rows of a batch after one of them, without what is in them; a line of a sheet may have several. */
export async function resultsAfter(db: Db, id: string, after: { place: number; rowId: string }, limit: number) {
  const { place, rowId, result, complaints } = batchRows
  return db
    .select({ place, rowId, result, complaints })
    .from(batchRows)
    .where(and(eq(batchRows.batchId, id), sql`(${place}, ${rowId}) > (${after.place}, ${after.rowId}::uuid)`))
    .orderBy(asc(place), asc(rowId))
    .limit(limit)
}

const opened = (ring: KeyRing, { section }: Batch, row: typeof batchRows.$inferSelect): BatchRow => {
  const at = { personId: row.personId, section, rowId: row.rowId }
  return { ...row, before: row.before && openRow(ring, at, row.before), data: openRow(ring, at, row.data) }
}

/** A page of the rows of a batch in its order, after or before one by `placeOf`, with the names of their people. */
export async function rowsOf(
  db: Db,
  ring: KeyRing,
  batch: Batch,
  {
    results,
    after,
    before,
    limit,
  }: { results: readonly BatchResult[] | null; after?: string; before?: string; limit: number },
): Promise<{ rows: (BatchRow & { place: number; name: string })[]; hasPrevious: boolean; hasNext: boolean }> {
  const sign = after ? sql`>` : sql`<`
  const [place, rowId] = (after ?? before ?? '').split('_')
  const beyond =
    place && rowId
      ? sql`(${batchRows.place}, ${batchRows.rowId}) ${sign} (${Number(place)}, ${rowId}::uuid)`
      : undefined
  const isAsked = results ? inArray(batchRows.result, [...results]) : undefined
  const found = await db
    .select({ row: batchRows, name: people.name })
    .from(batchRows)
    .innerJoin(people, eq(people.id, batchRows.personId))
    .where(and(eq(batchRows.batchId, batch.id), isAsked, beyond))
    .orderBy(...[batchRows.place, batchRows.rowId].map(before ? desc : asc))
    .limit(limit + 1)
  const isMore = found.length > limit
  const page = found.slice(0, limit)
  if (before) page.reverse()
  const rows = page.map(({ row, name }) => ({ ...opened(ring, batch, row), place: row.place, name }))
  return { rows, hasPrevious: before ? isMore : after !== undefined, hasNext: before ? true : isMore }
}

/** What a row is called in its batch: a line of a sheet may change several. */
export const placeOf = ({ place, rowId }: { place: number; rowId: string }): string => `${place}_${rowId}`
export const isPlace = (text: string): boolean => /^\d{1,6}_[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)

/** How many rows of a batch came out how. */
export async function counts(db: Db, id: string): Promise<Partial<Record<BatchResult, number>>> {
  const rows = await db
    .select({ result: batchRows.result, count: sql<number>`count(*)::int` })
    .from(batchRows)
    .where(eq(batchRows.batchId, id))
    .groupBy(batchRows.result)
  return Object.fromEntries(rows.map(({ result, count }) => [result, count]))
}

/**
 * Whose rows of these results are the next to be seen to, in the order of the batch: so many people that together they
 * have about so many rows, and one at least.
 */
export async function peopleWith(db: Db, id: string, results: readonly BatchResult[], rows: number) {
  const ofBatch = sql`batch_id = ${id}::uuid`
  // each result by its own index, which knows the order
  const next = results.map(
    result => sql`(select place, person_id from ${batchRows}
      where ${ofBatch} and result = ${result} order by place limit ${rows})`,
  )
  const { rows: found } = await db.execute<{ person_id: string }>(sql`with next as (
      select person_id, min(place) as first from (${sql.join(next, sql` union all `)}) each group by person_id
    ), counted as (
      select person_id, first, (select count(*) from ${batchRows} theirs where ${ofBatch}
        and theirs.person_id = next.person_id and result = any(${sql.param([...results])}::text[])) as rows from next
    ), summed as (
      select person_id, first, sum(rows) over (order by first, person_id) - rows as before from counted
    )
    select person_id from summed where before < ${rows} order by first`)
  return found.map(({ person_id: personId }) => personId)
}

/** The rows of these people and results, held so that of two who go on with a batch only one writes them. */
export async function takeRows(
  tx: Db,
  ring: KeyRing,
  batch: Batch,
  personIds: readonly string[],
  results: readonly BatchResult[],
): Promise<Map<string, BatchRow[]>> {
  const rows = await tx
    .select()
    .from(batchRows)
    .where(
      and(
        eq(batchRows.batchId, batch.id),
        inArray(batchRows.personId, [...personIds]),
        inArray(batchRows.result, [...results]),
      ),
    )
    .orderBy(asc(batchRows.place))
    .for(held)
  return byPerson(rows.map(row => opened(ring, batch, row)))
}

/** What came of rows: without `complaints` those of the dry run stay. */
export type Come = { rowId: string; result: BatchResult; complaints?: Complaint[]; version?: number }

export async function setResults(tx: Db, id: string, come: readonly Come[]): Promise<void> {
  if (come.length === 0) return
  await tx.execute(sql`update ${batchRows} set result = come.result,
      complaints = coalesce(come.complaints, ${batchRows.complaints}),
      version = coalesce(come.version, ${batchRows.version})
    from json_to_recordset(${JSON.stringify(come)}::json)
      as come ("rowId" uuid, result text, complaints jsonb, version int)
    where ${batchRows.batchId} = ${id}::uuid and ${batchRows.rowId} = come."rowId"`)
}

/** What came out in one way is tried once more. */
export async function offerAgain(tx: Db, id: string, what: { from: BatchResult; to: BatchResult }): Promise<void> {
  await tx
    .update(batchRows)
    .set({ result: what.to })
    .where(and(eq(batchRows.batchId, id), eq(batchRows.result, what.from)))
}

/** A person's rows of these results came to nothing, so that the others can be gone on with. */
export async function setFailed(
  db: Db,
  id: string,
  { personId, results, failed }: { personId: string; results: readonly BatchResult[]; failed: BatchResult },
): Promise<void> {
  await db
    .update(batchRows)
    .set({ result: failed })
    .where(and(eq(batchRows.batchId, id), eq(batchRows.personId, personId), inArray(batchRows.result, [...results])))
}

const openMs = 15 * 60_000

/** Opens a batch to an account for 15 minutes, for a purpose told in words. */
export async function open(
  db: Db,
  opening: { accountId: string; batchId: string; purpose: string },
  now: Date,
): Promise<void> {
  const expiresAt = new Date(now.getTime() + openMs)
  await db
    .insert(batchOpenings)
    .values({ ...opening, expiresAt })
    .onConflictDoUpdate({
      target: [batchOpenings.accountId, batchOpenings.batchId],
      set: { purpose: opening.purpose, expiresAt },
    })
}

/** The purpose under which the batch is open to the account now, or was until `lateMs` ago; or undefined. */
export async function openPurpose(
  db: Db,
  { accountId, batchId }: { accountId: string; batchId: string },
  now: Date,
  lateMs = 0,
): Promise<string | undefined> {
  const [row] = await db
    .select({ purpose: batchOpenings.purpose })
    .from(batchOpenings)
    .where(
      and(
        eq(batchOpenings.accountId, accountId),
        eq(batchOpenings.batchId, batchId),
        endsInTime(batchOpenings.expiresAt, openMs + lateMs, new Date(now.getTime() - lateMs)),
      ),
    )
  return row?.purpose
}

const mostAtOnce = 100

/**
 * Removes the batches begun before a moment of which nothing was ever applied and which nobody has opened since, with
 * all values typed for them.
 */
export async function removeUnapplied(db: Db, before: Date, now: Date): Promise<void> {
  const isOpened = db
    .select({ one: sql`1` })
    .from(batchOpenings)
    .where(and(eq(batchOpenings.batchId, batches.id), gte(batchOpenings.expiresAt, before)))
  const unapplied = and(
    inArray(batches.state, ['draft', 'checking', 'checked']),
    lt(batches.at, before),
    notExists(isOpened),
  )
  for (let count = mostAtOnce; count === mostAtOnce;) {
    count = await db.transaction(async tx => {
      const old = await tx
        .select({ id: batches.id })
        .from(batches)
        .where(unapplied)
        .orderBy(asc(batches.at))
        .limit(mostAtOnce)
        .for(held)
      const ids = old.map(({ id }) => id)
      if (ids.length === 0) return 0
      await tx.delete(batchRows).where(inArray(batchRows.batchId, ids))
      await tx.delete(batchOpenings).where(inArray(batchOpenings.batchId, ids))
      await tx.delete(batches).where(inArray(batches.id, ids))
      const details = { count: ids.length, until: before.toISOString() }
      await events.add(tx, { what: 'retention.removed', about: 'batches', by: events.bySystem, at: now, details })
      return ids.length
    })
  }
}
