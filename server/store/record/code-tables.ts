import { createHash } from 'node:crypto'
import { and, asc, desc, eq, like, sql, type SQL } from 'drizzle-orm'
import type { CodeTable } from '../../domain/record/code-tables.ts'
import { isWordOfOurs } from '../../domain/record/codes.ts'
import type { CodeValue } from '../../domain/record/field.ts'
import type { Db } from '../database/database.ts'
import { accounts, codeTables, codeValues, events, people } from '../schema.ts'

/** What a value that is there already takes over from the one that comes. */
const named = {
  zh: sql`excluded.zh`,
  en: sql`excluded.en`,
  groupZh: sql`excluded.group_zh`,
  groupEn: sql`excluded.group_en`,
  validFrom: sql`excluded.valid_from`,
  mapsTo: sql`excluded.maps_to`,
  formerZh: formerlyOf(sql`excluded.zh`),
}
/** The same from the program, which leaves as it is what an administrator wrote. */
const namedAnew = {
  zh: unlessEdited('zh'),
  en: unlessEdited('en'),
  groupZh: unlessEdited('group_zh'),
  groupEn: unlessEdited('group_en'),
  validFrom: unlessEdited('valid_from'),
  mapsTo: unlessEdited('maps_to'),
  formerZh: formerlyOf(unlessEdited('zh')),
}
function formerlyOf(next: SQL) {
  return sql`case when ${codeValues.zh} = ${next} then ${codeValues.formerZh}
    else ${codeValues.formerZh} || to_jsonb(${codeValues.zh}) end`
}
function unlessEdited(column: string) {
  const [now, next] = [sql.identifier(column), sql`excluded.${sql.identifier(column)}`]
  return sql`case when ${codeValues.isEdited} and not ${codeValues.isLocal} then ${codeValues}.${now} else ${next} end`
}

/**
 * Writes the tables that come with the program, each that is not yet there in this state. Local values stay, and so do
 * the names and last days that an administrator set; a value that the program has no more stays as old rows know it. A
 * word of ours for what an administrator has already loaded by the code of its owner does not come beside it.
 */
export async function ship(db: Db, tables: readonly CodeTable[]): Promise<void> {
  const known = new Map((await db.select().from(codeTables)).map(table => [table.id, table.shipped]))
  for (const [place, table] of tables.entries()) {
    const shipped = stateOf(table, place)
    if (known.get(table.id) === shipped) continue
    await db.transaction(async tx => {
      const { id, zh, en, isClosed } = table
      await tx
        .insert(codeTables)
        .values({ id, zh, en, isClosed, place, shipped, version: 1 })
        .onConflictDoUpdate({
          target: codeTables.id,
          set: { zh, en, isClosed, place, shipped, version: sql`${codeTables.version} + 1` },
        })
      const rows = table.values.map((value, i) => ({ ...rowOf(id, value, i), shippedTo: value.validTo ?? null }))
      const there = await tx.select().from(codeValues).where(eq(codeValues.tableId, id))
      const isLoaded = ({ code, zh }: { code: string; zh: string }) =>
        isWordOfOurs(code) && there.every(one => one.code !== code) && there.some(one => one.zh === zh)
      await tx
        .insert(codeValues)
        .values(rows.filter(row => !isLoaded(row)))
        .onConflictDoUpdate({
          target: [codeValues.tableId, codeValues.code],
          set: {
            ...namedAnew,
            validTo: sql`case when ${codeValues.validTo} is not distinct from ${codeValues.shippedTo}
              then excluded.valid_to else coalesce(excluded.valid_to, ${codeValues.validTo}) end`,
            shippedTo: sql`excluded.valid_to`,
            isLocal: false,
            isEdited: sql`${codeValues.isEdited} and not ${codeValues.isLocal}`,
            place: sql`excluded.place`,
          },
        })
    })
  }
}

const stateOf = (table: CodeTable, place: number) =>
  createHash('sha256')
    .update(JSON.stringify([place, table]))
    .digest('hex')
    .slice(0, 16)

const rowOf = (
  tableId: string,
  { code, zh, en, group, validFrom, validTo, isLocal, mapsTo }: CodeValue,
  place: number,
) => ({
  tableId,
  code,
  zh,
  en,
  groupZh: group?.zh ?? null,
  groupEn: group?.en ?? null,
  validFrom: validFrom ?? null,
  validTo: validTo ?? null,
  isLocal: isLocal ?? false,
  mapsTo: mapsTo ?? null,
  place,
})

const columnsOf = (table: string) =>
  sql.raw(['zh', 'en', 'group_zh', 'group_en', 'valid_from', 'maps_to'].map(name => `${table}.${name}`).join(', '))

/** Another number whenever a table has changed. */
export async function state(db: Db): Promise<number> {
  const [row] = await db.select({ sum: sql<number>`coalesce(sum(${codeTables.version}), 0)::int` }).from(codeTables)
  return row?.sum ?? 0
}

/** All tables with all their values, as the rules and the pages read them. */
export async function all(db: Db): Promise<CodeTable[]> {
  const tables = await db.select().from(codeTables).orderBy(asc(codeTables.place), asc(codeTables.id))
  const rows = await db.select().from(codeValues).orderBy(asc(codeValues.place), asc(codeValues.code))
  const valuesOf = new Map<string, CodeValue[]>(tables.map(({ id }) => [id, []]))
  for (const row of rows) valuesOf.get(row.tableId)?.push(valueOf(row))
  return tables.map(({ id, zh, en, isClosed }) => ({
    id,
    zh,
    en,
    isClosed,
    values: valuesOf.get(id) ?? [],
  }))
}

function valueOf(row: typeof codeValues.$inferSelect): CodeValue {
  const { code, zh, en, groupZh, groupEn, validFrom, validTo, isLocal, mapsTo, formerZh } = row
  return {
    code,
    zh,
    en,
    ...(groupZh !== null && { group: { zh: groupZh, en: groupEn ?? groupZh } }),
    ...(validFrom !== null && { validFrom }),
    ...(validTo !== null && { validTo }),
    ...(isLocal && { isLocal }),
    ...(mapsTo !== null && { mapsTo }),
    ...(formerZh.length > 0 && { formerly: formerZh }),
  }
}

/** The version of a table, for whoever is about to change it. */
export async function versionOf(db: Db, id: string): Promise<number | undefined> {
  const [row] = await db.select({ version: codeTables.version }).from(codeTables).where(eq(codeTables.id, id))
  return row?.version
}

/** Puts a local value into a table, at its end; false when the table has changed since, or knows the code. */
export async function addLocal(tx: Db, id: string, expected: number, value: CodeValue): Promise<boolean> {
  if (!(await turn(tx, id, expected))) return false
  const added = await tx
    .insert(codeValues)
    .values({
      ...rowOf(id, { ...value, isLocal: true }, 0),
      place: sql`(select coalesce(max(place), 0) + 1
      from ${codeValues} where table_id = ${id})`,
    })
    .onConflictDoNothing()
    .returning({ code: codeValues.code })
  return added.length === 1
}

/**
 * Puts values into a table as they are given: new ones at its end, known ones where they stand. False when the
 * table has changed since.
 */
export async function load(tx: Db, id: string, expected: number, values: readonly CodeValue[]): Promise<boolean> {
  if (!(await turn(tx, id, expected))) return false
  const [last] = await tx
    .select({ place: sql<number>`coalesce(max(${codeValues.place}), 0)::int` })
    .from(codeValues)
    .where(eq(codeValues.tableId, id))
  await tx
    .insert(codeValues)
    .values(values.map((value, i) => ({ ...rowOf(id, value, (last?.place ?? 0) + 1 + i), isEdited: true })))
    .onConflictDoUpdate({
      target: [codeValues.tableId, codeValues.code],
      set: {
        ...named,
        validTo: sql`excluded.valid_to`,
        isLocal: sql`excluded.is_local`,
        isEdited: sql`${codeValues.isEdited} or (${columnsOf('code_values')}) is distinct from (${columnsOf('excluded')})`,
      },
    })
  return true
}

/** Sets or takes away the last day of a value; false when the table has changed since, or does not have it. */
export async function end(
  tx: Db,
  id: string,
  expected: number,
  { code, validTo }: { code: string; validTo: string | null },
): Promise<boolean> {
  if (!(await turn(tx, id, expected))) return false
  const ended = await tx
    .update(codeValues)
    .set({ validTo })
    .where(and(eq(codeValues.tableId, id), eq(codeValues.code, code)))
    .returning({ code: codeValues.code })
  return ended.length === 1
}

/** Says as what a value leaves, or that it does not; false when the table has changed since, or does not have it. */
export async function map(
  tx: Db,
  id: string,
  expected: number,
  { code, mapsTo }: { code: string; mapsTo: string | null },
): Promise<boolean> {
  if (!(await turn(tx, id, expected))) return false
  const mapped = await tx
    .update(codeValues)
    .set({ mapsTo, isEdited: true })
    .where(and(eq(codeValues.tableId, id), eq(codeValues.code, code)))
    .returning({ code: codeValues.code })
  return mapped.length === 1
}

/** The changes that administrators have made to a table, newest first, with who made them. */
export async function changes(db: Db, id: string, limit: number) {
  return db
    .select({ what: events.what, at: events.at, details: events.details, by: people.name })
    .from(events)
    .leftJoin(accounts, eq(accounts.id, events.byAccountId))
    .leftJoin(people, eq(people.id, accounts.personId))
    .where(and(eq(events.about, id), like(events.what, 'code-table.%')))
    .orderBy(desc(events.id))
    .limit(limit)
}

/** Of two changes to the same version of a table, one gets true. */
async function turn(tx: Db, id: string, expected: number): Promise<boolean> {
  const turned = await tx
    .update(codeTables)
    .set({ version: expected + 1 })
    .where(and(eq(codeTables.id, id), eq(codeTables.version, expected)))
    .returning({ id: codeTables.id })
  return turned.length === 1
}
