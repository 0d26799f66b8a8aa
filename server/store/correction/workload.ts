import { and, eq, inArray, sql } from 'drizzle-orm'
import { hrRoles } from '../../domain/agency/actor.ts'
import { openStates } from '../../domain/correction/correction.ts'
import { sections } from '../../domain/record/sections.ts'
import { countOf, withCounts, type Agencies } from '../agency/counted.ts'
import type { Db } from '../database/database.ts'
import { inForce } from '../database/in-force.ts'
import { prepared } from '../database/prepared.ts'
import type { Stretch } from '../database/stretch.ts'
import { agencies, corrections, roleGrants } from '../schema.ts'
import { isOfSensitive, type Reviewer } from './queue.ts'
import { actsAsChief, actsAsOfficer } from './reviewers.ts'

/**
 * A person's own corrections that have not ended; `supplementDay` is the first day by which something must be added.
 */
export type OwnCorrections = { drafts: number; returned: number; underway: number; supplementDay: string | null }

/**
 * With it, for whoever works in the HR of an agency, how many recipients of corrected values `toTell` it has: one
 * statement of a page that is opened all day.
 */
export async function ofPerson(
  db: Db,
  personId: string,
  hrAgencyId: string | null = null,
): Promise<OwnCorrections & { toTell: number }> {
  const name = hrAgencyId === null ? 'workload_person' : 'workload_person_in_hr'
  const statement = prepared(db, name, on => ownQuery(on, hrAgencyId !== null).prepare(name))
  const [row] = await statement.execute({ person: personId, agency: hrAgencyId })
  return row ?? { drafts: 0, returned: 0, underway: 0, supplementDay: null, toTell: 0 }
}

const inState = (...states: string[]) =>
  sql<number>`(count(*) filter (where ${inArray(corrections.state, states)}))::int`
const decided = ['accepted', 'partly_accepted']

const ownQuery = (on: Db, isInHr: boolean) =>
  on
    .select({
      drafts: inState('draft'),
      returned: inState('returned'),
      underway: inState(...openStates.filter(state => state !== 'returned'), ...decided),
      supplementDay: sql<
        string | null
      >`min(${corrections.supplementDay}) filter (where ${corrections.state} = 'returned')`,
      toTell: isInHr ? recipientsToTell : sql<number>`0`,
    })
    .from(corrections)
    .where(
      and(
        eq(corrections.personId, sql.placeholder('person')),
        sql`${corrections.state} not in ('applied', 'rejected', 'withdrawn')`,
      ),
    )

const recipientsToTell = sql<number>`(select count(*)::int from corrected_disclosures owed
  join disclosures given on given.id = owed.disclosure_id and given.left_at is not null
  where owed.agency_id = ${sql.placeholder('agency')}::uuid and owed.told_day is null)`

/**
 * What a reviewer has to decide at an agency, the first of it by `dueDay`. As its chief, too: `forChief` are rejections
 * to confirm, `atAuthority` what lies with another authority, whose decision the chief enters, `late` what colleagues
 * have let become overdue.
 */
export type Queue = {
  agencyId: string
  waiting: number
  overdue: number
  dueDay: string | null
  forChief: number
  atAuthority: number
  late: number
}

/**
 * What waits for a reviewer at some agencies, corrections of some people left out (their own); an agency where nothing
 * is open is missing. Nothing of a sensitive section or a protected address counts at `closedAt`. `isChief` is what
 * they are at the agency they act for.
 */
export async function ofQueues(
  db: Db,
  agencyIds: string[],
  { officeId, notOf, isChief }: Pick<Reviewer, 'officeId' | 'notOf' | 'isChief'>,
  closedAt: readonly string[],
  today: string,
): Promise<Queue[]> {
  if (agencyIds.length === 0) return []
  const isClosed = closedAt.length > 0
  const name = `workload_${isChief ? 'chief' : 'officer'}${isClosed ? '_closed' : ''}`
  const statement = prepared(db, name, on => queuesQuery(on, isChief, isClosed).prepare(name))
  return statement.execute({ agencies: agencyIds, office: officeId, notOf: [...notOf], closedAt: [...closedAt], today })
}

function queuesQuery(on: Db, isChief: boolean, isClosed: boolean) {
  const today = sql.placeholder('today')
  const mine = actsAsOfficer(sql.placeholder('office'))
  return on
    .select({
      agencyId: sql<string>`${corrections.agencyId}`,
      waiting: sql<number>`(count(*) filter (where ${mine}))::int`,
      overdue: sql<number>`(count(*) filter (where ${mine} and ${corrections.dueDay} < ${today}))::int`,
      dueDay: sql<string | null>`min(${corrections.dueDay}) filter (where ${mine})`,
      forChief: sql<number>`(count(*) filter (where ${actsAsChief(isChief, today)}))::int`,
      atAuthority: isChief
        ? sql<number>`(count(*) filter (where ${corrections.state} = 'waiting_authority'))::int`
        : sql<number>`0`,
      late: isChief
        ? sql<number>`(count(*) filter (where ${corrections.state} = 'in_review' and not ${mine}
            and ${corrections.dueDay} < ${today}))::int`
        : sql<number>`0`,
    })
    .from(corrections)
    .where(
      and(
        sql`${corrections.agencyId} = any(${sql.placeholder('agencies')}::uuid[])`,
        sql`${corrections.personId} <> all(${sql.placeholder('notOf')}::uuid[])`,
        isClosed
          ? sql`not (${corrections.agencyId} = any(${sql.placeholder('closedAt')}::uuid[]) and ${isOfSensitive})`
          : undefined,
        sql`${corrections.state} in ('submitted', 'in_review', 'waiting_chief', 'waiting_authority')`,
      ),
    )
    .groupBy(corrections.agencyId)
}

/**
 * How many corrections wait for the HR of some agencies, and how many of those are overdue. Those of sensitive sections
 * are not told.
 */
export function countedAt(db: Db, among: Agencies, today: string, stretch: Stretch) {
  const waits = sql`from ${corrections} sent where sent.agency_id = below.id
    and sent.state in ('submitted', 'in_review', 'waiting_chief', 'waiting_authority')
    and sent.section <> all(${sql.param(sensitive)}::text[])`
  const counts = { waiting: countOf(waits), overdue: countOf(sql`${waits} and sent.due_day < ${today}::date`) }
  return withCounts(db, among, counts, stretch)
}

const sensitive = sections.filter(one => one.sensitive).map(({ id }) => id)

/** How many agencies there are, and how many of them nobody does the HR work of today. */
export async function ofAdministrator(db: Db, today: string): Promise<{ agencies: number; withoutHr: number }> {
  const [row] = await db
    .select({
      agencies: sql<number>`count(distinct ${agencies.id})::int`,
      withoutHr: sql<number>`(count(distinct ${agencies.id}) filter (where ${roleGrants.id} is null))::int`,
    })
    .from(agencies)
    .leftJoin(
      roleGrants,
      and(eq(roleGrants.agencyId, agencies.id), inArray(roleGrants.role, hrRoles), inForce(roleGrants, today)),
    )
  return row ?? { agencies: 0, withoutHr: 0 }
}
