import { randomInt } from 'node:crypto'
import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import { activationDays, activationTries, newCode } from '../domain/activation-code.ts'
import type { Db } from './database.ts'
import { accounts, activations, people } from './schema.ts'
import type { KeyRing } from './sealing.ts'
import { keyedHash } from './sealing.ts'

const codeHash = (ring: KeyRing, code: string) => keyedHash(ring, 'activation-code', code)

/** A new code for an account, shown once and kept only as a hash; earlier codes of the account end. */
export async function issue(
  db: Db,
  ring: KeyRing,
  { accountId, by }: { accountId: string; by: string | null },
  now: Date,
): Promise<{ code: string; expiresAt: Date }> {
  const code = newCode(below => randomInt(below))
  const expiresAt = new Date(now.getTime() + activationDays * 86_400_000)
  await db
    .update(activations)
    .set({ expiresAt: now })
    .where(
      and(
        eq(activations.accountId, accountId),
        isNull(activations.usedAt),
        sql`${activations.expiresAt} > ${now.toISOString()}`,
      ),
    )
  await db
    .insert(activations)
    .values({ accountId, codeHash: codeHash(ring, code), expiresAt, createdBy: by, createdAt: now })
  return { code, expiresAt }
}

export type Activation = { id: string; accountId: string; personId: string; name: string; loginName: string | null }

export type ActivationRefusal =
  | 'activation.refused.unknown'
  | 'activation.refused.expired'
  | 'activation.refused.not-waiting'
  | 'activation.refused.used'
  | 'activation.refused.tries'

/** Who a code (as read by `readCode`) was made for. */
export async function find(
  db: Db,
  ring: KeyRing,
  code: string,
  now: Date,
): Promise<{ ok: true; activation: Activation } | { ok: false; why: ActivationRefusal }> {
  const [row] = await db
    .select({
      activation: activations,
      state: accounts.state,
      personId: people.id,
      name: people.name,
      loginName: accounts.loginName,
    })
    .from(activations)
    .innerJoin(accounts, eq(accounts.id, activations.accountId))
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(eq(activations.codeHash, codeHash(ring, code)))
  if (!row) return { ok: false, why: 'activation.refused.unknown' }
  const { id, accountId, usedAt, expiresAt, tries } = row.activation
  if (usedAt) return { ok: false, why: 'activation.refused.used' }
  if (expiresAt <= now) return { ok: false, why: 'activation.refused.expired' }
  if (row.state !== 'invited') return { ok: false, why: 'activation.refused.not-waiting' }
  if (tries >= activationTries) return { ok: false, why: 'activation.refused.tries' }
  return { ok: true, activation: { id, accountId, personId: row.personId, name: row.name, loginName: row.loginName } }
}

/**
 * An activation whose name and number agreed before, while its code can still be used and its account waits for its
 * owner. In a transaction nobody else can use the code until that ends.
 */
export async function open(db: Db, id: string, now: Date): Promise<Activation | undefined> {
  const [row] = await db
    .select({ accountId: accounts.id, personId: people.id, name: people.name, loginName: accounts.loginName })
    .from(activations)
    .innerJoin(accounts, eq(accounts.id, activations.accountId))
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(
      and(
        eq(activations.id, id),
        isNull(activations.usedAt),
        sql`${activations.expiresAt} > ${now.toISOString()}`,
        eq(accounts.state, 'invited'),
      ),
    )
    .for('update', { of: [activations, accounts] })
  return row && { id, ...row }
}

/** Counts a try before it is judged; false when none is left. */
export async function countTry(db: Db, id: string): Promise<boolean> {
  const counted = await db
    .update(activations)
    .set({ tries: sql`${activations.tries} + 1` })
    .where(and(eq(activations.id, id), lt(activations.tries, activationTries)))
    .returning({ id: activations.id })
  return counted.length === 1
}

/** After name and number agreed, earlier slips count no more. */
export async function forgive(db: Db, id: string): Promise<void> {
  await db.update(activations).set({ tries: 0 }).where(eq(activations.id, id))
}

/** False when somebody used it a moment before. */
export async function use(db: Db, id: string, now: Date): Promise<boolean> {
  const used = await db
    .update(activations)
    .set({ usedAt: now })
    .where(
      and(eq(activations.id, id), isNull(activations.usedAt), sql`${activations.expiresAt} > ${now.toISOString()}`),
    )
    .returning({ id: activations.id })
  return used.length === 1
}

/** The newest code of an account, for HR: when it ends and whether it was used; never the code. */
export async function latest(db: Db, accountId: string) {
  const [row] = await db
    .select({ expiresAt: activations.expiresAt, usedAt: activations.usedAt, tries: activations.tries })
    .from(activations)
    .where(eq(activations.accountId, accountId))
    .orderBy(desc(activations.createdAt))
    .limit(1)
  return row
}
