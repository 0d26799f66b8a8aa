import { and, eq } from 'drizzle-orm'
import type { Db } from '../../database/database.ts'
import { endsInTime } from '../../database/end-of-life.ts'
import { findingsOpenings } from '../../schema.ts'

const openMs = 15 * 60_000

/** Opens the findings of an agency to an account for 15 minutes, for a purpose told in words. */
export async function open(
  db: Db,
  opening: { accountId: string; agencyId: string; purpose: string },
  now: Date,
): Promise<void> {
  const expiresAt = new Date(now.getTime() + openMs)
  await db
    .insert(findingsOpenings)
    .values({ ...opening, expiresAt })
    .onConflictDoUpdate({
      target: [findingsOpenings.accountId, findingsOpenings.agencyId],
      set: { purpose: opening.purpose, expiresAt },
    })
}

/** The purpose under which the findings are open to the account now, or undefined. */
export async function openPurpose(db: Db, accountId: string, agencyId: string, now: Date): Promise<string | undefined> {
  const [row] = await db
    .select({ purpose: findingsOpenings.purpose })
    .from(findingsOpenings)
    .where(
      and(
        eq(findingsOpenings.accountId, accountId),
        eq(findingsOpenings.agencyId, agencyId),
        endsInTime(findingsOpenings.expiresAt, openMs, now),
      ),
    )
  return row?.purpose
}
