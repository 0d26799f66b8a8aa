import { and, asc, count, desc, eq, gte, sql, sum } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import { failures } from '../schema.ts'

export type Failure = Pick<typeof failures.$inferInsert, 'place' | 'cause' | 'version' | 'browser' | 'system'>

// strangers choose the version that is told: beyond this only the cause is counted
const maxKindsADay = 2000

/** Counts one failure of this kind on this day. */
export async function add(db: Db, failure: Failure, day: string): Promise<void> {
  const [kinds] = await db.select({ count: count() }).from(failures).where(eq(failures.day, day))
  const version = (kinds?.count ?? 0) < maxKindsADay ? failure.version : ''
  await db
    .insert(failures)
    .values({ ...failure, version, day, count: 1 })
    .onConflictDoUpdate({
      target: [failures.day, failures.place, failures.cause, failures.version, failures.browser, failures.system],
      set: { count: sql`${failures.count} + 1` },
    })
}

/** How many failed of which cause on each day from `since` on; days without any are left out. */
export function perDay(db: Db, since: string): Promise<{ day: string; cause: string; count: number }[]> {
  return db
    .select({ day: failures.day, cause: failures.cause, count: sum(failures.count).mapWith(Number) })
    .from(failures)
    .where(gte(failures.day, since))
    .groupBy(failures.day, failures.cause)
    .orderBy(asc(failures.day), asc(failures.cause))
}

/** Causes from `since` on, the most frequent first, by where, version, browser and system. */
export function byCause(db: Db, since: string, limit: number) {
  const { place, cause, version, browser, system } = failures
  const total = sum(failures.count).mapWith(Number)
  return db
    .select({ place, cause, version, browser, system, count: total })
    .from(failures)
    .where(and(gte(failures.day, since)))
    .groupBy(place, cause, version, browser, system)
    .orderBy(desc(total), asc(cause))
    .limit(limit)
}
