import { and, eq, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '../../domain/agency/actor.ts'
import type { Db } from '../database/database.ts'
import { credentials } from '../schema.ts'

const ending = alias(credentials, 'ending')

type Text = SQL | Placeholder | string

// the day of the end on Taipei's calendar, counted from a day
const daysLeft = (today: Text) => sql`((ending.not_after at time zone 'Asia/Taipei')::date - ${today}::date)`

/**
 * A card (as `ending`), or the certificate in the phone somebody signed in by, that ends within 30 days and whose owner
 * has not said since then that they know; within 7 days they have to say so once more.
 */
export const endsUnknown = (today: Text, way: Text): SQL =>
  sql`ending.retired_at is null and (ending.kind = 'phone') = (${way}::text = 'phone') and ${daysLeft(today)} between 0 and 30
    and coalesce(ending.end_known, 60) > case when ${daysLeft(today)} <= 7 then 7 else 30 end`

/** When somebody is told, and how they came. */
type Seen = { today: string; way: Actor['way'] }

/** The cards of an account whose end its owner has not said to know, with their last day. */
export const ofAccount = (db: Db, accountId: string, { today, way }: Seen): Promise<{ id: string; notAfter: Date }[]> =>
  db
    .select({ id: ending.id, notAfter: ending.notAfter })
    .from(ending)
    .where(and(eq(ending.accountId, accountId), endsUnknown(today, way)))
    .orderBy(ending.notAfter)

/** The owner knows that their cards end: they are told again a week before, and then never again. */
export async function acknowledge(db: Db, accountId: string, { today, way }: Seen): Promise<void> {
  const known = sql`case when ${daysLeft(today)} <= 7 then 7 else 30 end`
  await db.execute(
    sql`update credentials ending set end_known = ${known} where ending.account_id = ${accountId} and ${endsUnknown(today, way)}`,
  )
}
