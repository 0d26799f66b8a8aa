import { and, eq, ne, not, sql, type SQL } from 'drizzle-orm'
import { noticeVersion } from '../../domain/account/required-step.ts'
import { opens, stateAfter, withNewPassword, type StateChange } from '../../domain/account/state.ts'
import type { Language } from '../../domain/language.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import { held } from '../database/held.ts'
import { prepared } from '../database/prepared.ts'
import { violates } from '../database/unique.ts'
import { accounts, assignments, people, roleGrants } from '../schema.ts'
import * as pastPasswords from './past-passwords.ts'
import * as sessions from './sessions.ts'

export type Account = typeof accounts.$inferSelect

export async function find(db: Db, id: string): Promise<Account | undefined> {
  const [row] = await prepared(db, 'account', accountQuery).execute({ account: id })
  return row
}

const accountQuery = (on: Db) =>
  on
    .select()
    .from(accounts)
    .where(eq(accounts.id, sql.placeholder('account')))
    .prepare('account')

/** The name of the person whose account it is. */
export async function nameOf(db: Db, id: string): Promise<string> {
  const [row] = await db
    .select({ name: people.name })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(eq(accounts.id, id))
  return row?.name ?? ''
}

export async function byLoginName(db: Db, loginName: string): Promise<Account | undefined> {
  const [row] = await db.select().from(accounts).where(eq(accounts.loginName, loginName))
  return row
}

export async function ofPerson(db: Db, personId: string): Promise<Account | undefined> {
  const [row] = await db.select().from(accounts).where(eq(accounts.personId, personId))
  return row
}

/** The account, held until the transaction ends: what is decided about its ways in stays true. */
export async function hold(tx: Db, id: string): Promise<Account> {
  const [row] = await tx.select().from(accounts).where(eq(accounts.id, id)).for(held)
  if (!row) throw new Error('an account does not go away')
  return row
}

/** The account of a person, held. Whoever has none is given one that waits for its owner. */
export async function openFor(tx: Db, personId: string, by: By, now: Date): Promise<Account> {
  const [opened] = await tx
    .insert(accounts)
    .values({ personId, state: 'invited', createdAt: now })
    .onConflictDoNothing({ target: accounts.personId })
    .returning({ id: accounts.id })
  if (opened) await events.add(tx, { what: 'account.opened', about: opened.id, by, at: now })
  const [row] = await tx.select().from(accounts).where(eq(accounts.personId, personId)).for(held)
  if (!row) throw new Error('an account does not go away')
  return row
}

/**
 * Changes the state as `stateAfter` says, ends all sessions when it lets nobody in, and writes the event. False where
 * the present state does not allow it. `reason` is read by the owner.
 */
export async function changeState(
  tx: Db,
  id: string,
  { change, reason }: { change: StateChange; reason: string | null },
  by: By,
  now: Date,
): Promise<boolean> {
  const account = await hold(tx, id)
  const state = stateAfter(change, { state: account.state, hasPassword: Boolean(account.passwordHash) })
  if (!state) return false
  await tx.update(accounts).set({ state, stateReason: reason, stateAt: now }).where(eq(accounts.id, id))
  if (!opens(state)) await sessions.endAll(tx, id)
  await events.add(tx, { what: `account.${change}`, about: id, by, at: now, details: { from: account.state } })
  return true
}

/**
 * Everybody whose last assignment is over and who does not serve the whole installation: their accounts have served
 * their time.
 */
export async function leftBehind(db: Db, today: string): Promise<{ id: string }[]> {
  return db.select({ id: accounts.id }).from(accounts).where(hasLeft(today))
}

/** The same of one account. */
export async function isLeftBehind(db: Db, id: string, today: string): Promise<boolean> {
  const rows = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.id, id), hasLeft(today)))
  return rows.length > 0
}

function hasLeft(today: string) {
  const of = (day: SQL) =>
    sql`exists (select 1 from ${assignments} where ${assignments.personId} = ${accounts.personId} and ${day})`
  return and(
    ne(accounts.state, 'closed'),
    of(sql`${assignments.until} < ${today}`),
    not(of(sql`(${assignments.until} is null or ${assignments.until} >= ${today})`)),
    sql`not exists (select 1 from ${roleGrants} where ${roleGrants.accountId} = ${accounts.id} and ${roleGrants.agencyId} is null and (${roleGrants.until} is null or ${roleGrants.until} >= ${today}))`,
  )
}

/** The owner read the personal-data notice of a version. */
export async function acknowledge(tx: Db, id: string, version: number): Promise<void> {
  await tx.update(accounts).set({ noticeVersion: version }).where(eq(accounts.id, id))
}

export async function setLanguage(db: Db, id: string, language: Language): Promise<void> {
  await db.update(accounts).set({ language }).where(eq(accounts.id, id))
}

/** A first login name for an account that only a card opened. */
export async function setLoginName(
  tx: Db,
  id: string,
  loginName: string,
): Promise<{ ok: true } | { ok: false; why: 'login-name.refused.taken' }> {
  const other = await byLoginName(tx, loginName)
  if (other && other.id !== id) return { ok: false, why: 'login-name.refused.taken' }
  const taken = await violates(tx, loginNames, inner =>
    inner.update(accounts).set({ loginName }).where(eq(accounts.id, id)),
  )
  return taken ? { ok: false, why: 'login-name.refused.taken' } : { ok: true }
}

/** Keeps a password its owner chose: an account that had to change it is free again. */
export async function setPassword(tx: Db, id: string, passwordHash: string, now: Date): Promise<void> {
  const { state } = await hold(tx, id)
  await pastPasswords.shelve(tx, id, now)
  await tx
    .update(accounts)
    .set({ passwordHash, passwordChangedAt: now, state: withNewPassword(state) })
    .where(eq(accounts.id, id))
}

/**
 * The owner takes over an account that waited for them, with a login name and password or with a card alone (null).
 * Refuses a login name that another account has; an account that no longer waits is a bug of the caller and throws.
 */
export async function activate(
  tx: Db,
  id: string,
  login: { loginName: string; passwordHash: string } | null,
  now: Date,
): Promise<{ ok: true } | { ok: false; why: 'login-name.refused.taken' }> {
  if (login && (await byLoginName(tx, login.loginName))) return { ok: false, why: 'login-name.refused.taken' }
  const taken = await violates(tx, loginNames, async inner => {
    const activated = await inner
      .update(accounts)
      .set({ ...(login && { ...login, passwordChangedAt: now }), state: 'active', activatedAt: now, noticeVersion })
      .where(and(eq(accounts.id, id), eq(accounts.state, 'invited')))
      .returning({ id: accounts.id })
    if (activated.length !== 1) throw new Error('this account does not wait to be activated')
  })
  return taken ? { ok: false, why: 'login-name.refused.taken' } : { ok: true }
}

const loginNames = 'accounts_login_name_unique'
