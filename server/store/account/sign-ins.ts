import { and, desc, eq, exists, gte, inArray, lt, sql } from 'drizzle-orm'
import { ways } from '../../domain/way.ts'
import { countUpTo, mostCounted, told } from '../database/count-up-to.ts'
import type { Db } from '../database/database.ts'
import { prepared } from '../database/prepared.ts'
import { accounts, signIns } from '../schema.ts'
import { hold } from './accounts.ts'

export type SignIn = Pick<typeof signIns.$inferSelect, 'accountId' | 'way' | 'address' | 'browser' | 'system'>

/**
 * One row for each try on an account that exists. `cause` is the text key of the refusal, null for a success, which
 * also becomes the account's last sign-in (a recovery does not sign in, and the card of an agency comes second).
 */
export async function add(db: Db, signIn: SignIn, cause: string | null, at: Date): Promise<void> {
  const { accountId: account, way } = signIn
  const row = { ...signIn, account, outcome: cause ? 'refused' : 'ok', cause, at }
  const isIn = !cause && way !== 'recovery' && way !== 'agency-card'
  if (isIn) await prepared(db, 'sign_in_done', doneQuery).execute(row)
  else await prepared(db, 'sign_in_noted', notedQuery).execute(row)
}

const noted = (on: Db) =>
  on.insert(signIns).values({
    accountId: sql.placeholder('account'),
    way: sql.placeholder('way'),
    address: sql.placeholder('address'),
    browser: sql.placeholder('browser'),
    system: sql.placeholder('system'),
    outcome: sql.placeholder('outcome'),
    cause: sql.placeholder('cause'),
    at: sql.placeholder('at'),
  })
const notedQuery = (on: Db) => noted(on).prepare('sign_in_noted')
const doneQuery = (on: Db) =>
  on
    .with(on.$with('noted').as(noted(on).returning({ id: signIns.id })))
    .update(accounts)
    .set({ lastSignInAt: sql`${sql.placeholder('at')}` })
    .where(eq(accounts.id, sql.placeholder('account')))
    .prepare('sign_in_done')

/** A refusal that was not noted since then, from wherever; of two at once only one is kept. */
export async function addOnce(db: Db, signIn: SignIn, cause: string, since: Date, at: Date): Promise<void> {
  const { accountId } = signIn
  const of = and(eq(signIns.accountId, accountId), eq(signIns.cause, cause))
  const isNoted = async (on: Db) => (await on.$count(signIns, and(of, gte(signIns.at, since)))) > 0
  // most often it is, and then nobody has to wait for the account
  if (await isNoted(db)) return
  await db.transaction(async tx => {
    await hold(tx, accountId)
    if (!(await isNoted(tx))) await add(tx, signIn, cause, at)
  })
}

/** The login name of whoever comes, and whether they came before a time, by signing in or by activating the account. */
export async function whoComes(db: Db, accountId: string, at: Date) {
  const [row] = await prepared(db, 'who_comes', whoComesQuery).execute({ account: accountId, at })
  if (!row) throw new Error('an account does not go away')
  return row
}

const whoComesQuery = (on: Db) => {
  const before = on
    .select({ id: signIns.id })
    .from(signIns)
    .where(
      and(
        eq(signIns.accountId, sql.placeholder('account')),
        eq(signIns.outcome, 'ok'),
        inArray(signIns.way, [...ways, 'activation']),
        lt(signIns.at, sql.placeholder('at')),
      ),
    )
  return on
    .select({ loginName: accounts.loginName, cameBefore: sql<boolean>`${exists(before)}` })
    .from(accounts)
    .where(eq(accounts.id, sql.placeholder('account')))
    .prepare('who_comes')
}

/** A page of the tries on an account, newest first, with how many there are in all (see `told`). */
export async function ofAccount(db: Db, accountId: string, page: { limit: number; offset: number }) {
  const rows = await prepared(db, 'sign_ins', ofAccountQuery).execute({
    account: accountId,
    ...page,
    most: mostCounted(page),
  })
  return { rows, ...told(rows[0]?.count ?? 0, page) }
}

const ofAccountQuery = (on: Db) =>
  on
    .select({
      at: signIns.at,
      way: signIns.way,
      address: signIns.address,
      browser: signIns.browser,
      system: signIns.system,
      outcome: signIns.outcome,
      cause: signIns.cause,
      count: countUpTo(signIns, eq(signIns.accountId, sql.placeholder('account')), sql.placeholder('most')),
    })
    .from(signIns)
    .where(eq(signIns.accountId, sql.placeholder('account')))
    .orderBy(desc(signIns.at), desc(signIns.id))
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset'))
    .prepare('sign_ins')
