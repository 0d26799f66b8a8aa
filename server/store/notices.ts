import { and, desc, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { legalDay } from '../domain/clock.ts'
import type { Db } from './database.ts'
import { accounts, notices, roleGrants } from './schema.ts'

/**
 * A message in the inbox: a text key with its holes and where to go. No personal data in it. An ISO day in a hole is
 * shown as a date, and a hole named `section` as the section's name.
 */
export type Notice = { text: string; holes?: Record<string, string | number>; url: string }

/** Tells a person; people without an account have no inbox and are skipped. */
export async function tellPerson(db: Db, personId: string, notice: Notice, at: Date): Promise<void> {
  const [account] = await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.personId, personId))
  if (account) await tellAccount(db, account.id, notice, at)
}

export async function tellAccount(db: Db, accountId: string, notice: Notice, at: Date): Promise<void> {
  await db.insert(notices).values({ accountId, text: notice.text, holes: notice.holes ?? {}, url: notice.url, at })
}

/** Tells an account what it was not told before in the same words; of two at once only one is kept. */
export async function tellOnce(db: Db, accountId: string, notice: Notice, at: Date): Promise<void> {
  const { text, holes = {} } = notice
  const same = and(eq(notices.accountId, accountId), eq(notices.text, text), eq(notices.holes, holes))
  await db.transaction(async tx => {
    await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for('update')
    const [known] = await tx.select({ id: notices.id }).from(notices).where(same).limit(1)
    if (!known) await tellAccount(tx, accountId, notice, at)
  })
}

/** Tells everyone who holds an HR role at the agency today. */
export async function tellHr(db: Db, agencyId: string, notice: Notice, at: Date): Promise<void> {
  const today = legalDay(at)
  const hr = await db
    .selectDistinct({ accountId: roleGrants.accountId })
    .from(roleGrants)
    .where(
      and(
        eq(roleGrants.agencyId, agencyId),
        inArray(roleGrants.role, ['hr_officer', 'hr_chief']),
        lte(roleGrants.from, today),
        or(isNull(roleGrants.until), gte(roleGrants.until, today)),
      ),
    )
  const { text, holes = {}, url } = notice
  if (hr.length > 0) await db.insert(notices).values(hr.map(({ accountId }) => ({ accountId, text, holes, url, at })))
}

/** Tells everyone who is administrator today, but nobody again who has not yet read the same. */
export async function tellAdministrators(db: Db, notice: Notice, at: Date): Promise<void> {
  const { text, holes = {}, url } = notice
  const today = legalDay(at)
  const isUnread = and(
    eq(notices.accountId, roleGrants.accountId),
    eq(notices.text, text),
    eq(notices.holes, holes),
    isNull(notices.readAt),
  )
  const administrators = await db
    .selectDistinct({ accountId: roleGrants.accountId })
    .from(roleGrants)
    .leftJoin(notices, isUnread)
    .where(
      and(
        eq(roleGrants.role, 'sysadmin'),
        lte(roleGrants.from, today),
        or(isNull(roleGrants.until), gte(roleGrants.until, today)),
        isNull(notices.id),
      ),
    )
  const rows = administrators.map(({ accountId }) => ({ accountId, text, holes, url, at }))
  if (rows.length > 0) await db.insert(notices).values(rows)
}

/** A page of an inbox, newest first, with how many there are in all. */
export async function ofAccount(db: Db, accountId: string, { limit, offset }: { limit: number; offset: number }) {
  const rows = await db
    .select({
      id: notices.id,
      text: notices.text,
      holes: notices.holes,
      at: notices.at,
      readAt: notices.readAt,
      count: sql<number>`(count(*) over ())::int`,
    })
    .from(notices)
    .where(eq(notices.accountId, accountId))
    .orderBy(desc(notices.at), desc(notices.id))
    .limit(limit)
    .offset(offset)
  return { rows, count: rows[0]?.count ?? 0 }
}

/** Where the notice leads; undefined when it is not this account's. */
export async function markRead(db: Db, accountId: string, id: string, at: Date): Promise<string | undefined> {
  const [row] = await db
    .update(notices)
    .set({ readAt: sql`coalesce(${notices.readAt}, ${at.toISOString()})` })
    .where(and(eq(notices.id, id), eq(notices.accountId, accountId)))
    .returning({ url: notices.url })
  return row?.url
}

/** Marks as read what came until `at`; what comes meanwhile stays unread. */
export async function markAllRead(db: Db, accountId: string, at: Date): Promise<void> {
  await db
    .update(notices)
    .set({ readAt: at })
    .where(and(eq(notices.accountId, accountId), isNull(notices.readAt), lte(notices.at, at)))
}
