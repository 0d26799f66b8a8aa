import { sql } from 'drizzle-orm'
import type { Db } from '../../../server/store/database/database.ts'

/** How long, in milliseconds, a test waits for one thing before it gives up: for a machine many times slower than ours. */
export const patience = 60_000

/** Resolves when as many as `count` wait for a row that somebody else holds. */
export async function somebodyWaits(db: Db, count = 1): Promise<void> {
  const waiting = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while ((await db.execute(waiting)).rows.length < count) await new Promise(resolve => setTimeout(resolve, 10))
}

/** What is looked at, once it is as wanted: some rows are written when the answer has gone. Gives up after `patience`. */
export async function eventually<Seen>(look: () => Promise<Seen>, isThere: (seen: Seen) => boolean): Promise<Seen> {
  const end = Date.now() + patience
  for (;;) {
    const seen = await look()
    if (isThere(seen) || Date.now() > end) return seen
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
