import { desc, eq, isNotNull, sql } from 'drizzle-orm'
import { legalDay } from '../../domain/clock.ts'
import type { Db } from '../database/database.ts'
import { jsonList, withInstants } from '../database/json-list.ts'
import { prepared } from '../database/prepared.ts'
import * as tables from '../schema.ts'
import { isBoundTo, pastWays, type Past } from '../ways/bound-ways.ts'
import type { Credential } from '../ways/credentials.ts'
import type { HealthCard } from '../ways/health-cards.ts'
import type { Passkey } from '../ways/passkeys.ts'
import { isConfirmedOf, isLeftOf } from '../ways/second-factors.ts'
import { passwordRules, untilOf } from './password-validity.ts'
import { isOpenOf, type SessionData } from './sessions.ts'

type Card = Pick<Credential, 'id' | 'kind' | 'label' | 'subjectName' | 'notAfter' | 'lastUsedAt'>
type Try = Omit<typeof tables.signIns.$inferSelect, 'id' | 'accountId'>

const [mostPast, mostTries] = [50, 10]

/** All that their own account page shows of an account, the newest first. */
export async function ownAccount(db: Db, accountId: string, now: Date) {
  const [found] = await prepared(db, 'own_account', ownAccountQuery).execute({
    account: accountId,
    now,
    today: legalDay(now),
    limit: mostPast,
    // whether there are more is told, not how many
    tries: mostTries + 1,
  })
  if (!found) throw new Error('an account does not go away')
  return {
    ...found,
    passwordUntil: found.hasPassword ? untilOf(found) : null,
    hasSecondFactor: found.hasApp || found.passkeys.length > 0,
    cards: found.cards.map(one => withInstants(one, 'notAfter', 'lastUsedAt')),
    healthCards: found.healthCards.map(one => withInstants(one, 'boundAt', 'lastUsedAt')),
    passkeys: found.passkeys.map(one => withInstants(one, 'addedAt', 'lastUsedAt')),
    past: found.past.map(one => withInstants(one, 'retiredAt')),
    tries: found.tries.slice(0, mostTries).map(one => withInstants(one, 'at')),
    hasMoreTries: found.tries.length > mostTries,
  }
}

const account = sql.placeholder('account')
const { accounts, credentials, healthCards, passkeys, people, secondFactors, sessions, signIns, spareCodes } = tables

const cards = sql<Card[]>`(select ${jsonList(
  sql`'id', ${credentials.id}, 'kind', ${credentials.kind}, 'label', ${credentials.label},
    'subjectName', ${credentials.subjectName}, 'notAfter', ${credentials.notAfter},
    'lastUsedAt', ${credentials.lastUsedAt}`,
  desc(credentials.boundAt),
)} from ${credentials} where ${isBoundTo(account, credentials)})`

const health = sql<Pick<HealthCard, 'id' | 'label' | 'boundAt' | 'lastUsedAt'>[]>`(select ${jsonList(
  sql`'id', ${healthCards.id}, 'label', ${healthCards.label}, 'boundAt', ${healthCards.boundAt},
    'lastUsedAt', ${healthCards.lastUsedAt}`,
  desc(healthCards.boundAt),
)} from ${healthCards} where ${isBoundTo(account, healthCards)})`

const keys = sql<Pick<Passkey, 'id' | 'label' | 'isBackedUp' | 'addedAt' | 'lastUsedAt'>[]>`(select ${jsonList(
  sql`'id', ${passkeys.id}, 'label', ${passkeys.label}, 'isBackedUp', ${passkeys.isBackedUp},
    'addedAt', ${passkeys.addedAt}, 'lastUsedAt', ${passkeys.lastUsedAt}`,
  sql`${passkeys.addedAt} desc, ${passkeys.id} desc`,
)} from ${passkeys} where ${isBoundTo(account, passkeys)})`

const past = (on: Db) =>
  sql<Past[]>`(select ${jsonList(
    sql`'kind', past.kind, 'label', past.label, 'subjectName', past.subject_name, 'retiredAt', past.retired_at,
    'reason', past.retire_reason`,
    sql`past.retired_at desc`,
  )} from (${pastWays(on)}) past)`

const open = sql<{ idHash: string; data: SessionData }[]>`(select ${jsonList(
  sql`'idHash', ${sessions.idHash}, 'data', ${sessions.data}`,
  desc(sessions.createdAt),
)} from ${sessions} where ${isOpenOf(account, sql.placeholder('now'))})`

const tries = (on: Db) =>
  sql<Try[]>`(select ${jsonList(
    sql`'at', tried.at, 'way', tried.way, 'address', tried.address,
      'browser', tried.browser, 'system', tried.system, 'outcome', tried.outcome, 'cause', tried.cause`,
    sql`tried.at desc, tried.id desc`,
  )} from (${on
    .select()
    .from(signIns)
    .where(eq(signIns.accountId, account))
    .orderBy(desc(signIns.at), desc(signIns.id))
    .limit(sql.placeholder('tries'))}) tried)`

const ownAccountQuery = (on: Db) =>
  on
    .select({
      loginName: accounts.loginName,
      hasPassword: sql<boolean>`${isNotNull(accounts.passwordHash)}`,
      passwordChangedAt: accounts.passwordChangedAt,
      passwordRules: passwordRules(sql.placeholder('today')),
      hasApp: sql<boolean>`exists (select 1 from ${secondFactors} where ${isConfirmedOf(account)})`,
      spareCodes: sql<number>`(select count(*)::int from ${spareCodes} where ${isLeftOf(account)})`,
      cards,
      healthCards: health,
      passkeys: keys,
      past: past(on),
      sessions: open,
      tries: tries(on),
    })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(eq(accounts.id, account))
    .prepare('own_account')
