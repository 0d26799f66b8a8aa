import { eq } from 'drizzle-orm'
import type { Db } from './database.ts'
import { accounts, signIns } from './schema.ts'

export type SignIn = Pick<typeof signIns.$inferSelect, 'accountId' | 'way' | 'address'>

/** One row for each try on an account that exists; a success also becomes the account's last sign-in. */
export async function add(
  db: Db,
  { accountId, way, address }: SignIn,
  outcome: 'ok' | 'refused',
  at: Date,
): Promise<void> {
  await db.insert(signIns).values({ accountId, way, address, outcome, at })
  if (outcome === 'ok') await db.update(accounts).set({ lastSignInAt: at }).where(eq(accounts.id, accountId))
}
