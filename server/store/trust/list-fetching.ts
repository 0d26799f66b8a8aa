import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import { installation } from '../schema.ts'

/**
 * Asks that the revocation lists be fetched soon; false when somebody did already. However many ask, it is done once.
 */
export async function ask(db: Db, at: Date): Promise<boolean> {
  const asked = await db
    .update(installation)
    .set({ listsAskedAt: at })
    .where(and(eq(installation.id, 1), isNull(installation.listsAskedAt)))
    .returning({ id: installation.id })
  return asked.length === 1
}

/** What was asked for is being done; whoever asks from now on waits for the next time. */
export async function begin(db: Db, at: Date): Promise<void> {
  await db.update(installation).set({ listsAskedAt: null, listsTriedAt: at }).where(eq(installation.id, 1))
}

/** Whether somebody waits for it now, and when it was last tried. */
export async function state(db: Db): Promise<{ isAsked: boolean; triedAt: Date | null }> {
  const [row] = await db
    .select({ askedAt: installation.listsAskedAt, triedAt: installation.listsTriedAt })
    .from(installation)
    .where(eq(installation.id, 1))
  return { isAsked: Boolean(row?.askedAt), triedAt: row?.triedAt ?? null }
}
