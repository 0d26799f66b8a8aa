import { inArray } from 'drizzle-orm'
import { sealedFields } from '../../../domain/record/sections.ts'
import type { Db } from '../../database/database.ts'
import { recordRows } from '../../schema.ts'

/** Rows that findings are about, by their ids: their values but for what is sealed, and when each was written. */
export async function rowsOf(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const rows = await db
    .select({ id: recordRows.id, section: recordRows.section, data: recordRows.data, at: recordRows.updatedAt })
    .from(recordRows)
    .where(inArray(recordRows.id, [...new Set(ids)]))
  return new Map(
    rows.map(({ id, section, data, at }) => {
      const sealed = sealedFields(section)
      return [id, { data: Object.fromEntries(Object.entries(data).filter(([field]) => !sealed.includes(field))), at }]
    }),
  )
}
