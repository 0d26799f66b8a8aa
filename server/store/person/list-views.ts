import { and, asc, eq, ne, sql } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import { held } from '../database/held.ts'
import { prepared } from '../database/prepared.ts'
import { accounts, listViews } from '../schema.ts'

/** So many of one list are kept for an account. */
export const mostViews = 20

export type Query = Record<string, string>

const lastChosen = ''

/** The filters an account keeps for a list, by name, and the columns and order it chose last. */
export async function ofAccount(db: Db, accountId: string, list: string) {
  const rows = await prepared(db, 'list views', on =>
    on
      .select({ id: listViews.id, name: listViews.name, query: listViews.query, columns: listViews.columns })
      .from(listViews)
      .where(and(eq(listViews.accountId, sql.placeholder('account')), eq(listViews.list, sql.placeholder('list'))))
      .orderBy(asc(listViews.name))
      .prepare('list views'),
  ).execute({ account: accountId, list })
  const chosen = rows.find(({ name }) => name === lastChosen)
  return {
    columns: chosen?.columns ?? null,
    query: chosen?.query ?? {},
    saved: rows.filter(({ name }) => name !== lastChosen),
  }
}

/** Columns or order, until others are chosen. */
export async function choose(
  db: Db,
  accountId: string,
  list: string,
  chosen: { columns: string[] } | { query: Query },
): Promise<void> {
  await db
    .insert(listViews)
    .values({ accountId, list, name: lastChosen, ...chosen })
    .onConflictDoUpdate({ target: key, set: chosen })
}

/** Keeps a filter under a name; one of that name is replaced. False where there are too many. */
export async function save(
  tx: Db,
  accountId: string,
  list: string,
  { name, query }: { name: string; query: Query },
): Promise<boolean> {
  await hold(tx, accountId)
  const others = await tx.$count(
    listViews,
    and(ofList(accountId, list), ne(listViews.name, name), ne(listViews.name, lastChosen)),
  )
  if (others >= mostViews) return false
  await tx
    .insert(listViews)
    .values({ accountId, list, name, query })
    .onConflictDoUpdate({ target: key, set: { query } })
  return true
}

/** False where another has the name. Of one that is there no more nothing changes. */
export async function rename(tx: Db, accountId: string, list: string, id: string, name: string): Promise<boolean> {
  await hold(tx, accountId)
  const others = await tx.$count(
    listViews,
    and(ofList(accountId, list), eq(listViews.name, name), ne(listViews.id, id)),
  )
  if (others > 0) return false
  await tx
    .update(listViews)
    .set({ name })
    .where(and(ofList(accountId, list), eq(listViews.id, id), ne(listViews.name, lastChosen)))
  return true
}

export async function remove(db: Db, accountId: string, list: string, id: string): Promise<void> {
  await db.delete(listViews).where(and(ofList(accountId, list), eq(listViews.id, id), ne(listViews.name, lastChosen)))
}

// two windows of one account wait for each other
const hold = (tx: Db, accountId: string) =>
  tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for(held)

const key = [listViews.accountId, listViews.list, listViews.name]
const ofList = (accountId: string, list: string) => and(eq(listViews.accountId, accountId), eq(listViews.list, list))
