import { randomBytes, randomInt } from 'node:crypto'
import { and, desc, eq, isNull, lt, sql, type SQL } from 'drizzle-orm'
import { activationDays, activationTries } from '../../domain/account/activation.ts'
import { isAlive } from '../../domain/lifetime.ts'
import { newCode } from '../../domain/readable-code.ts'
import type { Db } from '../database/database.ts'
import { endsInTime } from '../database/end-of-life.ts'
import { held } from '../database/held.ts'
import type { KeyRing } from '../database/sealing.ts'
import { keyedHash } from '../database/sealing.ts'
import { accounts, activations, people } from '../schema.ts'

const codeHash = (ring: KeyRing, code: string) => keyedHash(ring, 'activation-code', code)
const linkHash = (ring: KeyRing, token: string) => keyedHash(ring, 'activation-link', token)

type Asked = { accountId: string; by: string | null }

/** A new code for an account, shown once and kept only as a hash; earlier codes and links of the account end. */
export async function issue(
  db: Db,
  ring: KeyRing,
  asked: Asked,
  now: Date,
): Promise<{ code: string; expiresAt: Date }> {
  const code = newCode(below => randomInt(below))
  return { code, expiresAt: await keep(db, asked, codeHash(ring, code), now) }
}

/** The same as a token for a link in a letter by mail. */
export async function issueLink(db: Db, ring: KeyRing, asked: Asked, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await keep(db, asked, linkHash(ring, token), now)
  return token
}

async function keep(db: Db, { accountId, by }: Asked, hash: string, now: Date): Promise<Date> {
  const expiresAt = new Date(now.getTime() + life)
  await endAll(db, accountId, now)
  await db.insert(activations).values({ accountId, codeHash: hash, expiresAt, createdBy: by, createdAt: now })
  return expiresAt
}

/** Ends the unused codes and links of the account. */
export async function endAll(db: Db, accountId: string, now: Date): Promise<void> {
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
}

/** Whether the account has a code or link that can still be used. */
export async function isOpen(db: Db, accountId: string, now: Date): Promise<boolean> {
  const rows = await db
    .select({ id: activations.id })
    .from(activations)
    .where(and(eq(activations.accountId, accountId), usable(now)))
  return rows.length > 0
}

const life = activationDays * 86_400_000
const isStill = (now: Date) => endsInTime(activations.expiresAt, life, now)

/** Not used, not over, not tried too often. */
export const usable = (now: Date) =>
  and(isNull(activations.usedAt), isStill(now), lt(activations.tries, activationTries))

export type Activation = { id: string; accountId: string; personId: string; name: string; loginName: string | null }

export type ActivationRefusal =
  | 'activation.refused.unknown'
  | 'activation.refused.expired'
  | 'activation.refused.not-waiting'
  | 'activation.refused.used'
  | 'activation.refused.tries'

type Found = { ok: true; activation: Activation } | { ok: false; why: ActivationRefusal }

/** Who a code (as read by `readCode`) was made for. */
export const find = (db: Db, ring: KeyRing, code: string, now: Date): Promise<Found> =>
  check(db, eq(activations.codeHash, codeHash(ring, code)), now)

/** Who the token of a link was made for. */
export const findByLink = (db: Db, ring: KeyRing, token: string, now: Date): Promise<Found> =>
  check(db, eq(activations.codeHash, linkHash(ring, token)), now)

/** An activation whose link was opened before. */
export const findById = (db: Db, id: string, now: Date): Promise<Found> => check(db, eq(activations.id, id), now)

async function check(db: Db, which: SQL, now: Date): Promise<Found> {
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
    .where(which)
  if (!row) return { ok: false, why: 'activation.refused.unknown' }
  const { id, accountId, usedAt, expiresAt, tries } = row.activation
  if (usedAt) return { ok: false, why: 'activation.refused.used' }
  if (!isAlive(expiresAt.getTime() - life, life, now)) return { ok: false, why: 'activation.refused.expired' }
  if (row.state !== 'invited') return { ok: false, why: 'activation.refused.not-waiting' }
  if (tries >= activationTries) return { ok: false, why: 'activation.refused.tries' }
  return { ok: true, activation: { id, accountId, personId: row.personId, name: row.name, loginName: row.loginName } }
}

/**
 * An activation whose name and number agreed before, while its code can be used and its account waits for its owner.
 */
export async function open(db: Db, id: string, now: Date): Promise<Activation | undefined> {
  const [row] = await openById(db, id, now)
  return row
}

/**
 * The same for the caller's transaction: nobody else can use the code until that ends. The account is held before it.
 */
export async function take(tx: Db, id: string, now: Date): Promise<Activation | undefined> {
  const [row] = await openById(tx, id, now).for(held, { of: [activations, accounts] })
  return row
}

const openById = (db: Db, id: string, now: Date) =>
  db
    .select({
      id: activations.id,
      accountId: accounts.id,
      personId: people.id,
      name: people.name,
      loginName: accounts.loginName,
    })
    .from(activations)
    .innerJoin(accounts, eq(accounts.id, activations.accountId))
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(and(eq(activations.id, id), isNull(activations.usedAt), isStill(now), eq(accounts.state, 'invited')))

/** Counts a try before it is checked; false when none is left. */
export async function countTry(db: Db, id: string): Promise<boolean> {
  const counted = await db
    .update(activations)
    .set({ tries: sql`${activations.tries} + 1` })
    .where(and(eq(activations.id, id), lt(activations.tries, activationTries)))
    .returning({ id: activations.id })
  return counted.length === 1
}

/** After name and number agreed, earlier slips no longer count. */
export async function forgive(db: Db, id: string): Promise<void> {
  await db.update(activations).set({ tries: 0 }).where(eq(activations.id, id))
}

/** False when somebody used it a moment before. */
export async function use(db: Db, id: string, now: Date): Promise<boolean> {
  const used = await db
    .update(activations)
    .set({ usedAt: now })
    .where(and(eq(activations.id, id), isNull(activations.usedAt), isStill(now)))
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
