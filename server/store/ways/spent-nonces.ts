import { eq } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import { spentNonces } from '../schema.ts'

/** `answer` is a keyed hash of the bytes that answered the challenge. */
export type Spent = { nonce: string; answer: string; expiresAt: Date }

/** What became of an answer: `ledTo` is sealed, blank when it was refused, null while it is looked at. */
export type Outcome = { answer: string | null; ledTo: string | null; accountId: string | null }

/** False when it was spent before. The row must stay until the challenge is too old by its own time. */
export async function spend(db: Db, { nonce, answer, expiresAt }: Spent): Promise<boolean> {
  const spent = await db.insert(spentNonces).values({ nonce, answer, expiresAt }).onConflictDoNothing().returning()
  return spent.length === 1
}

/** Keeps what became of the answer that spent it. */
export async function settle(
  db: Db,
  nonce: string,
  { ledTo, accountId }: Pick<Outcome, 'ledTo' | 'accountId'>,
): Promise<void> {
  await db.update(spentNonces).set({ ledTo, accountId }).where(eq(spentNonces.nonce, nonce))
}

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
