import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../database/database.ts'
import type { By } from '../../database/events.ts'
import * as events from '../../database/events.ts'
import type { KeyRing } from '../../database/sealing.ts'
import { recordRows } from '../../schema.ts'
import * as findings from '../findings/reckoning.ts'
import * as locks from '../locks.ts'
import { isInRecord } from './reading.ts'

/**
 * The person says that what they update themselves is right as it is: its day is kept, and no new version. A lock holds
 * back nothing, because nothing changes. False when the row is not any more as they saw it.
 */
export async function confirm(
  tx: Db,
  ring: KeyRing,
  { personId, rowId, version }: { personId: string; rowId: string; version: number },
  by: By,
  now: Date,
): Promise<boolean> {
  await locks.holdPerson(tx, personId)
  const asSeen = and(eq(recordRows.id, rowId), eq(recordRows.version, version), isInRecord(sql`${personId}`))
  const [row] = await tx
    .update(recordRows)
    .set({ confirmedAt: now })
    .where(asSeen)
    .returning({ section: recordRows.section })
  if (!row) return false
  await findings.reckon(tx, ring, personId, now)
  const details = { section: row.section, version }
  await events.add(tx, { what: 'record.confirmed', about: rowId, by, at: now, details })
  return true
}

/** When a row was last seen to, by a confirmation or a change. */
export async function seenToAt(db: Db, rowId: string): Promise<Date | undefined> {
  const [found] = await db
    .select({ confirmedAt: recordRows.confirmedAt, updatedAt: recordRows.updatedAt })
    .from(recordRows)
    .where(eq(recordRows.id, rowId))
  return found && (found.confirmedAt ?? found.updatedAt)
}
