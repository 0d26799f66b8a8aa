import { and, eq, gte, inArray, isNull, sql } from 'drizzle-orm'
import type { Marked } from '../../domain/outgoing/mark.ts'
import { disputedFields } from '../../domain/record/lock.ts'
import { isQueued } from '../correction/queue-index.ts'
import type { Db } from '../database/database.ts'
import { activeOf } from '../record/locks.ts'
import { corrections, locks } from '../schema.ts'

/** What of many people leaves with a mark on `today`, by their ids. */
export async function markedOf(db: Db, personIds: readonly string[], today: string): Promise<Map<string, Marked[]>> {
  const [asked, held] = await Promise.all([askedOf(db, personIds), activeOf(db, personIds, today)])
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

/** Whether any of these fields, as `section.field`, is disputed of one of these people since a moment. */
export async function isDisputedSince(
  db: Db,
  personIds: readonly string[],
  { fields, since, today }: { fields: readonly string[]; since: Date; today: string },
): Promise<boolean> {
  const ofThem = sql`${locks.personId} = any(${sql.param([...personIds])}::uuid[])`
  const found = await db
    .select({ section: locks.section, fields: locks.fields })
    .from(locks)
    .where(
      and(ofThem, eq(locks.kind, 'dispute'), isNull(locks.endedAt), gte(locks.until, today), gte(locks.setAt, since)),
    )
  return found.some(lock => lock.fields?.some(field => fields.includes(`${lock.section}.${field}`)))
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
