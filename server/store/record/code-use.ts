import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { codesOf } from '../../domain/record/code-book.ts'
import type { CodeUse } from '../../domain/record/code/use.ts'
import type { CodeValue } from '../../domain/record/field.ts'
import { sealedFields, sections } from '../../domain/record/sections.ts'
import type { Db } from '../database/database.ts'
import { inForceAs } from '../database/in-force.ts'
import { agencies, assignments, codeCounts, recordRows } from '../schema.ts'

/** So long somebody waits for the numbers, in ms; a row for each code or an index for each field would cost more. */
const patience = 4000

/**
 * Which fields of the records hold one of these values of a table, and in how many rows; those in no row are left out.
 * All rows are read once, which in a city of a million people takes longer than anybody waits: then undefined.
 */
export async function countUse(
  db: Db,
  id: string,
  values: readonly CodeValue[],
  today: string,
): Promise<CodeUse[] | undefined> {
  const { open, sealed } = asking(id, values)
  if (open.length === 0) return sealed
  const counted = await inTime(db, tx => count(tx, open, today))
  return counted && [...counted, ...sealed]
}

/** Has the same counted while nobody waits. What was asked for some codes of a table stands until others are asked. */
export async function ask(db: Db, id: string, values: readonly CodeValue[], now: Date): Promise<void> {
  const codes = values.map(({ code }) => code).toSorted()
  const anew = { codes, askedAt: now, countedAt: null, use: null }
  await db
    .insert(codeCounts)
    .values({ tableId: id, ...anew })
    .onConflictDoUpdate({
      target: codeCounts.tableId,
      set: anew,
      setWhere: sql`${codeCounts.codes} <> excluded.codes or ${codeCounts.countedAt} < ${yesterday(now)}`,
    })
}

const yesterday = (now: Date) => new Date(now.getTime() - 24 * 60 * 60_000).toISOString()

/** What was last asked of a table, and what came of it so far. */
export async function asked(db: Db, id: string) {
  const [row] = await db.select().from(codeCounts).where(eq(codeCounts.tableId, id))
  return row
}

const slices = 256

/** Counts what somebody asked for, one after another, in statements that each read a small part of the people. */
export async function countAsked(db: Db, clock: () => Date, today: string): Promise<void> {
  const waiting = await db
    .select()
    .from(codeCounts)
    .where(isNull(codeCounts.countedAt))
    .orderBy(asc(codeCounts.askedAt))
  for (const { tableId, codes, askedAt } of waiting) {
    const { open, sealed } = asking(
      tableId,
      codesOf(tableId).filter(({ code }) => codes.includes(code)),
    )
    const sums = new Map<string, CodeUse & { rows: number }>()
    for (let i = 0; i < slices && open.length > 0; i++) {
      for (const one of await count(db, open, today, sliceOf(i))) {
        const key = JSON.stringify([one.agency, one.section, one.field])
        sums.set(key, { ...one, rows: one.rows + (sums.get(key)?.rows ?? 0) })
      }
    }
    const use = [...[...sums.values()].toSorted((a, b) => b.rows - a.rows), ...sealed]
    await db
      .update(codeCounts)
      .set({ use, countedAt: clock() })
      .where(and(eq(codeCounts.tableId, tableId), eq(codeCounts.askedAt, askedAt)))
  }
}

/** The people whose ids begin with these two digits. */
function sliceOf(i: number): SQL {
  const id = (digits: string, rest: string) =>
    `${digits}${rest.repeat(6)}-${[4, 4, 4, 12].map(n => rest.repeat(n)).join('-')}`
  const digits = i.toString(16).padStart(2, '0')
  return sql`r.person_id between ${id(digits, '0')} and ${id(digits, 'f')}`
}

/** The fields in which values of a table may stand, with the texts by which they stand there. */
function asking(id: string, values: readonly CodeValue[]) {
  const all = sections.flatMap(section =>
    section.fields
      .filter(field => field.codes === id || field.suggestedBy === id)
      .map(field => ({
        section: section.id,
        field: field.id,
        isSealed: sealedFields(section.id).includes(field.id),
        texts: values.flatMap(({ code, zh, formerly = [] }) =>
          field.codes === id || field.suggestedAs === 'code' ? [code] : [zh, ...formerly],
        ),
      })),
  )
  if (values.length === 0) return { open: [], sealed: [] }
  const sealed = all.filter(({ isSealed }) => isSealed)
  return {
    open: all.filter(({ isSealed }) => !isSealed),
    sealed: sealed.map(({ section, field }) => ({ agency: null, section, field, rows: null })),
  }
}

async function count(db: Db, open: ReturnType<typeof asking>['open'], today: string, slice: SQL = sql`true`) {
  const { rows } = await db.execute<CodeUse & { rows: number }>(sql`
    select (select name from ${agencies} where id = here.agency_id) as agency,
      found.section, found.field, count(*)::int as rows
    from (select asked.section, asked.field, r.person_id
      from jsonb_to_recordset(${JSON.stringify(open)}::jsonb) as asked (section text, field text, texts text[])
      join ${recordRows} r on r.section = asked.section and not r.deleted
        and r.data -> asked.field ?| asked.texts and ${slice}) found
    left join lateral (select agency_id from ${assignments} at_day
      where at_day.person_id = found.person_id and ${inForceAs('at_day', today)}
      order by at_day.kind desc, at_day.from_day limit 1) here on true
    group by here.agency_id, found.section, found.field
    order by rows desc, agency`)
  return rows
}

async function inTime<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T | undefined> {
  try {
    return await db.transaction(async tx => {
      await tx.execute(sql.raw(`set local statement_timeout = ${patience}`))
      return await work(tx)
    })
  } catch (error) {
    const cause = error instanceof Error && error.cause ? error.cause : error
    const isLate = typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === '57014'
    if (isLate) return undefined
    throw error
  }
}
