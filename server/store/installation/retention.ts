import { and, isNull, lt, sql, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { keptSince, type KeepYears, type Retained } from '../../domain/retention.ts'
import type { Db } from '../database/database.ts'
import * as events from '../database/events.ts'
import { byYear, dropYears } from '../database/years.ts'
import { activations, notices, recoveries } from '../schema.ts'

type Rows = { what: Retained; table: PgTable; since: PgColumn; where?: SQL }

/** What goes row by row; `since` has an index, or many old rows would be read again and again. */
const byRow: readonly Rows[] = [
  { what: 'notices', table: notices, since: notices.readAt },
  { what: 'unread_notices', table: notices, since: notices.at, where: isNull(notices.readAt) },
  { what: 'codes', table: activations, since: activations.createdAt },
  { what: 'codes', table: recoveries, since: recoveries.createdAt },
]

/** Removes what was kept long enough; how much of what is an event, of which each batch or year has its own. */
export async function removeOld(db: Db, keepYears: KeepYears, now: Date): Promise<void> {
  for (const table of byYear) await dropYears(db, table, keptSince(keepYears[table], now), now)
  for (const rows of byRow) {
    const before = keptSince(keepYears[rows.what], now)
    while ((await removeSome(db, rows, before, now)) === batch);
  }
}

// held for a moment only, and told of in the same transaction
async function removeSome(db: Db, { what, table, since, where }: Rows, before: Date, now: Date): Promise<number> {
  return db.transaction(async tx => {
    const old = sql`select ctid from ${table} where ${and(lt(since, before), where)} order by ${since} limit ${batch}`
    const { rowCount } = await tx.delete(table).where(sql`ctid = any(array(${old}))`)
    const count = rowCount ?? 0
    const details = { count, until: before.toISOString() }
    if (count > 0)
      await events.add(tx, { what: 'retention.removed', about: what, by: events.bySystem, at: now, details })
    return count
  })
}

const batch = 10_000
