import { and, eq, inArray, sql } from 'drizzle-orm'
import { union, unionAll } from 'drizzle-orm/pg-core'
import type { AccountState } from '../../domain/account/state.ts'
import type { Actor, Grant, Represented, Role } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Language } from '../../domain/language.ts'
import { latestEnd } from '../../domain/lifetime.ts'
import { passwordRules, untilOf } from '../account/password-validity.ts'
import { deputyIsThere, holds, rolesOfRepresented } from '../agency/deputies-today.ts'
import { forSecondReviewer } from '../correction/reviewers.ts'
import type { Db } from '../database/database.ts'
import { inForce } from '../database/in-force.ts'
import { prepared } from '../database/prepared.ts'
import {
  accounts,
  agencies,
  assignments,
  cardRenewals,
  corrections,
  deputies,
  notices,
  passkeys,
  people,
  roleGrants,
  secondFactors,
} from '../schema.ts'
import { keptMs as renewalMs } from '../ways/card-renewals.ts'
import { endsUnknown } from '../ways/ending-cards.ts'

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
      hasEndingCard: sql<boolean>`exists (select 1 from credentials ending where ending.account_id = ${accounts.id} and ${endsUnknown(sql.placeholder('today'), sql.placeholder('way'))})`,
      hasNewCard: sql<boolean>`exists (select 1 from ${cardRenewals} where ${cardRenewals.id} = ${sql.placeholder('renewal')}
        and ${cardRenewals.accountId} = ${accounts.id} and ${cardRenewals.usedAt} is null
        and ${cardRenewals.expiresAt} > ${sql.placeholder('now')} and ${cardRenewals.expiresAt} <= ${sql.placeholder('latest')})`,
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
    .leftJoin(roleGrants, and(eq(roleGrants.accountId, accounts.id), inForce(roleGrants, sql.placeholder('today'))))
    .where(eq(accounts.id, sql.placeholder('account')))
    .prepare('actor')

// each half by its own index: joins with an OR between them would read both tables whole
const ownAgencies = (on: Db) =>
  on
    .select({
      id: agencies.id,
      name: agencies.name,
      deputyshipId: sql<string | null>`null::uuid`,
      representedId: sql<string | null>`null::uuid`,
      representedPersonId: sql<string | null>`null::uuid`,
      representedName: sql<string | null>`null::text`.as('represented_name'),
      roles: sql<string[] | null>`null::text[]`,
    })
    .from(agencies)
    .where(
      inArray(
        agencies.id,
        union(
          on
            .select({ agencyId: roleGrants.agencyId })
            .from(roleGrants)
            .where(
              and(eq(roleGrants.accountId, sql.placeholder('account')), inForce(roleGrants, sql.placeholder('today'))),
            ),
          on
            .select({ agencyId: assignments.agencyId })
            .from(assignments)
            .where(
              and(eq(assignments.personId, sql.placeholder('person')), inForce(assignments, sql.placeholder('today'))),
            ),
        ),
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
  hasNewCard: boolean
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
  /** A card shown in this browser before signing in, that seems to follow a bound one. */
  renewalId: string | null
  way: Actor['way']
  now: Date
}

/**
 * The account as an actor with the grants of today, acting for `agencyId` where they may, else for the first of
 * their agencies, or as the deputy they chose to be. `agencies` and `offices` are what they may switch to, `unread`
 * counts notices, `language` is the one they chose, `passwordUntil` the last day of their password where an agency sets
 * one. Undefined when the account may not act (state).
 */
export async function find(
  db: Db,
  { accountId, agencyId, deputyshipId, agencyCardId, renewalId, way, now }: Asked,
): Promise<Seen | undefined> {
  const today = legalDay(now)
  const rows = await prepared(db, 'actor', actorQuery).execute({
    account: accountId,
    agencyCard: agencyCardId,
    renewal: renewalId,
    way,
    today,
    now,
    latest: latestEnd(renewalMs, now),
  })
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
    hasNewCard: first.hasNewCard,
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
