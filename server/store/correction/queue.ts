import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { State } from '../../domain/correction/correction.ts'
import { openStates } from '../../domain/correction/correction.ts'
import { halfWidth } from '../../domain/typed-text.ts'
import type { Db } from '../database/database.ts'
import { prepared } from '../database/prepared.ts'
import { nameHolds } from '../person/name-search.ts'
import { accounts, agencies, corrections, people } from '../schema.ts'
import { actsNow, forSecondReviewer } from './reviewers.ts'

export type QueueFilter = {
  /** Only what the reviewer has to do something about now. */
  isTheirs?: boolean
  state?: State
  section?: string
  search?: string
  limit: number
  offset: number
}

/**
 * Whose queue it is; `agencyId` is null for somebody who does no HR work at the agency they act for,
 * `secondReviewerId`, their account, unless something waits for them as second reviewer: a deputy never stands in for
 * one. `officeId` is the account whose work it is. Corrections of `notOf` are left out.
 */
export type Reviewer = {
  secondReviewerId: string | null
  officeId: string
  agencyId: string | null
  notOf: readonly string[]
  isChief: boolean
}

/**
 * The review queue of the agency one acts for, with what one decides as second reviewer elsewhere: what is due first
 * comes first, so overdue corrections lead; what is decided and waits for a lock comes last. Own corrections are left
 * out.
 */
export async function queue(db: Db, reviewer: Reviewer, today: string, filter: QueueFilter) {
  const { agencyId: agency, secondReviewerId: second, officeId: office, notOf, isChief } = reviewer
  const { isTheirs = false, state, section, search, limit, offset } = filter
  const shape: Shape = {
    place: agency === null ? 'second' : second === null ? 'agency' : 'both',
    acts: isTheirs && (isChief ? 'chief' : 'officer'),
    state,
    hasSection: section !== undefined,
  }
  // what is searched for changes what is to be looked through first
  const statement = search
    ? queueQuery(db, shape, isFound(search)).prepare('')
    : prepared(db, nameOf(shape), on => queueQuery(on, shape).prepare(nameOf(shape)))
  const rows = await statement.execute({ agency, second, office, notOf: [...notOf], section, today, limit, offset })
  return { rows: rows.map(row => ({ ...row, state: row.state as State })), count: rows[0]?.count ?? 0 }
}

/** What tells one statement from another; nothing of whoever asks, since it is kept for the next who asks. */
type Shape = {
  place: 'agency' | 'second' | 'both'
  acts: false | 'chief' | 'officer'
  state: State | undefined
  hasSection: boolean
}

const nameOf = ({ place, acts, state, hasSection }: Shape) =>
  `queue of ${place} ${acts || 'all'} ${hasSection ? 'section ' : ''}${state ?? ''}`

const colleague = alias(people, 'colleague')
const decided = ['accepted', 'partly_accepted'] as const
const today = sql.placeholder('today')

function queueQuery(on: Db, { place, acts, state, hasSection }: Shape, search?: SQL) {
  const order = [
    inArray(corrections.state, [...decided]),
    sql`${corrections.dueDay} asc nulls last`,
    asc(corrections.submittedAt),
    asc(corrections.id),
  ]
  // names are looked up for the rows of the page alone
  const page = on
    .select({ id: corrections.id, count: sql<number>`(count(*) over ())::int`.as('count') })
    .from(corrections)
    .where(
      and(
        isReviewedBy[place](on),
        sql`${corrections.personId} <> all(${sql.placeholder('notOf')}::uuid[])`,
        inArray(corrections.state, state ? [state] : [...openStates, ...decided]),
        acts ? actsNow(sql.placeholder('office'), acts === 'chief', today) : undefined,
        hasSection ? eq(corrections.section, sql.placeholder('section')) : undefined,
        search,
      ),
    )
    .orderBy(...order)
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset'))
    .as('page')
  return on
    .select({
      id: corrections.id,
      number: corrections.number,
      personName: people.name,
      section: corrections.section,
      operation: corrections.operation,
      state: corrections.state,
      dueDay: corrections.dueDay,
      submittedAt: corrections.submittedAt,
      waitsForLock: corrections.waitsForLock,
      reviewerId: corrections.reviewerId,
      reviewerName: colleague.name,
      count: page.count,
    })
    .from(page)
    .innerJoin(corrections, eq(corrections.id, page.id))
    .innerJoin(people, eq(people.id, corrections.personId))
    .leftJoin(accounts, eq(accounts.id, corrections.reviewerId))
    .leftJoin(colleague, eq(colleague.id, accounts.personId))
    .orderBy(...order)
}

const [agency, second] = [sql.placeholder('agency'), sql.placeholder('second')]
const isOfAgency = eq(corrections.agencyId, agency)

const placesOf = (on: Db, where: SQL | undefined) => on.select({ id: agencies.id }).from(agencies).where(where)

// the places are said once more, for the index: no one serves the OR alone
const isReviewedBy: Record<Shape['place'], (on: Db) => SQL | undefined> = {
  agency: () => isOfAgency,
  second: on =>
    and(
      inArray(corrections.agencyId, placesOf(on, eq(agencies.secondReviewerId, second))),
      forSecondReviewer(second, today),
    ),
  both: on =>
    and(
      inArray(corrections.agencyId, placesOf(on, or(eq(agencies.id, agency), eq(agencies.secondReviewerId, second)))),
      or(isOfAgency, forSecondReviewer(second, today)),
    ),
}

/** By a receipt number, however it was typed, or a part of the name: no name looks like a number. */
function isFound(typed: string): SQL {
  const number = halfWidth(typed).replace(/\s/g, '')
  return /^\d+-\d+$/.test(number) ? eq(corrections.number, number) : nameHolds(typed, foldedName)
}

// looked up row by row: a join would read the names of a whole city
const foldedName = sql`(select ${people.folded} from ${people} where ${people.id} = ${corrections.personId})`
