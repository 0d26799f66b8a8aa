import { and, eq, gte, inArray, isNotNull, isNull, lte, ne, not, or, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import { unionAll, type AnyPgColumn } from 'drizzle-orm/pg-core'
import { opens, stateAfter, type AccountState, type StateChange } from '../domain/account-state.ts'
import type { Actor, Grant, Represented, Role } from '../domain/actor.ts'
import type { Language } from '../domain/language.ts'
import { legalDay } from '../domain/clock.ts'
import { passwordUntil, type ValidityRule } from '../domain/password-validity.ts'
import { noticeVersion } from '../domain/required-step.ts'
import type { Db } from './database.ts'
import { deputyIsThere, holds, rolesOfRepresented } from './deputies-today.ts'
import { endsUnknown } from './ending-cards.ts'
import type { By } from './events.ts'
import * as events from './events.ts'
import * as pastPasswords from './past-passwords.ts'
import { prepared } from './prepared.ts'
import { forSecondReviewer } from './reviewers.ts'
import {
  accounts,
  agencies,
  assignments,
  corrections,
  deputies,
  notices,
  passkeys,
  people,
  roleGrants,
  secondFactors,
} from './schema.ts'
import * as sessions from './sessions.ts'
import { isTaken } from './taken.ts'

export type Account = typeof accounts.$inferSelect

// a column chosen from one table alone is written without its name: every query with this one joins another
/** What the agencies that somebody works at on a day ask of passwords. */
const passwordRules = (today: SQL | Placeholder | string) =>
  sql<
    ValidityRule[] | null
  >`(select json_agg(json_build_object('days', ${agencies.passwordDays}, 'since', ${agencies.passwordDaysSince}))
    from ${assignments} join ${agencies} on ${agencies.id} = ${assignments.agencyId}
    where ${assignments.personId} = ${accounts.personId} and ${agencies.passwordDays} is not null
      and ${assignments.from} <= ${today} and (${assignments.until} is null or ${assignments.until} >= ${today}))`

const untilOf = ({ passwordChangedAt, passwordRules: rules }: Validity): string | null =>
  passwordUntil(passwordChangedAt && legalDay(passwordChangedAt), rules ?? [])

type Validity = { passwordChangedAt: Date | null; passwordRules: ValidityRule[] | null }

const actorQuery = (on: Db) =>
  on
    .select({
      accountId: accounts.id,
      personId: people.id,
      name: people.name,
      state: accounts.state,
      language: accounts.language,
      noticeVersion: accounts.noticeVersion,
      passwordChangedAt: accounts.passwordChangedAt,
      passwordRules: passwordRules(sql.placeholder('today')),
      hasSecondFactor: sql<boolean>`exists (select 1 from ${secondFactors} where ${secondFactors.accountId} = ${accounts.id} and ${secondFactors.confirmedAt} is not null)
        or exists (select 1 from ${passkeys} where ${passkeys.accountId} = ${accounts.id} and ${passkeys.retiredAt} is null)`,
      hasEndingCard: sql<boolean>`exists (select 1 from credentials ending where ending.account_id = ${accounts.id} and ${endsUnknown(sql.placeholder('today'))})`,
      secondReviews: sql<boolean>`exists (select 1 from agencies named join ${corrections} on ${corrections.agencyId} = named.id
        where named.second_reviewer_id = ${accounts.id} and ${corrections.state} <> 'draft'
          and ${forSecondReviewer(accounts.id, sql.placeholder('today'))})`,
      cardAgencyId: sql<string | null>`(select kept.agency_id from agency_cards kept
        where kept.id = ${sql.placeholder('agencyCard')} and kept.retired_at is null)`,
      role: roleGrants.role,
      grantAgencyId: roleGrants.agencyId,
      unread: sql<number>`(select count(*)::int from ${notices} where ${notices.accountId} = ${accounts.id} and ${notices.readAt} is null)`,
    })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .leftJoin(roleGrants, and(eq(roleGrants.accountId, accounts.id), inForceToday(roleGrants.from, roleGrants.until)))
    .where(eq(accounts.id, sql.placeholder('account')))
    .prepare('actor')

const inForceToday = (from: AnyPgColumn, until: AnyPgColumn) =>
  and(lte(from, sql.placeholder('today')), or(isNull(until), gte(until, sql.placeholder('today'))))

const ownAgencies = (on: Db) =>
  on
    .selectDistinct({
      id: agencies.id,
      name: agencies.name,
      deputyshipId: sql<string | null>`null::uuid`,
      representedId: sql<string | null>`null::uuid`,
      representedPersonId: sql<string | null>`null::uuid`,
      representedName: sql<string | null>`null::text`.as('represented_name'),
      roles: sql<string[] | null>`null::text[]`,
    })
    .from(agencies)
    .leftJoin(assignments, eq(assignments.agencyId, agencies.id))
    .leftJoin(roleGrants, eq(roleGrants.agencyId, agencies.id))
    .where(
      or(
        and(eq(roleGrants.accountId, sql.placeholder('account')), inForceToday(roleGrants.from, roleGrants.until)),
        and(eq(assignments.personId, sql.placeholder('person')), inForceToday(assignments.from, assignments.until)),
      ),
    )

const deputyships = (on: Db) =>
  on
    .select({
      id: agencies.id,
      name: agencies.name,
      deputyshipId: sql<string | null>`${deputies.id}`,
      representedId: sql<string | null>`${deputies.representedId}`,
      representedPersonId: sql<string | null>`${people.id}`,
      representedName: sql<string | null>`${people.name}`,
      roles: rolesOfRepresented(sql.placeholder('today')),
    })
    .from(deputies)
    .innerJoin(agencies, eq(agencies.id, deputies.agencyId))
    .innerJoin(accounts, eq(accounts.id, deputies.representedId))
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(
      and(
        eq(deputies.deputyId, sql.placeholder('account')),
        holds(sql.placeholder('today')),
        deputyIsThere(sql.placeholder('today')),
      ),
    )

// both in one round trip, since every page asks
const agencyQuery = (on: Db) =>
  unionAll(ownAgencies(on), deputyships(on))
    .orderBy(sql`name, represented_name nulls first`)
    .prepare('actor_agencies')

/** An agency at which one may act for somebody else today, as their deputy, and with which of their roles. */
export type Office = { deputyshipId: string; id: string; name: string; represented: Represented; roles: Role[] }

type Seen = {
  actor: Actor
  agencies: { id: string; name: string }[]
  offices: Office[]
  unread: number
  language: Language | null
  state: AccountState
  noticeVersion: number
  hasSecondFactor: boolean
  hasEndingCard: boolean
  passwordUntil: string | null
}

type Asked = {
  accountId: string
  agencyId: string | null
  /** The deputyship under which they act for somebody; blank or over, they act in their own name. */
  deputyshipId: string | null
  /** The agency card inserted in this session. */
  agencyCardId: string | null
  way: Actor['way']
  today: string
}

/**
 * The account as an actor with the grants of `today`, acting for `agencyId` where they may, else for the first of
 * their agencies, or as the deputy they chose to be. `agencies` and `offices` are what they may switch to, `unread`
 * counts notices, `language` is the one they chose, `passwordUntil` the last day of their password where an agency sets
 * one. Undefined when the account may not act (state).
 */
export async function actor(
  db: Db,
  { accountId, agencyId, deputyshipId, agencyCardId, way, today }: Asked,
): Promise<Seen | undefined> {
  const rows = await prepared(db, 'actor', actorQuery).execute({ account: accountId, agencyCard: agencyCardId, today })
  const [first] = rows
  if (!first || (first.state !== 'active' && first.state !== 'must_change')) return undefined
  const found = await prepared(db, 'actor_agencies', agencyQuery).execute({
    account: accountId,
    person: first.personId,
    today,
  })
  const own = found.flatMap(({ id, name, deputyshipId }) => (deputyshipId === null ? [{ id, name }] : []))
  const grants = rows.flatMap((row): Grant[] =>
    row.role ? [{ role: row.role as Role, agencyId: row.grantAgencyId }] : [],
  )
  // an administrator sees no records, not for somebody else either
  const offices = grants.some(({ role }) => role === 'sysadmin') ? [] : found.flatMap(officeOfRow)
  const office = offices.find(one => one.deputyshipId === deputyshipId)
  const acting = office ?? own.find(agency => agency.id === agencyId) ?? own[0]
  return {
    actor: {
      accountId,
      personId: first.personId,
      name: first.name,
      agencyId: acting?.id ?? null,
      agencyName: acting?.name ?? '',
      grants: office ? office.roles.map(role => ({ role, agencyId: office.id })) : grants,
      actingFor: office?.represented ?? null,
      agencyCard: acting && first.cardAgencyId === acting.id ? agencyCardId : null,
      deputyFor: offices.map(({ represented }) => represented),
      secondReviews: first.secondReviews && !office,
      way,
    },
    agencies: own,
    offices,
    unread: first.unread,
    language: first.language,
    state: first.state,
    noticeVersion: first.noticeVersion,
    hasSecondFactor: first.hasSecondFactor,
    hasEndingCard: first.hasEndingCard,
    passwordUntil: untilOf(first),
  }
}

type AgencyRow = Awaited<ReturnType<ReturnType<typeof agencyQuery>['execute']>>[number]

function officeOfRow({ id, name, deputyshipId, roles, ...row }: AgencyRow): Office[] {
  const { representedId: accountId, representedPersonId: personId, representedName } = row
  if (!deputyshipId || !accountId || !personId || !representedName || !roles) return []
  return [
    { deputyshipId, id, name, represented: { accountId, personId, name: representedName }, roles: roles as Role[] },
  ]
}

export async function find(db: Db, id: string): Promise<Account | undefined> {
  const [row] = await db.select().from(accounts).where(eq(accounts.id, id))
  return row
}

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
  const [row] = await tx.select().from(accounts).where(eq(accounts.id, id)).for('update')
  if (!row) throw new Error('an account does not go away')
  return row
}

/** The account of a person, held; one that waits for its owner is opened for whom has none. */
export async function openFor(tx: Db, personId: string, by: By, now: Date): Promise<Account> {
  const [opened] = await tx
    .insert(accounts)
    .values({ personId, state: 'invited', createdAt: now })
    .onConflictDoNothing({ target: accounts.personId })
    .returning({ id: accounts.id })
  if (opened) await events.add(tx, { what: 'account.opened', about: opened.id, by, at: now })
  const [row] = await tx.select().from(accounts).where(eq(accounts.personId, personId)).for('update')
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

/** Everybody whose last assignment is over and who serves no whole installation: their accounts have served their time. */
export async function leftBehind(db: Db, today: string): Promise<{ id: string }[]> {
  const of = (day: SQL) =>
    sql`exists (select 1 from ${assignments} where ${assignments.personId} = ${accounts.personId} and ${day})`
  return db
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(
        ne(accounts.state, 'closed'),
        of(sql`${assignments.until} < ${today}`),
        not(of(sql`(${assignments.until} is null or ${assignments.until} >= ${today})`)),
        sql`not exists (select 1 from ${roleGrants} where ${roleGrants.accountId} = ${accounts.id} and ${roleGrants.agencyId} is null and (${roleGrants.until} is null or ${roleGrants.until} >= ${today}))`,
      ),
    )
}

/** The last day on which the password of an account is good; null without a rule. */
export async function passwordEnd(db: Db, id: string, today: string): Promise<string | null> {
  const [row] = await db
    .select({ passwordChangedAt: accounts.passwordChangedAt, passwordRules: passwordRules(today) })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(and(eq(accounts.id, id), isNotNull(accounts.passwordHash)))
  return row ? untilOf(row) : null
}

/** Passwords that end on a day from `today` to `lastDay` and whose owners were not told of that day. */
export async function passwordsEnding(
  db: Db,
  today: string,
  lastDay: string,
): Promise<{ id: string; until: string }[]> {
  const rows = await db
    .select({
      id: accounts.id,
      reminded: accounts.passwordReminded,
      passwordChangedAt: accounts.passwordChangedAt,
      passwordRules: passwordRules(today),
    })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(
      and(eq(accounts.state, 'active'), isNotNull(accounts.passwordHash), sql`${passwordRules(today)} is not null`),
    )
  return rows.flatMap(({ id, reminded, ...row }) => {
    const until = untilOf(row)
    return until && until >= today && until <= lastDay && until !== reminded ? [{ id, until }] : []
  })
}

export async function remindedOfPassword(tx: Db, id: string, until: string): Promise<void> {
  await tx.update(accounts).set({ passwordReminded: until }).where(eq(accounts.id, id))
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
  const taken = await isTaken(tx, loginNames, inner =>
    inner.update(accounts).set({ loginName }).where(eq(accounts.id, id)),
  )
  return taken ? { ok: false, why: 'login-name.refused.taken' } : { ok: true }
}

/** The next sign-in, and this one, must set a new password; an account without one has nothing to change. */
export async function requireNewPassword(tx: Db, id: string): Promise<boolean> {
  const held = await tx
    .update(accounts)
    .set({ state: 'must_change' })
    .where(
      and(eq(accounts.id, id), inArray(accounts.state, ['active', 'must_change']), isNotNull(accounts.passwordHash)),
    )
    .returning({ id: accounts.id })
  return held.length === 1
}

/** Keeps a password its owner chose: an account that had to change it is free again. */
export async function setPassword(tx: Db, id: string, passwordHash: string, now: Date): Promise<void> {
  await pastPasswords.shelve(tx, id, now)
  await tx
    .update(accounts)
    .set({
      passwordHash,
      passwordChangedAt: now,
      state: sql`case when ${accounts.state} = 'must_change' then 'active' else ${accounts.state} end`,
    })
    .where(eq(accounts.id, id))
}

/**
 * The owner takes over an account that waited for them, with a login name and password or with a card alone (null). Refuses a login name that another account has; an account that
 * waits no more is a bug of the caller and throws.
 */
export async function activate(
  tx: Db,
  id: string,
  login: { loginName: string; passwordHash: string } | null,
  now: Date,
): Promise<{ ok: true } | { ok: false; why: 'login-name.refused.taken' }> {
  if (login && (await byLoginName(tx, login.loginName))) return { ok: false, why: 'login-name.refused.taken' }
  const taken = await isTaken(tx, loginNames, async inner => {
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
