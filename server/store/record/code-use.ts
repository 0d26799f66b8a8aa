import { sql } from 'drizzle-orm'
import type { CodeTable } from '../../domain/record/code-tables.ts'
import type { CodeValue } from '../../domain/record/field.ts'
import { sealedFields, sections } from '../../domain/record/sections.ts'
import type { Db } from '../database/database.ts'
import { recordRows } from '../schema.ts'

/** How many rows have one of some codes in a field; null where its values are encrypted. */
export type CodeUse = { section: string; field: string; rows: number | null }

/** So long somebody waits for the numbers, in ms; a row for each code or an index for each field would cost more. */
const patience = 4000

/**
 * Which fields of the records hold one of these values of a table, and in how many rows; those in no row are left out.
 * All rows are read once, which in a city of a million people takes longer than anybody waits: then undefined.
 */
export async function countUse(
  db: Db,
  { id }: Pick<CodeTable, 'id'>,
  values: readonly CodeValue[],
): Promise<CodeUse[] | undefined> {
  const asked = sections.flatMap(section =>
    section.fields
      .filter(field => field.codes === id || field.suggestedBy === id)
      .map(field => ({
        section: section.id,
        field: field.id,
        isSealed: sealedFields(section.id).includes(field.id),
        texts: values.map(({ code, zh }) => (field.codes === id ? code : zh)),
      })),
  )
  const unread = asked.filter(({ isSealed }) => isSealed).map(({ section, field }) => ({ section, field, rows: null }))
  const open = asked.filter(({ isSealed }) => !isSealed)
  if (open.length === 0 || values.length === 0) return values.length === 0 ? [] : unread
  const counted = await inTime(db, async tx => {
    const { rows } = await tx.execute<{ section: string; field: string; rows: number }>(sql`
      select asked.section, asked.field, count(*)::int as rows
      from jsonb_to_recordset(${JSON.stringify(open)}::jsonb) as asked (section text, field text, texts text[])
      join ${recordRows} r on r.section = asked.section and not r.deleted
        and r.data -> asked.field ?| asked.texts
      group by asked.section, asked.field`)
    return rows
  })
  if (!counted) return undefined
  const found = open.flatMap(({ section, field }) =>
    counted.filter(one => one.section === section && one.field === field),
  )
  return [...found, ...unread]
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
