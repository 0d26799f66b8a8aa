import { randomBytes } from 'node:crypto'
import { and, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import { endsInTime } from '../database/end-of-life.ts'
import { held } from '../database/held.ts'
import { prepared } from '../database/prepared.ts'
import type { KeyRing } from '../database/sealing.ts'
import { keyedHash } from '../database/sealing.ts'
import { openRow } from '../record/sealed-rows.ts'
import { accounts, mailConfirmations, recordRows, recordVersions } from '../schema.ts'

const goodFor = 24 * 3_600_000

/** The version of the basic data that brought an address into the record. */
export type Since = { rowId: string; version: number }

/** The work e-mail of a record; blank and without `since` while it has none. */
export type WorkMail = { address: string; since: Since | undefined; isConfirmed: boolean }

const secretHash = (ring: KeyRing, token: string) => keyedHash(ring, 'mail-confirmation', token)

/**
 * The work e-mail, and whether ways back may be sent to it: it came from HR, or its owner, who may change it alone,
 * opened a link that went to it. An address that was changed and changed back is confirmed anew.
 */
export async function workMail(db: Db, ring: KeyRing, personId: string): Promise<WorkMail> {
  const rows = await prepared(db, 'work_mail', workMailQuery).execute({ person: personId })
  const versions = rows.map(({ address, ...row }) => {
    const open = openRow(ring, { personId, section: 'basic', rowId: row.rowId }, { email_work: address })
    return { ...row, address: String(open['email_work'] ?? '') }
  })
  const address = versions[0]?.address ?? ''
  if (address === '') return { address, since: undefined, isConfirmed: false }
  const changed = versions.findIndex(version => version.address !== address)
  const since = versions.at(changed === -1 ? -1 : changed - 1)
  return { address, since, isConfirmed: since !== undefined && (since.source !== 'self' || (await isUsed(db, since))) }
}

const workMailQuery = (on: Db) =>
  on
    .select({
      rowId: recordVersions.rowId,
      version: recordVersions.version,
      source: recordVersions.source,
      address: sql<unknown>`${recordVersions.data} -> 'email_work'`,
    })
    .from(recordVersions)
    .innerJoin(recordRows, eq(recordRows.id, recordVersions.rowId))
    .where(and(eq(recordRows.personId, sql.placeholder('person')), eq(recordRows.section, 'basic')))
    .orderBy(desc(recordVersions.version))
    .prepare('work_mail')

async function isUsed(db: Db, since: Since): Promise<boolean> {
  const rows = await db
    .select({ id: mailConfirmations.id })
    .from(mailConfirmations)
    .where(and(isOf(since), isNotNull(mailConfirmations.usedAt)))
    .limit(1)
  return rows.length > 0
}

const isOf = ({ rowId, version }: Since) =>
  and(eq(mailConfirmations.rowId, rowId), eq(mailConfirmations.version, version))

/** A token for a link in a letter. It works after it was kept. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** Keeps the hash of a token of the letter to the address of `since`. */
export async function keep(
  tx: Db,
  ring: KeyRing,
  { accountId, since: { rowId, version }, token }: { accountId: string; since: Since; token: string },
  now: Date,
): Promise<void> {
  const expiresAt = new Date(now.getTime() + goodFor)
  await tx
    .insert(mailConfirmations)
    .values({ accountId, rowId, version, secretHash: secretHash(ring, token), expiresAt })
}

/** No letter went out with this token. */
export async function discard(db: Db, ring: KeyRing, token: string): Promise<void> {
  await db.delete(mailConfirmations).where(eq(mailConfirmations.secretHash, secretHash(ring, token)))
}

/** Until when the link that was last sent to the address of `since` works; undefined when none does. */
export async function sentUntil(db: Db, since: Since, now: Date): Promise<Date | undefined> {
  const [row] = await db
    .select({ expiresAt: mailConfirmations.expiresAt })
    .from(mailConfirmations)
    .where(and(isOf(since), isNull(mailConfirmations.usedAt), endsInTime(mailConfirmations.expiresAt, goodFor, now)))
    .orderBy(desc(mailConfirmations.expiresAt))
    .limit(1)
  return row?.expiresAt
}

export type Asked = { ok: true; id: string; accountId: string }
export type AskedRefusal = { ok: false; why: 'mail-address.refused.link' | 'mail-address.refused.changed' }

/** What a token confirms, while it can be used. In a transaction nobody else can use it until that ends. */
export async function byToken(db: Db, ring: KeyRing, token: string, now: Date): Promise<Asked | AskedRefusal> {
  const [row] = await db
    .select({ asked: mailConfirmations, personId: accounts.personId })
    .from(mailConfirmations)
    .innerJoin(accounts, eq(accounts.id, mailConfirmations.accountId))
    .where(
      and(
        eq(mailConfirmations.secretHash, secretHash(ring, token)),
        isNull(mailConfirmations.usedAt),
        endsInTime(mailConfirmations.expiresAt, goodFor, now),
        inArray(accounts.state, ['active', 'must_change']),
      ),
    )
    .for(held, { of: mailConfirmations })
  if (!row) return { ok: false, why: 'mail-address.refused.link' }
  const { since } = await workMail(db, ring, row.personId)
  const isStill = since?.rowId === row.asked.rowId && since.version === row.asked.version
  if (!isStill) return { ok: false, why: 'mail-address.refused.changed' }
  return { ok: true, id: row.asked.id, accountId: row.asked.accountId }
}

/** Whoever was in may have asked for them and pressed the buttons: an address its owner changed is confirmed anew. */
export async function endAll(tx: Db, accountId: string): Promise<void> {
  await tx.delete(mailConfirmations).where(eq(mailConfirmations.accountId, accountId))
}

/** After `byToken` in the same transaction. */
export async function use(tx: Db, id: string, now: Date): Promise<void> {
  await tx.update(mailConfirmations).set({ usedAt: now }).where(eq(mailConfirmations.id, id))
}
