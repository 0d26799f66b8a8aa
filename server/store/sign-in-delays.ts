import { eq, inArray, lt } from 'drizzle-orm'
import { countTry } from '../domain/sign-in-delay.ts'
import type { Db } from './database.ts'
import { signInDelays } from './schema.ts'

/** `key` is a keyed hash, so that no typed account name is kept; `free` tries cost no wait. */
export type Allowance = { key: string; free: number }

/**
 * Counts one try before it is judged, so that tries sent at the same moment cannot slip past the count. While one of the
 * keys waits, nothing is counted and `until` says how long.
 */
export async function mayTry(
  db: Db,
  allowances: Allowance[],
  now: Date,
): Promise<{ ok: true } | { ok: false; until: Date }> {
  const keys = allowances.map(({ key }) => key).toSorted()
  return db.transaction(async tx => {
    await tx
      .insert(signInDelays)
      .values(keys.map(key => ({ key, failures: 0, lastAt: now })))
      .onConflictDoNothing()
    const rows = await tx
      .select()
      .from(signInDelays)
      .where(inArray(signInDelays.key, keys))
      .orderBy(signInDelays.key)
      .for('update')
    const waits = rows.flatMap(({ until }) => (until && until > now ? [until.getTime()] : []))
    if (waits.length > 0) return { ok: false, until: new Date(Math.max(...waits)) }
    for (const { key, free } of allowances) {
      const counted = countTry(
        rows.find(row => row.key === key),
        free,
        now,
      )
      await tx.update(signInDelays).set(counted).where(eq(signInDelays.key, key))
    }
    return { ok: true }
  })
}

/** After a success the failures before it count no more. */
export async function forgive(db: Db, keys: string[]): Promise<void> {
  await db.delete(signInDelays).where(inArray(signInDelays.key, keys))
}

/** For the job that cleans up. */
export async function forgetBefore(db: Db, before: Date): Promise<void> {
  await db.delete(signInDelays).where(lt(signInDelays.lastAt, before))
}
