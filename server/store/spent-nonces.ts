import { eq } from 'drizzle-orm'
import type { Db } from './database.ts'
import { spentNonces } from './schema.ts'

/** False when it was spent before. The row must stay until the challenge is too old by its own time. */
export async function spend(db: Db, nonce: string, expiresAt: Date): Promise<boolean> {
  const spent = await db.insert(spentNonces).values({ nonce, expiresAt }).onConflictDoNothing().returning()
  return spent.length === 1
}

export async function isSpent(db: Db, nonce: string): Promise<boolean> {
  const rows = await db.select({ nonce: spentNonces.nonce }).from(spentNonces).where(eq(spentNonces.nonce, nonce))
  return rows.length > 0
}
