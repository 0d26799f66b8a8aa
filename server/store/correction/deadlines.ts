import { sql } from 'drizzle-orm'
import { openStates } from '../../domain/correction/correction.ts'
import type { Db } from '../database/database.ts'
import { corrections } from '../schema.ts'

/**
 * Terms that would end on one of these days end on its `until`: on each of them offices turn out to be closed. What is
 * decided keeps the day that it was decided by; a day that is worked after all makes no term shorter.
 */
export async function endLater(tx: Db, closed: readonly { day: string; until: string }[]): Promise<void> {
  if (closed.length === 0) return
  const [days, untils] = [closed.map(({ day }) => day), closed.map(({ until }) => until)]
  const later = sql`unnest(${sql.param(days)}::date[], ${sql.param(untils)}::date[]) as later(day, until)`
  await tx.execute(sql`update ${corrections} set due_day = later.until from ${later}
    where ${corrections.dueDay} = later.day and ${corrections.state} in ${openStates}`)
  await tx.execute(sql`update ${corrections} set supplement_day = later.until from ${later}
    where ${corrections.supplementDay} = later.day and ${corrections.state} = 'returned'`)
}
