import { and, inArray } from 'drizzle-orm'
import type { Marked } from '../../domain/outgoing/mark.ts'
import { disputedFields } from '../../domain/record/lock.ts'
import { isQueued } from '../correction/queue-index.ts'
import type { Db } from '../database/database.ts'
import * as locks from '../record/locks.ts'
import { corrections } from '../schema.ts'

/** What of many people leaves with a mark on `today`, by their ids. */
export async function markedOf(db: Db, personIds: readonly string[], today: string): Promise<Map<string, Marked[]>> {
  const [asked, held] = await Promise.all([askedOf(db, personIds), locks.activeOf(db, personIds, today)])
  const found = new Map<string, Marked[]>()
  const add = (personId: string, marked: Marked) => {
    const own = found.get(personId)
    if (own) own.push(marked)
    else found.set(personId, [marked])
  }
  for (const { personId, ...marked } of asked) add(personId, marked)
  for (const [personId, own] of held)
    for (const [rowId, fields] of disputedFields(own, today))
      if (fields.size > 0) add(personId, { rowId, fields: [...fields], mark: 'disputed' })
  return found
}

/** What somebody asked to be corrected while nobody has decided: all of a row that they ask to be deleted. */
async function askedOf(db: Db, personIds: readonly string[]) {
  const rows = await db
    .select({
      personId: corrections.personId,
      rowId: corrections.rowId,
      operation: corrections.operation,
      items: corrections.items,
    })
    .from(corrections)
    .where(and(inArray(corrections.personId, [...personIds]), isQueued(corrections.state)))
  return rows.map(({ personId, rowId, operation, items }) => ({
    personId,
    rowId,
    fields: operation === 'delete' ? [] : items.map(item => String((item as { field: unknown }).field)),
    mark: 'asked' as const,
  }))
}
