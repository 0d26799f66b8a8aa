import { createHash } from 'node:crypto'
import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { Target } from '../../domain/import/import.ts'
import type { Said } from '../../domain/import/line.ts'
import { keyOfSaid, type Confidence, type Match, type NumberFault } from '../../domain/import/match.ts'
import type { SheetLine } from '../../domain/sheet.ts'
import type { Db } from '../database/database.ts'
import type { By, EventName } from '../database/events.ts'
import * as events from '../database/events.ts'
import { held } from '../database/held.ts'
import { keyedHash, openSealed, seal, type KeyRing } from '../database/sealing.ts'
import { batches, importChoices, importLines, importPeople, imports, importSources } from '../schema.ts'

export type Import = typeof imports.$inferSelect
/** A line as it is kept: whom it names, blank for titles and the header. */
export type KeptLine = SheetLine & { key: string }
export type Named = Match & { key: string; said: Said; firstAt: number; lines: number }

/** By what lines of one person are known as such, and a choice is remembered. */
export const keyOf = (ring: KeyRing, said: Said): string => keyedHash(ring, 'import-person', keyOfSaid(said))

export const digestOf = (ring: KeyRing, bytes: Buffer): string =>
  keyedHash(ring, 'import-file', createHash('sha256').update(bytes).digest('hex'))

export async function begin(tx: Db, begun: typeof imports.$inferInsert, by: By): Promise<void> {
  await tx.insert(imports).values(begun)
  await events.add(tx, { what: 'import.begun', about: begun.id, by, at: begun.at, details: { verb: begun.verb } })
}

/** How many lines came, once they are counted. */
export async function setCounts(tx: Db, id: string, counts: { lines: number; untidy: number }): Promise<void> {
  await tx.update(imports).set(counts).where(eq(imports.id, id))
}

/** One that somebody began at this agency; their own alone, since a sheet has more in it than what is taken. */
export async function find(
  db: Db,
  id: string,
  { agencyId, accountId }: { agencyId: string; accountId: string },
): Promise<Import | undefined> {
  const [found] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.agencyId, agencyId), eq(imports.byAccountId, accountId)))
  return found
}

/** The sheet whose lines are the rows of a batch. */
export async function ofBatch(db: Db, batch: { id: string }): Promise<Import | undefined> {
  const [found] = await db.select().from(imports).where(eq(imports.batchId, batch.id))
  return found
}

/** Whether the sheet of a batch, if it is of one, is still kept. */
export async function hasLines(db: Db, { importId }: { importId: string | null }): Promise<boolean> {
  if (importId === null) return false
  const rows = await db
    .select({ at: importLines.at })
    .from(importLines)
    .where(eq(importLines.importId, importId))
    .limit(1)
  return rows.length > 0
}

/** When the same file became a batch of this agency that was tried at least; of several the last one. */
export async function sentBefore(db: Db, agencyId: string, digest: string) {
  const [found] = await db
    .select({ at: imports.at, batchId: batches.id })
    .from(imports)
    .innerJoin(batches, eq(batches.id, imports.batchId))
    .where(and(eq(imports.agencyId, agencyId), eq(imports.digest, digest), sql`${batches.state} <> 'draft'`))
    .orderBy(desc(imports.at))
    .limit(1)
  return found
}

/** Keeps more lines of a sheet. */
export async function addLines(tx: Db, ring: KeyRing, importId: string, lines: readonly KeptLine[]): Promise<void> {
  const cells = lines.map(({ at, cells }) => seal(ring, cells, placeOf(importId, at)))
  await tx.execute(sql`insert into ${importLines} (import_id, at, key, cells)
    select ${importId}::uuid, * from unnest(
      ${sql.param(lines.map(({ at }) => at))}::int[],
      ${sql.param(lines.map(({ key }) => key))}::text[],
      ${sql.param(cells)}::text[])`)
}

/** A stretch of its lines in their order, after a line. */
export async function linesAfter(db: Db, ring: KeyRing, importId: string, after: number, limit: number) {
  const rows = await db
    .select()
    .from(importLines)
    .where(and(eq(importLines.importId, importId), sql`${importLines.at} > ${after}`))
    .orderBy(asc(importLines.at))
    .limit(limit)
  return rows.map(row => ({ at: row.at, key: row.key, cells: opened(ring, row) }))
}

/** Names anew whom lines are about. */
export async function setKeys(tx: Db, importId: string, lines: readonly { at: number; key: string }[]): Promise<void> {
  await tx.execute(sql`update ${importLines} set key = named.key from unnest(
      ${sql.param(lines.map(({ at }) => at))}::int[], ${sql.param(lines.map(({ key }) => key))}::text[]) as named (at, key)
    where ${importLines.importId} = ${importId}::uuid and ${importLines.at} = named.at`)
}

/** The lines of these people in their order. */
export async function linesOf(db: Db, ring: KeyRing, importId: string, personIds: readonly string[]) {
  const rows = await db
    .select({
      at: importLines.at,
      cells: importLines.cells,
      importId: importLines.importId,
      personId: importPeople.personId,
    })
    .from(importPeople)
    .innerJoin(importLines, and(eq(importLines.importId, importPeople.importId), eq(importLines.key, importPeople.key)))
    .where(and(eq(importPeople.importId, importId), inArray(importPeople.personId, [...personIds])))
    .orderBy(asc(importLines.at))
  return rows.map(({ at, personId, ...row }) => ({ at, personId, cells: opened(ring, { ...row, at }) }))
}

/** The first line of each of these ways of naming somebody. */
export async function firstLinesOf(db: Db, ring: KeyRing, importId: string, keys: readonly string[]) {
  const rows = await db
    .selectDistinctOn([importLines.key])
    .from(importLines)
    .where(and(eq(importLines.importId, importId), inArray(importLines.key, [...keys])))
    .orderBy(asc(importLines.key), asc(importLines.at))
  return new Map(rows.map(row => [row.key, opened(ring, row)]))
}

/** One whose people are still asked about; until the transaction ends nobody hands it on. */
export async function stillOpen(tx: Db, id: string): Promise<Import | undefined> {
  const [found] = await tx
    .select()
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.state, 'people')))
    .for(held)
  return found
}

/** Says of lines that are nobody's why they are not. */
export async function setFault(tx: Db, importId: string, key: string, fault: NumberFault): Promise<void> {
  await tx
    .update(importPeople)
    .set({ fault })
    .where(and(eq(importPeople.importId, importId), eq(importPeople.key, key), isNull(importPeople.personId)))
}

/** Whom the lines name, in place of whom they named by other columns. */
export async function setPeople(tx: Db, ring: KeyRing, importId: string, named: readonly Named[]): Promise<void> {
  await tx.delete(importPeople).where(eq(importPeople.importId, importId))
  const values = named.map(({ key, said, firstAt, lines, confidence, fault, personId, candidates }) => {
    const sealed = seal(ring, said, personOf(importId, key))
    return { importId, key, firstAt, lines, said: sealed, confidence, fault, personId, candidates }
  })
  for (let i = 0; i < values.length; i += most) await tx.insert(importPeople).values(values.slice(i, i + most))
}

// a statement has no more than 65,535 parameters
const most = 1000

/** Of each way of naming somebody what is known of it, for whoever goes through all lines. */
export async function reasons(db: Db, importId: string) {
  const { key, confidence, fault, personId } = importPeople
  const rows = await db
    .select({ key, confidence, fault, personId })
    .from(importPeople)
    .where(eq(importPeople.importId, importId))
  return new Map(rows.map(row => [row.key, row]))
}

/** How many ways of naming somebody came out how, and in how many lines. */
export async function counts(db: Db, importId: string) {
  return db
    .select({
      confidence: importPeople.confidence,
      people: sql<number>`count(*)::int`,
      lines: sql<number>`sum(${importPeople.lines})::int`,
    })
    .from(importPeople)
    .where(eq(importPeople.importId, importId))
    .groupBy(importPeople.confidence)
}

/** Whom lines name in one of these ways, in the order of the sheet. */
export async function peopleOf(
  db: Db,
  ring: KeyRing,
  importId: string,
  confidences: readonly Confidence[],
  limit: number,
): Promise<Named[]> {
  const rows = await db
    .select()
    .from(importPeople)
    .where(and(eq(importPeople.importId, importId), inArray(importPeople.confidence, [...confidences])))
    .orderBy(asc(importPeople.firstAt))
    .limit(limit)
  return rows.map(row => ({ ...row, said: openSealed(ring, row.said, personOf(importId, row.key)) as Said }))
}

/** How many lines are nobody's, and so in no batch. */
export async function linesAside(db: Db, importId: string): Promise<number> {
  const [found] = await db
    .select({ lines: sql<number>`coalesce(sum(${importPeople.lines}), 0)::int` })
    .from(importPeople)
    .where(and(eq(importPeople.importId, importId), isNull(importPeople.personId)))
  return found?.lines ?? 0
}

/** Everybody who is known by now. */
export async function knownPeople(db: Db, importId: string): Promise<string[]> {
  const rows = await db
    .select({ id: importPeople.personId })
    .from(importPeople)
    .where(and(eq(importPeople.importId, importId), isNotNull(importPeople.personId)))
    .groupBy(importPeople.personId)
    .orderBy(sql`min(${importPeople.firstAt})`)
  return rows.flatMap(({ id }) => id ?? [])
}

/** How many lines somebody has, of whoever has most. */
export async function mostLinesOfOne(db: Db, importId: string): Promise<number> {
  const [most] = await db
    .select({ lines: sql<number>`sum(${importPeople.lines})::int` })
    .from(importPeople)
    .where(and(eq(importPeople.importId, importId), isNotNull(importPeople.personId)))
    .groupBy(importPeople.personId)
    .orderBy(sql`1 desc`)
    .limit(1)
  return most?.lines ?? 0
}

/** Takes whom somebody chose, and remembers it at their agency. */
export async function choose(
  tx: Db,
  { importId, agencyId }: { importId: string; agencyId: string },
  chosen: readonly { key: string; personId: string }[],
  at: Date,
): Promise<void> {
  for (const { key, personId } of chosen) {
    await tx
      .update(importPeople)
      .set({ personId })
      .where(and(eq(importPeople.importId, importId), eq(importPeople.key, key)))
    await tx
      .insert(importChoices)
      .values({ agencyId, key, personId, at })
      .onConflictDoUpdate({ target: [importChoices.agencyId, importChoices.key], set: { personId, at } })
  }
}

/** Whom an agency meant before by these ways of naming somebody. */
export async function chosenBefore(db: Db, agencyId: string, keys: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let i = 0; i < keys.length; i += most) {
    const rows = await db
      .select()
      .from(importChoices)
      .where(and(eq(importChoices.agencyId, agencyId), inArray(importChoices.key, keys.slice(i, i + most))))
    for (const { key, personId } of rows) found.set(key, personId)
  }
  return found
}

/** What an agency made of the columns of a source the last time. */
export async function columnsOf(db: Db, agencyId: string, source: string): Promise<Target[] | undefined> {
  const [found] = await db
    .select({ columns: importSources.columns })
    .from(importSources)
    .where(and(eq(importSources.agencyId, agencyId), eq(importSources.source, source)))
    .orderBy(desc(importSources.version))
    .limit(1)
  return found?.columns
}

/** Keeps what they are made of as the next version, where it is not that already. */
export async function keepColumns(
  tx: Db,
  { agencyId, source, columns }: Pick<Import, 'agencyId' | 'source' | 'columns'>,
  byAccountId: string,
  at: Date,
): Promise<void> {
  const kept = await columnsOf(tx, agencyId, source)
  if (JSON.stringify(kept) === JSON.stringify(columns)) return
  const next = sql`(select coalesce(max(version), 0) + 1 from ${importSources}
    where agency_id = ${agencyId}::uuid and source = ${source})`
  await tx.insert(importSources).values({ agencyId, source, version: next, columns, byAccountId, at })
}

const eventOf: Record<'people' | 'handed-on', EventName> = {
  people: 'import.columns-set',
  'handed-on': 'import.handed-on',
}

/** From one of these states to another one; false when it was there before. */
export async function move(
  tx: Db,
  id: string,
  { from, to }: { from: readonly Import['state'][]; to: 'people' | 'handed-on' },
  { by, at, ...set }: Partial<Pick<Import, 'columns' | 'batchId'>> & { by: By; at: Date },
): Promise<boolean> {
  const [moved] = await tx
    .update(imports)
    .set({ ...set, state: to })
    .where(and(eq(imports.id, id), inArray(imports.state, [...from])))
    .returning({ id: imports.id })
  if (moved) await events.add(tx, { what: eventOf[to], about: id, by, at })
  return moved !== undefined
}

const mostAtOnce = 100

/**
 * Removes the lines of the sheets sent before a moment, and all of those that have no batch, or none any more. Of one
 * that was applied it is kept which file it was; one that may still be tried keeps its lines.
 */
export async function removeOld(db: Db, before: Date, now: Date): Promise<void> {
  const hasLines = sql`exists (select from ${importLines} where ${importLines.importId} = ${imports.id})`
  const isGone = sql`not exists (select from ${batches} where ${batches.id} = ${imports.batchId})`
  const isOpen = sql`exists (select from ${batches} where ${batches.id} = ${imports.batchId}
    and ${batches.state} in ('draft', 'checking', 'checked'))`
  for (let count = mostAtOnce; count === mostAtOnce;) {
    count = await db.transaction(async tx => {
      const old = await tx
        .select({ id: imports.id })
        .from(imports)
        .where(and(lt(imports.at, before), sql`(${hasLines} or ${isGone}) and not ${isOpen}`))
        .orderBy(asc(imports.at))
        .limit(mostAtOnce)
        .for(held)
      const ids = old.map(({ id }) => id)
      if (ids.length === 0) return 0
      await tx.delete(importLines).where(inArray(importLines.importId, ids))
      await tx.delete(importPeople).where(inArray(importPeople.importId, ids))
      await tx.delete(imports).where(and(inArray(imports.id, ids), isGone))
      const details = { count: ids.length, until: before.toISOString() }
      await events.add(tx, { what: 'retention.removed', about: 'imports', by: events.bySystem, at: now, details })
      return ids.length
    })
  }
}

const placeOf = (importId: string, at: number) => `import/${importId}/${at}`
const personOf = (importId: string, key: string) => `import-person/${importId}/${key}`
const opened = (ring: KeyRing, { importId, at, cells }: { importId: string; at: number; cells: string }) =>
  openSealed(ring, cells, placeOf(importId, at)) as string[]
