import { and, desc, eq, notInArray } from 'drizzle-orm'
import { rememberedPasswords } from '../../domain/account/password.ts'
import type { Db } from '../database/database.ts'
import { held } from '../database/held.ts'
import { accounts, pastPasswords } from '../schema.ts'
import { inTurn } from './password-hashes.ts'

const keptBeforePresent = rememberedPasswords - 1

/**
 * The hash of a new password; undefined where it is the present one of the account or one of those before it. Each
 * costs 12 ms, so it is asked only about a password that nothing else is wrong with. Throws `Busy`.
 */
export async function hashUnused(db: Db, accountId: string, typed: string): Promise<string | undefined> {
  const [account] = await db
    .select({ passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  const past = await newest(db, accountId)
  return inTurn(accountId, async ({ matches, hashOf }) => {
    for (const { passwordHash } of account ? [account, ...past] : past) {
      if (passwordHash && (await matches(passwordHash, typed))) return undefined
    }
    return hashOf(typed)
  })
}

/** Puts the present password of the account with the earlier ones, before another takes its place; the oldest goes. */
export async function shelve(tx: Db, accountId: string, now: Date): Promise<void> {
  const [account] = await tx
    .select({ passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .for(held)
  if (!account?.passwordHash) return
  await tx.insert(pastPasswords).values({ accountId, passwordHash: account.passwordHash, endedAt: now })
  const kept = (await newest(tx, accountId)).map(({ id }) => id)
  await tx.delete(pastPasswords).where(and(eq(pastPasswords.accountId, accountId), notInArray(pastPasswords.id, kept)))
}

const newest = (db: Db, accountId: string) =>
  db
    .select({ id: pastPasswords.id, passwordHash: pastPasswords.passwordHash })
    .from(pastPasswords)
    .where(eq(pastPasswords.accountId, accountId))
    .orderBy(desc(pastPasswords.id))
    .limit(keptBeforePresent)
