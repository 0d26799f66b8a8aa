import { and, inArray } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import { isQueued } from '../correction/queue-index.ts'
import { byPerson } from '../record/by-person.ts'
import { corrections } from '../schema.ts'

/** What of a row somebody asked to be corrected while nobody has decided: all of it where no field is named. */
export type Dispute = { personId: string; section: string; rowId: string | null; fields: string[] }

/** What is disputed of many people, by their ids. */
export async function disputesOf(db: Db, personIds: readonly string[]): Promise<Map<string, Dispute[]>> {
  const rows = await db
    .select({
      personId: corrections.personId,
      section: corrections.section,
      rowId: corrections.rowId,
      operation: corrections.operation,
      items: corrections.items,
    })
    .from(corrections)
    .where(and(inArray(corrections.personId, [...personIds]), isQueued(corrections.state)))
  return byPerson(
    rows.map(({ personId, section, rowId, operation, items }) => ({
      personId,
      section,
      rowId,
      fields: operation === 'delete' ? [] : items.map(item => String((item as { field: unknown }).field)),
    })),
  )
}
