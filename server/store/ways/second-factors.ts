import { randomInt } from 'node:crypto'
import { and, eq, gt, isNotNull, isNull, lt, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { clockSkewMs } from '../../domain/lifetime.ts'
import { newCode } from '../../domain/readable-code.ts'
import type { RetireReason } from '../../domain/ways/ways-in.ts'
import type { Db } from '../database/database.ts'
import { prepared } from '../database/prepared.ts'
import type { KeyRing } from '../database/sealing.ts'
import { keyedHash, openSealed, seal } from '../database/sealing.ts'
import { secondFactors, spareCodes } from '../schema.ts'
import * as passkeys from './passkeys.ts'

/** `secret` is base32, as authenticator apps take it. */
export type Totp = { id: string; secret: string; confirmedAt: Date | null; lastUsedAt: Date | null }

const spareCount = 10
const context = (accountId: string) => `second-factor/${accountId}`
const codeHash = (ring: KeyRing, accountId: string, code: string) =>
  keyedHash(ring, 'spare-code', `${accountId}\n${code}`)

/** Begins with a new secret; nothing is asked for before `confirm`. A confirmed one is not replaced. */
export async function begin(db: Db, ring: KeyRing, accountId: string, secret: string, now: Date): Promise<void> {
  const sealedSecret = seal(ring, secret, context(accountId))
  await db
    .insert(secondFactors)
    .values({ accountId, kind: 'totp', sealedSecret, createdAt: now })
    .onConflictDoUpdate({
      target: [secondFactors.accountId, secondFactors.kind],
      set: { sealedSecret, createdAt: now },
      setWhere: isNull(secondFactors.confirmedAt),
    })
}

export async function totpOf(db: Db, ring: KeyRing, accountId: string): Promise<Totp | undefined> {
  const [row] = await db.select().from(secondFactors).where(eq(secondFactors.accountId, accountId))
  if (!row) return undefined
  const { id, confirmedAt, lastUsedAt, sealedSecret } = row
  return { id, secret: String(openSealed(ring, sealedSecret, context(accountId))), confirmedAt, lastUsedAt }
}

/** SQL: the app of an account that is asked for. */
export const isConfirmedOf = (account: SQLWrapper): SQL =>
  and(eq(secondFactors.accountId, account), isNotNull(secondFactors.confirmedAt)) as SQL

/** SQL: a spare code of an account that was not used. */
export const isLeftOf = (account: SQLWrapper): SQL =>
  and(eq(spareCodes.accountId, account), isNull(spareCodes.usedAt)) as SQL

/** Whether a password alone is not enough: there is an app or a passkey. */
export async function isOn(db: Db, accountId: string): Promise<boolean> {
  const rows = await prepared(db, 'second_factor', appQuery).execute({ account: accountId })
  return rows.length > 0 || (await passkeys.ofAccount(db, accountId)).length > 0
}

const appQuery = (on: Db) =>
  on
    .select({ id: secondFactors.id })
    .from(secondFactors)
    .where(isConfirmedOf(sql.placeholder('account')))
    .prepare('second_factor')

// as many as two clocks may differ by, and the codes beside the present one
const farAhead = clockSkewMs / 30_000 + 2

/**
 * Uses the code of one half minute up, and puts the factor in force; false when it or a later one was used before. One
 * far ahead was used before the clock was set back, and would keep its owner out until then.
 */
export async function use(db: Db, id: string, counter: number, now: Date): Promise<boolean> {
  const used = await db
    .update(secondFactors)
    .set({
      lastCounter: counter,
      lastUsedAt: now,
      confirmedAt: sql`coalesce(${secondFactors.confirmedAt}, ${now.toISOString()})`,
    })
    .where(
      and(
        eq(secondFactors.id, id),
        or(
          isNull(secondFactors.lastCounter),
          lt(secondFactors.lastCounter, counter),
          gt(secondFactors.lastCounter, counter + farAhead),
        ),
      ),
    )
    .returning({ id: secondFactors.id })
  return used.length === 1
}

/** Ten new codes in place of the old ones, as `readCode` gives them; kept only as hashes. */
export async function makeSpareCodes(tx: Db, ring: KeyRing, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: spareCount }, () => newCode(below => randomInt(below)))
  await tx.delete(spareCodes).where(eq(spareCodes.accountId, accountId))
  await tx.insert(spareCodes).values(codes.map(code => ({ accountId, codeHash: codeHash(ring, accountId, code) })))
  return codes
}

export async function useSpareCode(
  db: Db,
  ring: KeyRing,
  accountId: string,
  code: string,
  now: Date,
): Promise<boolean> {
  const used = await db
    .update(spareCodes)
    .set({ usedAt: now })
    .where(and(eq(spareCodes.codeHash, codeHash(ring, accountId, code)), isNull(spareCodes.usedAt)))
    .returning({ id: spareCodes.accountId })
  return used.length === 1
}

export async function spareCodesLeft(db: Db, accountId: string): Promise<number> {
  const [row] = await prepared(db, 'spare_codes', spareCodesQuery).execute({ account: accountId })
  return row?.count ?? 0
}

const spareCodesQuery = (on: Db) =>
  on
    .select({ count: sql<number>`count(*)::int` })
    .from(spareCodes)
    .where(isLeftOf(sql.placeholder('account')))
    .prepare('spare_codes')

/** The app is no longer asked for. */
export async function endApp(tx: Db, accountId: string): Promise<void> {
  await tx.delete(secondFactors).where(eq(secondFactors.accountId, accountId))
  await tidySpareCodes(tx, accountId)
}

/** Spare codes end with the last factor that they stand in for. */
export async function tidySpareCodes(tx: Db, accountId: string): Promise<void> {
  if (await isOn(tx, accountId)) return
  await tx.delete(spareCodes).where(eq(spareCodes.accountId, accountId))
}

/** Nothing is asked for after the password any more, and no passkey opens the account; `reason` is kept with them. */
export async function end(tx: Db, accountId: string, reason: RetireReason, now: Date): Promise<void> {
  await passkeys.retireAll(tx, accountId, reason, now)
  await endApp(tx, accountId)
}
