import { and, eq, inArray, sql } from 'drizzle-orm'
import { union, unionAll } from 'drizzle-orm/pg-core'
import type { AccountState } from '../../domain/account/state.ts'
import type { Actor, Grant, Represented, Role } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Language } from '../../domain/language.ts'
import { latestEnd } from '../../domain/lifetime.ts'
import { passwordRules, untilOf } from '../account/password-validity.ts'
import { idHash, type SessionData } from '../account/sessions.ts'
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
  sessions,
} from '../schema.ts'
import { keptMs as renewalMs } from '../ways/card-renewals.ts'
import { endsUnknown } from '../ways/ending-cards.ts'

const today = sql.placeholder('today')
const said = (key: string) => sql`(${sessions.data} ->> ${sql.raw(`'${key}'`)})`

// each half by its own index: joins with an OR between them would read both tables whole
const ownAgencies = (on: Db) =>
  on
    .select({
      id: agencies.id,
      name: agencies.name,
      deputyshipId: sql<string | null>`null::uuid`.as('deputyshipId'),
      representedId: sql<string | null>`null::uuid`.as('representedId'),
      representedPersonId: sql<string | null>`null::uuid`.as('representedPersonId'),
      representedName: sql<string | null>`null::text`.as('representedName'),
      roles: sql<string[] | null>`null::text[]`.as('roles'),
    })
    .from(agencies)
    .where(
      inArray(
        agencies.id,
        union(
          on
            .select({ agencyId: roleGrants.agencyId })
            .from(roleGrants)
            .where(and(eq(roleGrants.accountId, sessions.accountId), inForce(roleGrants, today))),
          on
            .select({ agencyId: assignments.agencyId })
            .from(assignments)
            .where(and(eq(assignments.personId, people.id), inForce(assignments, today))),
        ),
      ),
    )

// of those represented, whom the columns `accounts` and `people` are here
const deputyships = (on: Db) =>
  on
    .select({
      id: agencies.id,
      name: agencies.name,
      deputyshipId: sql<string | null>`${deputies.id}`,
      representedId: sql<string | null>`${deputies.representedId}`,
      representedPersonId: sql<string | null>`${people.id}`,
      representedName: sql<string | null>`${people.name}`,
      roles: rolesOfRepresented(today),
    })
    .from(deputies)
    .innerJoin(agencies, eq(agencies.id, deputies.agencyId))
    .innerJoin(accounts, eq(accounts.id, deputies.representedId))
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(and(eq(deputies.deputyId, sessions.accountId), holds(today), deputyIsThere(today)))

type AgencyRow = Awaited<ReturnType<typeof deputyships>>[number]

// one statement for everything that every page asks
const sessionQuery = (on: Db) =>
  on
    .select({
      data: sessions.data,
      personId: people.id,
      name: people.name,
      state: accounts.state,
      language: accounts.language,
      noticeVersion: accounts.noticeVersion,
      passwordChangedAt: accounts.passwordChangedAt,
      passwordRules: passwordRules(today),
      hasSecondFactor: sql<boolean>`exists (select 1 from ${secondFactors} where ${secondFactors.accountId} = ${accounts.id} and ${secondFactors.confirmedAt} is not null)
        or exists (select 1 from ${passkeys} where ${passkeys.accountId} = ${accounts.id} and ${passkeys.retiredAt} is null)`,
      hasEndingCard: sql<boolean>`exists (select 1 from credentials ending where ending.account_id = ${accounts.id} and ${endsUnknown(today, said('way'))})`,
      hasNewCard: sql<boolean>`exists (select 1 from ${cardRenewals} where ${cardRenewals.id} = ${said('renewalId')}::uuid
        and ${cardRenewals.accountId} = ${accounts.id} and ${cardRenewals.usedAt} is null
        and ${cardRenewals.expiresAt} > ${sql.placeholder('now')} and ${cardRenewals.expiresAt} <= ${sql.placeholder('latest')})`,
      secondReviews: sql<boolean>`exists (select 1 from ${corrections} where ${corrections.state} <> 'draft'
          and ${forSecondReviewer(accounts.id, today)})`,
      cardAgencyId: sql<string | null>`(select kept.agency_id from agency_cards kept
        where kept.id = (${sessions.data} -> 'agencyCard' ->> 'id')::uuid and kept.retired_at is null)`,
      grants: sql<
        Grant[]
      >`(select coalesce(json_agg(json_build_object('role', ${roleGrants.role}, 'agencyId', ${roleGrants.agencyId})), '[]')
        from ${roleGrants} where ${roleGrants.accountId} = ${accounts.id} and ${inForce(roleGrants, today)})`,
      agencies: sql<
        AgencyRow[]
      >`(select coalesce(json_agg(found order by found.name, found."representedName" nulls first), '[]')
        from (${unionAll(ownAgencies(on), deputyships(on))}) found)`,
      unread: sql<number>`(select count(*)::int from ${notices} where ${notices.accountId} = ${accounts.id} and ${notices.readAt} is null)`,
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(eq(sessions.idHash, sql.placeholder('id')))
    .prepare('session')

/** An agency at which one may act for somebody else today, as their deputy, and with which of their roles. */
export type Office = { deputyshipId: string; id: string; name: string; represented: Represented; roles: Role[] }

/** Who somebody is who is signed in, and what every page says of them. */
export type Seen = {
  actor: Actor
  /** What they may switch to. */
  agencies: { id: string; name: string }[]
  offices: Office[]
  /** Notices that they have not read. */
  unread: number
  /** The one they chose, on whatever device. */
  language: Language | null
  state: AccountState
  noticeVersion: number
  hasSecondFactor: boolean
  hasNewCard: boolean
  hasEndingCard: boolean
  /** The last day of their password where an agency sets one. */
  passwordUntil: string | null
}

/**
 * What a session keeps, and its account as an actor with the grants of today, acting for the agency of the session
 * where they may, else for the first of their agencies, or as the deputy they chose to be. `seen` is undefined when the
 * account may not act (state); all of it when there is no such session. One that is over is still found until the job
 * removes it.
 */
export async function ofSession(
  db: Db,
  sessionId: string,
  now: Date,
): Promise<{ data: SessionData; seen: Seen | undefined } | undefined> {
  const [row] = await prepared(db, 'session', sessionQuery).execute({
    id: idHash(sessionId),
    today: legalDay(now),
    now,
    latest: latestEnd(renewalMs, now),
  })
  if (!row) return undefined
  const data = row.data as SessionData
  return { data, seen: row.state === 'active' || row.state === 'must_change' ? seenBy(row, data) : undefined }
}

type Row = Awaited<ReturnType<ReturnType<typeof sessionQuery>['execute']>>[number]

function seenBy(row: Row, { accountId, agencyId, deputyshipId, agencyCard, way }: SessionData): Seen {
  const { personId, name, grants, agencies: found, cardAgencyId, secondReviews, unread, language, state } = row
  const own = found.flatMap(({ id, name, deputyshipId }) => (deputyshipId === null ? [{ id, name }] : []))
  // an administrator sees no records, not for somebody else either
  const offices = grants.some(({ role }) => role === 'sysadmin') ? [] : found.flatMap(officeOfRow)
  const office = offices.find(one => one.deputyshipId === deputyshipId)
  const acting = office ?? own.find(agency => agency.id === agencyId) ?? own[0]
  const { noticeVersion, hasSecondFactor, hasNewCard, hasEndingCard } = row
  return {
    actor: {
      accountId,
      personId,
      name,
      agencyId: acting?.id ?? null,
      agencyName: acting?.name ?? '',
      grants: office ? office.roles.map(role => ({ role, agencyId: office.id })) : grants,
      actingFor: office?.represented ?? null,
      agencyCard: agencyCard && acting && cardAgencyId === acting.id ? agencyCard.id : null,
      deputyFor: offices.map(({ represented }) => represented),
      secondReviews: secondReviews && !office,
      way,
    },
    agencies: own,
    offices,
    unread,
    language,
    state,
    noticeVersion,
    hasSecondFactor,
    hasNewCard,
    hasEndingCard,
    passwordUntil: untilOf(row),
  }
}

function officeOfRow({ id, name, deputyshipId, roles, ...row }: AgencyRow): Office[] {
  const { representedId: accountId, representedPersonId: personId, representedName } = row
  if (!deputyshipId || !accountId || !personId || !representedName || !roles) return []
  return [
    { deputyshipId, id, name, represented: { accountId, personId, name: representedName }, roles: roles as Role[] },
  ]
}
