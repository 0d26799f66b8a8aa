import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { prepared } from './prepared.ts'
import { accounts, notices } from './schema.ts'

/** A message in the inbox: a text key with its holes and where to go. No personal data in it. */
export type Notice = { text: string; holes?: Record<string, string | number>; url: string }

/** Tells a person; people without an account have no inbox and are skipped. */
export async function tellPerson(db: Db, personId: string, notice: Notice, at: Date): Promise<void> {
  const [account] = await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.personId, personId))
  if (account) await tellAccount(db, account.id, notice, at)
}

export async function tellAccount(db: Db, accountId: string, notice: Notice, at: Date): Promise<void> {
  await db.insert(notices).values({ accountId, text: notice.text, holes: notice.holes ?? {}, url: notice.url, at })
}

/** Newest first. */
export async function ofAccount(db: Db, accountId: string, limit = 100) {
  return db.select().from(notices).where(eq(notices.accountId, accountId)).orderBy(desc(notices.at)).limit(limit)
}

export async function unreadCount(db: Db, accountId: string): Promise<number> {
  const statement = prepared(db, 'notices_unread', on =>
    on
      .select({ count: sql<number>`count(*)::int` })
      .from(notices)
      .where(and(eq(notices.accountId, sql.placeholder('account')), isNull(notices.readAt)))
      .prepare('notices_unread'),
  )
  const [row] = await statement.execute({ account: accountId })
  return row?.count ?? 0
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
