import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { hasGoneBack } from '../../domain/ways/passkey.ts'
import type { RetireReason } from '../../domain/ways/ways-in.ts'
import type { Db } from '../database/database.ts'
import { held } from '../database/held.ts'
import { prepared } from '../database/prepared.ts'
import { accounts, passkeys } from '../schema.ts'

export type Passkey = typeof passkeys.$inferSelect

/** What a device tells about a key it just made. */
export type NewPasskey = Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports' | 'isBackedUp' | 'label'>

/** Adds a passkey; refuses one that was added before, even if it was taken away since. */
export async function add(
  tx: Db,
  accountId: string,
  key: NewPasskey,
  now: Date,
): Promise<{ ok: true; id: string } | { ok: false; why: 'passkey.refused.taken' }> {
  const [row] = await tx
    .insert(passkeys)
    .values({ ...key, accountId, addedAt: now })
    .onConflictDoNothing()
    .returning({ id: passkeys.id })
  return row ? { ok: true, id: row.id } : { ok: false, why: 'passkey.refused.taken' }
}

/** Those that can be used, the newest first. */
export async function ofAccount(db: Db, accountId: string): Promise<Passkey[]> {
  return prepared(db, 'passkeys', ofAccountQuery).execute({ account: accountId })
}

const ofAccountQuery = (on: Db) =>
  on
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.accountId, sql.placeholder('account')), isNull(passkeys.retiredAt)))
    .orderBy(desc(passkeys.addedAt), desc(passkeys.id))
    .prepare('passkeys')

/**
 * A passkey by the name its device gives it, retired or not, with what decides whether its account lets somebody in.
 */
export async function byCredential(db: Db, credentialId: string) {
  const [row] = await db
    .select({
      passkey: passkeys,
      userHandle: accounts.userHandle,
      state: accounts.state,
      stateReason: accounts.stateReason,
      stateAt: accounts.stateAt,
      personId: accounts.personId,
    })
    .from(passkeys)
    .innerJoin(accounts, eq(accounts.id, passkeys.accountId))
    .where(eq(passkeys.credentialId, credentialId))
  if (!row) return undefined
  const { passkey, ...account } = row
  return { ...passkey, ...account }
}

/** Keeps that it was used, unless it was taken away or its count did not rise; the answer says which. */
export async function use(
  tx: Db,
  id: string,
  { counter, isBackedUp }: Pick<Passkey, 'counter' | 'isBackedUp'>,
  now: Date,
): Promise<'used' | 'removed' | 'gone-back'> {
  const [kept] = await tx.select().from(passkeys).where(eq(passkeys.id, id)).for(held)
  if (!kept || kept.retiredAt) return 'removed'
  if (hasGoneBack(kept.counter, counter)) return 'gone-back'
  await tx.update(passkeys).set({ counter, isBackedUp, lastUsedAt: now }).where(eq(passkeys.id, id))
  return 'used'
}

/** Ends all of them; how many there were. */
export async function retireAll(tx: Db, accountId: string, reason: RetireReason, now: Date): Promise<number> {
  const retired = await tx
    .update(passkeys)
    .set({ retiredAt: now, retireReason: reason })
    .where(and(eq(passkeys.accountId, accountId), isNull(passkeys.retiredAt)))
    .returning({ id: passkeys.id })
  return retired.length
}
