import { eq, sql } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import { prepared } from '../database/prepared.ts'
import { spentNonces } from '../schema.ts'

/** `answer` is a keyed hash of the bytes that answered the challenge. */
export type Spent = { nonce: string; answer: string; expiresAt: Date }

/** What became of an answer: `ledTo` is sealed, blank when it was refused, null while it is looked at. */
export type Outcome = { answer: string | null; ledTo: string | null; accountId: string | null }

/** False when it was spent before. The row must stay until the challenge is too old by its own time. */
export async function spend(db: Db, { nonce, answer, expiresAt }: Spent): Promise<boolean> {
  const spent = await prepared(db, 'nonce_spent', spendQuery).execute({ nonce, answer, expiresAt })
  return spent.length === 1
}

const spendQuery = (on: Db) =>
  on
    .insert(spentNonces)
    .values({
      nonce: sql.placeholder('nonce'),
      answer: sql.placeholder('answer'),
      expiresAt: sql.placeholder('expiresAt'),
    })
    .onConflictDoNothing()
    .returning({ nonce: spentNonces.nonce })
    .prepare('nonce_spent')

/** Keeps what became of the answer that spent it. */
export async function settle(
  db: Db,
  nonce: string,
  { ledTo, accountId }: Pick<Outcome, 'ledTo' | 'accountId'>,
): Promise<void> {
  await prepared(db, 'nonce_settled', settleQuery).execute({ nonce, ledTo, account: accountId })
}

const settleQuery = (on: Db) =>
  on
    .update(spentNonces)
    .set({ ledTo: sql`${sql.placeholder('ledTo')}`, accountId: sql`${sql.placeholder('account')}` })
    .where(eq(spentNonces.nonce, sql.placeholder('nonce')))
    .prepare('nonce_settled')

/** Undefined when nobody spent it. */
export async function outcomeOf(db: Db, nonce: string): Promise<Outcome | undefined> {
  const [row] = await db
    .select({ answer: spentNonces.answer, ledTo: spentNonces.ledTo, accountId: spentNonces.accountId })
    .from(spentNonces)
    .where(eq(spentNonces.nonce, nonce))
  return row
}

export async function isSpent(db: Db, nonce: string): Promise<boolean> {
  return (await outcomeOf(db, nonce)) !== undefined
}
