import { createHash } from 'node:crypto'
import { and, desc, eq, gt, inArray, ne, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { StrongWay } from '../../domain/account/strong-proof.ts'
import type { Browser, System } from '../../domain/account/visitor-program.ts'
import type { Way } from '../../domain/way.ts'
import type { Db } from '../database/database.ts'
import { prepared } from '../database/prepared.ts'
import { sessions } from '../schema.ts'

/** What a session keeps. Only people who signed in have one: an anonymous visitor costs no row. */
export type SessionData = {
  accountId: string
  /** The agency the person acts for now. */
  agencyId: string | null
  /** The deputyship under which they act for somebody else; without it, in their own name. */
  deputyshipId?: string
  /** The agency card that was inserted beside the person's own way; it counts for that agency alone. */
  agencyCard?: { agencyId: string; id: string; at: number }
  /** A card that was shown in this browser before signing in and seems to follow a bound one. */
  renewalId?: string
  way: Way
  /** Where it began; older sessions do not say. */
  address?: string
  browser?: Browser
  system?: System
  /** Milliseconds since 1970, like the next two. */
  signedInAt: number
  seenAt: number
  /** When the person last proved who they are (sign-in, or asked again before a sensitive step). */
  proofAt: number
  /** When more than a password was shown last, and what; where the session began by that, `way` says so as well. */
  strong?: { at: number; by: StrongWay }
  /** The kept form that the last proof was for: it goes on once, from the answer to that proof. */
  goesOn?: string
  csrfSecret?: string
}

/** What a session is called where its id must not be told. */
export const idHash = (id: string) => createHash('sha256').update(id).digest('hex')

export async function begin(db: Db, id: string, data: SessionData, expiresAt: Date): Promise<void> {
  const { accountId: account } = data
  await prepared(db, 'session_begun', beginQuery).execute({ id: idHash(id), account, data, expiresAt })
}

const beginQuery = (on: Db) =>
  on
    .insert(sessions)
    .values({
      idHash: sql.placeholder('id'),
      accountId: sql.placeholder('account'),
      data: sql.placeholder('data'),
      expiresAt: sql.placeholder('expiresAt'),
    })
    .onConflictDoUpdate({
      target: sessions.idHash,
      set: {
        accountId: sql`excluded.account_id`,
        data: sql`excluded.data`,
        expiresAt: sql`excluded.expires_at`,
      },
    })
    .prepare('session_begun')

/** Keeps what changed. A session that was ended meanwhile stays ended. */
export async function keep(db: Db, id: string, data: SessionData, expiresAt: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ data, expiresAt })
    .where(and(eq(sessions.idHash, idHash(id)), eq(sessions.accountId, data.accountId)))
}

export async function end(db: Db, id: string): Promise<void> {
  await prepared(db, 'session_ended', endQuery).execute({ id: idHash(id) })
}

const endQuery = (on: Db) =>
  on
    .delete(sessions)
    .where(eq(sessions.idHash, sql.placeholder('id')))
    .prepare('session_ended')

/** Ends every session of the account, or every other one when `exceptId` is given. */
export async function endAll(db: Db, accountId: string, exceptId?: string): Promise<number> {
  const ended = await db
    .delete(sessions)
    .where(
      exceptId
        ? and(eq(sessions.accountId, accountId), ne(sessions.idHash, idHash(exceptId)))
        : eq(sessions.accountId, accountId),
    )
    .returning({ id: sessions.idHash })
  return ended.length
}

/** Ends the sessions of the account in which one of these ways was shown, but not `exceptId`. */
export async function endShownBy(db: Db, accountId: string, ways: readonly Way[], exceptId: string): Promise<number> {
  const began = sql<string>`${sessions.data} ->> 'way'`
  const shown = sql<string>`${sessions.data} -> 'strong' ->> 'by'`
  const ended = await db
    .delete(sessions)
    .where(
      and(
        eq(sessions.accountId, accountId),
        or(inArray(began, [...ways]), inArray(shown, [...ways])),
        ne(sessions.idHash, idHash(exceptId)),
      ),
    )
    .returning({ id: sessions.idHash })
  return ended.length
}

/** SQL: a session of an account that can still be used. */
export const isOpenOf = (account: SQLWrapper, now: SQLWrapper): SQL =>
  and(eq(sessions.accountId, account), gt(sessions.expiresAt, now)) as SQL

/** The sessions of an account that can still be used, the newest first. */
export async function ofAccount(
  db: Db,
  accountId: string,
  now: Date,
): Promise<{ idHash: string; data: SessionData }[]> {
  const rows = await prepared(db, 'sessions_open', openQuery).execute({ account: accountId, now })
  return rows.map(row => ({ ...row, data: row.data as SessionData }))
}

const openQuery = (on: Db) =>
  on
    .select({ idHash: sessions.idHash, data: sessions.data })
    .from(sessions)
    .where(isOpenOf(sql.placeholder('account'), sql.placeholder('now')))
    .orderBy(desc(sessions.createdAt))
    .prepare('sessions_open')

/** Ends one session of the account; false when it is not there (any more). */
export async function endOne(db: Db, accountId: string, hash: string): Promise<boolean> {
  const ended = await db
    .delete(sessions)
    .where(and(eq(sessions.accountId, accountId), eq(sessions.idHash, hash)))
    .returning({ id: sessions.idHash })
  return ended.length === 1
}
