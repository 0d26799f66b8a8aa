import { and, desc, gt, isNull, lt, sql, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { keptSince, type KeepYears, type Retained } from '../../domain/retention.ts'
import type { Db } from '../database/database.ts'
import * as eventLog from '../database/events.ts'
import { byYear, dropYears } from '../database/years.ts'
import { activations, disclosures, events, notices, recoveries } from '../schema.ts'

type Rows = { what: Retained; table: PgTable; since: PgColumn; where?: SQL }

/** What goes row by row; `since` has an index, or many old rows would be read again and again. */
const byRow: readonly Rows[] = [
  { what: 'notices', table: notices, since: notices.readAt },
  { what: 'unread_notices', table: notices, since: notices.at, where: isNull(notices.readAt) },
  { what: 'access_log', table: disclosures, since: disclosures.madeAt },
  { what: 'codes', table: activations, since: activations.createdAt },
  { what: 'codes', table: recoveries, since: recoveries.createdAt },
]

/**
 * Removes what was kept long enough; how much of what is an event, of which each batch or year has its own. What cannot
 * be removed now, because it is held, keeps nothing else; it is thrown at the end.
 */
export async function removeOld(db: Db, keepYears: KeepYears, now: Date): Promise<void> {
  if (!(await wasInUse(db, now))) return
  const failed: unknown[] = []
  const trying = (removing: Promise<void>) => removing.catch((error: unknown) => void failed.push(error))
  for (const table of byYear) await trying(dropYears(db, table, keepYears[table], now))
  for (const rows of byRow) await trying(removeAll(db, rows, keptSince(keepYears[rows.what], now), now))
  if (failed.length > 0) throw new AggregateError(failed, 'what was kept long enough could not be removed')
}

/** A clock that is years ahead for a night finds nothing in the two months before it. */
async function wasInUse(db: Db, now: Date): Promise<boolean> {
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const lately = and(gt(events.at, ago(60)), lt(events.at, ago(1)))
  return (await db.select({ id: events.id }).from(events).where(lately).orderBy(desc(events.id)).limit(1)).length > 0
}

async function removeAll(db: Db, rows: Rows, before: Date, now: Date): Promise<void> {
  while ((await removeSome(db, rows, before, now)) === batch);
}

// held for a moment only, and told of in the same transaction
async function removeSome(db: Db, { what, table, since, where }: Rows, before: Date, now: Date): Promise<number> {
  return db.transaction(async tx => {
    const old = sql`select ctid from ${table} where ${and(lt(since, before), where)} order by ${since} limit ${batch}`
    const { rowCount } = await tx.delete(table).where(sql`ctid = any(array(${old}))`)
    const count = rowCount ?? 0
    const details = { count, until: before.toISOString() }
    if (count > 0)
      await eventLog.add(tx, { what: 'retention.removed', about: what, by: eventLog.bySystem, at: now, details })
    return count
  })
}

const batch = 10_000
