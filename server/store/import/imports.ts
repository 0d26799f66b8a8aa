import { createHash } from 'node:crypto'
import { and, asc, between, desc, eq, inArray, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm'
import type { Target } from '../../domain/import/import.ts'
import type { Said } from '../../domain/import/line.ts'
import { keyOfSaid, type Confidence, type Match, type NumberFault } from '../../domain/import/match.ts'
import type { SheetLine } from '../../domain/sheet.ts'
import type { Db } from '../database/database.ts'
import type { By, EventName } from '../database/events.ts'
import * as events from '../database/events.ts'
import { held } from '../database/held.ts'
import { keyedHash, openBytes, openSealed, seal, sealBytes, type KeyRing } from '../database/sealing.ts'
import { batches, importBlocks, importChoices, importFiles, importPeople, imports, importSources } from '../schema.ts'

export type Import = typeof imports.$inferSelect
/** A way of naming somebody, with the lines that name them so and the blocks in which these stand. */
export type SaidBy = { said: Said; places: number[]; blocks: number[] }
export type Named = Match & SaidBy & { key: string }

/** By what lines of one person are known as such, and a choice is remembered. */
export const keyOf = (ring: KeyRing, said: Said): string => keyedHash(ring, 'import-person', keyOfSaid(said))

export const digestOf = (ring: KeyRing, bytes: Buffer): string =>
  keyedHash(ring, 'import-file', createHash('sha256').update(bytes).digest('hex'))

export async function begin(tx: Db, begun: typeof imports.$inferInsert, by: By): Promise<void> {
  await tx.insert(imports).values(begun)
  await events.add(tx, { what: 'import.begun', about: begun.id, by, at: begun.at, details: { verb: begun.verb } })
}

export type Counts = Pick<Import, 'lines' | 'width' | 'untidy'>

/** How many lines came, once they are counted. */
export async function setCounts(tx: Db, id: string, counts: Counts): Promise<void> {
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

/** The newest sheets that somebody sent for an agency and that are no batch yet. */
export async function openOf(db: Db, { agencyId, accountId }: { agencyId: string; accountId: string }, limit: number) {
  const { id, section, verb, purpose, state, at, byAccountId } = imports
  return db
    .select({ id, section, verb, purpose, state, at })
    .from(imports)
    .where(and(eq(byAccountId, accountId), eq(imports.agencyId, agencyId), ne(state, 'handed-on')))
    .orderBy(desc(at))
    .limit(limit)
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
    .select({ block: importBlocks.block })
    .from(importBlocks)
    .where(eq(importBlocks.importId, importId))
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

/** So many lines are in memory at a time, and no more than these are put together anew. */
export const stretchSize = 8192
const blockSize = 64
const blocksOfStretch = stretchSize / blockSize

/**
 * Keeps a stretch of a sheet, counted from 0, of at most `stretchSize` lines; gives the block of each. Those of one
 * person should follow each other, so that few blocks are opened for them.
 */
export async function addStretch(
  tx: Db,
  ring: KeyRing,
  importId: string,
  { stretch, lines }: { stretch: number; lines: readonly SheetLine[] },
): Promise<number[]> {
  const first = stretch * blocksOfStretch
  const rows = Array.from({ length: Math.ceil(lines.length / blockSize) }, (_, i) => {
    const some = lines.slice(i * blockSize, (i + 1) * blockSize).map(({ at, cells }): Kept => [at, cells])
    const block = first + i
    return { importId, block, sealed: sealBytes(ring, Buffer.from(JSON.stringify(some)), blockOf(importId, block)) }
  })
  if (rows.length > 0) await tx.insert(importBlocks).values(rows)
  return lines.map((_, i) => first + Math.floor(i / blockSize))
}

type Kept = [at: number, cells: string[]]
export type KeptLine = SheetLine & { block: number }

/** The lines of a sheet in their order, a stretch at a time. */
export async function* stretches(db: Db, ring: KeyRing, importId: string): AsyncGenerator<KeptLine[]> {
  for (let first = 0; ; first += blocksOfStretch) {
    const isOfStretch = between(importBlocks.block, first, first + blocksOfStretch - 1)
    const rows = await db
      .select()
      .from(importBlocks)
      .where(and(eq(importBlocks.importId, importId), isOfStretch))
    if (rows.length === 0) return
    yield rows.flatMap(row => opened(ring, row)).toSorted((a, b) => a.at - b.at)
  }
}

/** The lines of these people in their order. */
export async function linesOf(db: Db, ring: KeyRing, importId: string, personIds: readonly string[]) {
  const named = await db
    .select({ personId: importPeople.personId, places: importPeople.places, blocks: importPeople.blocks })
    .from(importPeople)
    .where(and(eq(importPeople.importId, importId), inArray(importPeople.personId, [...personIds])))
  const whose = new Map(named.flatMap(({ places, personId }) => places.map(at => [at, personId] as const)))
  const lines = await linesIn(
    db,
    ring,
    importId,
    named.flatMap(({ blocks }) => blocks),
  )
  return lines
    .flatMap(({ at, cells }) => (whose.has(at) ? [{ at, personId: whose.get(at) ?? null, cells }] : []))
    .toSorted((a, b) => a.at - b.at)
}

/** The first line of each of these ways of naming somebody. */
export async function firstLinesOf(db: Db, ring: KeyRing, importId: string, keys: readonly string[]) {
  const named = await db
    .select({ key: importPeople.key, at: importPeople.firstAt, block: sql<number>`${importPeople.blocks}[1]` })
    .from(importPeople)
    .where(and(eq(importPeople.importId, importId), inArray(importPeople.key, [...keys])))
  const lines = await linesIn(
    db,
    ring,
    importId,
    named.map(({ block }) => block),
  )
  const cellsAt = new Map(lines.map(({ at, cells }) => [at, cells]))
  return new Map(named.flatMap(({ key, at }) => [[key, cellsAt.get(at) ?? []] as const]))
}

/** The lines of some blocks of a sheet, in no order. */
async function linesIn(db: Db, ring: KeyRing, importId: string, blocks: readonly number[]): Promise<KeptLine[]> {
  const asked = sql.param([...new Set(blocks)])
  const rows = await db
    .select()
    .from(importBlocks)
    .where(and(eq(importBlocks.importId, importId), sql`${importBlocks.block} = any(${asked}::int[])`))
  return rows.flatMap(row => opened(ring, row))
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
  for (let i = 0; i < named.length; i += most) {
    const some = named.slice(i, i + most)
    const column = (textOf: (one: Named) => string | null) => sql.param(some.map(textOf))
    await tx.execute(sql`insert into ${importPeople}
        (import_id, key, first_at, lines, said, confidence, fault, person_id, candidates, places, blocks)
      select ${importId}::uuid, key, (places::int[])[1], cardinality(places::int[]), said, confidence, fault, person_id,
        candidates::jsonb, places::int[], blocks::int[]
      from unnest(
        ${column(({ key }) => key)}::text[],
        ${column(({ key, said }) => seal(ring, said, personOf(importId, key)))}::text[],
        ${column(({ confidence }) => confidence)}::text[],
        ${column(({ fault }) => fault)}::text[],
        ${column(({ personId }) => personId)}::uuid[],
        ${column(({ candidates }) => JSON.stringify(candidates))}::text[],
        ${column(({ places }) => `{${places.join()}}`)}::text[],
        ${column(({ blocks }) => `{${blocks.join()}}`)}::text[]
      ) as named (key, said, confidence, fault, person_id, candidates, places, blocks)`)
  }
}

const most = 1000

export type Whose = Pick<typeof importPeople.$inferSelect, 'confidence' | 'fault' | 'personId'>

/** Of each line that names somebody how that came out, for whoever goes through all lines. */
export async function whoseLines(db: Db, importId: string): Promise<Map<number, Whose>> {
  const { confidence, fault, personId, places } = importPeople
  const rows = await db
    .select({ confidence, fault, personId, places })
    .from(importPeople)
    .where(eq(importPeople.importId, importId))
  return new Map(rows.flatMap(row => row.places.map(at => [at, row] as const)))
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
) {
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

/**
 * Holds a sheet until the transaction ends, as it was seen; false where it has other columns by now, or is not asked
 * about any more.
 */
export async function holdAsSeen(tx: Db, { id, columns }: Pick<Import, 'id' | 'columns'>): Promise<boolean> {
  const isAsSeen = sql`${imports.state} = 'people' and ${imports.columns} = ${JSON.stringify(columns)}::jsonb`
  const [seen] = await tx
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.id, id), isAsSeen))
    .for(held)
  return seen !== undefined
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
  const hasLines = sql`exists (select from ${importBlocks} where ${importBlocks.importId} = ${imports.id})`
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
      await tx.delete(importBlocks).where(inArray(importBlocks.importId, ids))
      await tx.delete(importFiles).where(inArray(importFiles.importId, ids))
      await tx.delete(importPeople).where(inArray(importPeople.importId, ids))
      await tx.delete(imports).where(and(inArray(imports.id, ids), isGone))
      const details = { count: ids.length, until: before.toISOString() }
      await events.add(tx, { what: 'retention.removed', about: 'imports', by: events.bySystem, at: now, details })
      return ids.length
    })
  }
}

const blockOf = (importId: string, block: number) => `import/${importId}/${block}`
const personOf = (importId: string, key: string) => `import-person/${importId}/${key}`

function opened(ring: KeyRing, { importId, block, sealed }: typeof importBlocks.$inferSelect): KeptLine[] {
  const kept = JSON.parse(openBytes(ring, sealed, blockOf(importId, block)).toString()) as Kept[]
  return kept.map(([at, cells]) => ({ at, cells, block }))
}
