import { randomBytes } from 'node:crypto'
import { and, eq, gt, inArray, isNull, lt, lte, sql } from 'drizzle-orm'
import { letterMinutes, recoveryMinutes, recoveryTries } from '../../domain/account/recovery.ts'
import { latestEnd } from '../../domain/lifetime.ts'
import type { WayFor } from '../../domain/way.ts'
import type { Db } from '../database/database.ts'
import { held } from '../database/held.ts'
import type { KeyRing } from '../database/sealing.ts'
import { keyedHash } from '../database/sealing.ts'
import { accounts, people, recoveries } from '../schema.ts'

export type Recovery = {
  id: string
  kind: typeof recoveries.$inferSelect.kind
  accountId: string
  personId: string
  name: string
  loginName: string | null
}

/** What is kept of a code or token. */
export const secretHash = (ring: KeyRing, secret: string) => keyedHash(ring, 'recovery', secret)
export const after = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000)

/** Ends the open ways back of these kinds: what they rest on no longer counts. */
export async function end(db: Db, accountId: string, kinds: readonly Recovery['kind'][], now: Date): Promise<void> {
  await db
    .update(recoveries)
    .set({ expiresAt: now })
    .where(
      and(
        eq(recoveries.accountId, accountId),
        inArray(recoveries.kind, [...kinds]),
        isNull(recoveries.usedAt),
        gt(recoveries.expiresAt, now),
      ),
    )
}

/** Ends a link that reached nobody. */
export async function endOne(db: Db, id: string, now: Date): Promise<void> {
  await db.update(recoveries).set({ expiresAt: now }).where(eq(recoveries.id, id))
}

/** Gives the id. */
export async function begin(db: Db, row: Omit<typeof recoveries.$inferInsert, 'id'>): Promise<string> {
  // of one kind only the newest counts; but a letter that a stranger asks for must not end the owner's link
  if (row.kind !== 'mail') await end(db, row.accountId, [row.kind], row.createdAt)
  const [made] = await db.insert(recoveries).values(row).returning({ id: recoveries.id })
  if (!made) throw new Error('the recovery was not kept')
  return made.id
}

/** The owner's card or phone proved who they are. */
export const byProof = (db: Db, accountId: string, kind: WayFor<'recovery'>, now: Date): Promise<string> =>
  begin(db, { accountId, kind, createdAt: now, expiresAt: after(now, recoveryMinutes[kind]) })

/** A token for a link in a mail, or for one that the operator of the server prints; kept only as a hash. */
export async function byLink(
  db: Db,
  ring: KeyRing,
  { accountId, kind }: { accountId: string; kind: 'mail' | 'operator' },
  now: Date,
): Promise<{ id: string; token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = after(now, recoveryMinutes[kind])
  const id = await begin(db, { accountId, kind, secretHash: secretHash(ring, token), createdAt: now, expiresAt })
  return { id, token, expiresAt }
}

/** Whether a letter went out moments ago whose link still works: another one would bring nothing new to the mailbox. */
export async function hasNewLetter(db: Db, accountId: string, now: Date): Promise<boolean> {
  const [row] = await db
    .select({ id: recoveries.id })
    .from(recoveries)
    .where(
      and(
        eq(recoveries.accountId, accountId),
        eq(recoveries.kind, 'mail'),
        isNull(recoveries.usedAt),
        isStill(now),
        gt(recoveries.createdAt, after(now, -letterMinutes)),
      ),
    )
    .limit(1)
  return row !== undefined
}

/** Not over yet. */
export const isStill = (now: Date) => and(gt(recoveries.expiresAt, now), lte(recoveries.createdAt, latestEnd(0, now)))

const found = (db: Db) =>
  db
    .select({
      id: recoveries.id,
      kind: recoveries.kind,
      accountId: accounts.id,
      personId: people.id,
      name: people.name,
      loginName: accounts.loginName,
    })
    .from(recoveries)
    .innerJoin(accounts, eq(accounts.id, recoveries.accountId))
    .innerJoin(people, eq(people.id, accounts.personId))

const isOpen = (now: Date) =>
  and(
    isNull(recoveries.usedAt),
    isStill(now),
    lt(recoveries.tries, recoveryTries),
    sql`${accounts.state} in ('active', 'must_change')`,
  )

/** Whose code or token it is, while it can be used. */
export async function bySecret(
  db: Db,
  ring: KeyRing,
  kind: 'hr' | 'mail' | 'operator',
  secret: string,
  now: Date,
): Promise<Recovery | undefined> {
  const [row] = await found(db).where(
    and(eq(recoveries.kind, kind), eq(recoveries.secretHash, secretHash(ring, secret)), isOpen(now)),
  )
  return row
}

/** A recovery that was proved before, while it can be used. */
export async function open(db: Db, id: string, now: Date): Promise<Recovery | undefined> {
  const [row] = await found(db).where(and(eq(recoveries.id, id), isOpen(now)))
  return row
}

/** The same for the caller's transaction: nobody else can use it until that ends. The account is held before it. */
export async function take(tx: Db, id: string, now: Date): Promise<Recovery | undefined> {
  const [row] = await found(tx)
    .where(and(eq(recoveries.id, id), isOpen(now)))
    .for(held, { of: [recoveries, accounts] })
  return row
}

/** Counts a try before name and number are compared. */
export async function countTry(db: Db, id: string): Promise<void> {
  await db
    .update(recoveries)
    .set({ tries: sql`${recoveries.tries} + 1` })
    .where(eq(recoveries.id, id))
}

/** After name and number agreed, earlier slips no longer count. */
export async function forgive(db: Db, id: string): Promise<void> {
  await db.update(recoveries).set({ tries: 0 }).where(eq(recoveries.id, id))
}

/** Used up; the other ways back of the account end with it. */
export async function use(tx: Db, { id, accountId }: Recovery, now: Date): Promise<void> {
  await tx.update(recoveries).set({ usedAt: now }).where(eq(recoveries.id, id))
  await tx
    .update(recoveries)
    .set({ expiresAt: now })
    .where(and(eq(recoveries.accountId, accountId), isNull(recoveries.usedAt), gt(recoveries.expiresAt, now)))
}
