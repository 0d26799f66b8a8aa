import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { SQL, SQLWrapper } from 'drizzle-orm'
import { alias, unionAll } from 'drizzle-orm/pg-core'
import { hasRole, officeOf, type Actor } from '../../domain/agency/actor.ts'
import { permissions } from '../../domain/agency/permission.ts'
import { guardedFields, worksWithSensitive } from '../../domain/record/access.ts'
import { sections } from '../../domain/record/sections.ts'
import type { State } from '../../domain/correction/correction.ts'
import { foldName } from '../../domain/name-text.ts'
import { yearNumberIn } from '../../domain/typed-text.ts'
import { mostCounted, told } from '../database/count-up-to.ts'
import type { Db } from '../database/database.ts'
import { planned, prepared } from '../database/prepared.ts'
import { pageOf } from '../database/stretch.ts'
import { anyNameHolds, wordsOf } from '../database/name-search.ts'
import { isAddressProtected } from '../person/people.ts'
import { accounts, agencies, corrections, people, signatures } from '../schema.ts'
import { isDecided, isQueued } from './queue-index.ts'
import { actsNow, forSecondReviewer } from './reviewers.ts'

/** Of a correction that was sent: its place in the queue. */
type Position = { id: string; dueDay: string | null; submittedAt: Date | null }

export type QueueFilter = {
  /** Only what the reviewer has to do something about now. */
  isTheirs?: boolean
  state?: State
  section?: string
  /** Only what lies with the agency, or only what one decides as second reviewer; both where it is left out. */
  scope?: 'own' | 'second'
  search?: string
  /** Only this person's. Null: of somebody who was looked for and is not known. */
  personId?: string | null
  /** Only what follows it in the order of the queue, and is not decided unless that is asked for. */
  next?: Position
  /** The page after or before a correction, by its id, wherever that one stands now. */
  after?: string
  before?: string
  limit: number
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
  /** Corrections of sensitive sections and protected addresses at that agency are not theirs to decide. */
  isClosed: boolean
}

/** Of the agency only while the actor does its HR work. */
export const reviewerOf = (actor: Actor): Reviewer => ({
  secondReviewerId: actor.secondReviews ? actor.accountId : null,
  officeId: officeOf(actor),
  notOf: [actor.personId, ...actor.deputyFor.map(({ personId }) => personId)],
  agencyId: permissions.keepPeople(actor) ? actor.agencyId : null,
  isChief: hasRole(actor, 'hr_chief'),
  isClosed: !worksWithSensitive(actor),
})

/**
 * The review queue of the agency one acts for, with what one decides as second reviewer elsewhere: what is due first
 * comes first, so overdue corrections lead; what is decided and waits for a lock comes last. Own corrections are left
 * out. How many there are is told as `told` does.
 */
export async function queue(db: Db, reviewer: Reviewer, today: string, filter: QueueFilter) {
  const { agencyId: agency, secondReviewerId: second, officeId: office, notOf, isChief, isClosed } = reviewer
  const { isTheirs = false, state, section, scope, search, personId, next, after, before, limit } = filter
  const isBoth = agency !== null && second !== null
  const place = agency === null ? 'second' : second === null ? 'agency' : 'both'
  const shape: Shape = {
    place: isBoth && scope ? placeOf[scope] : place,
    acts: isTheirs && (isChief ? 'chief' : 'officer'),
    state,
    hasSection: section !== undefined,
    isClosed: agency !== null && isClosed,
    from: next ? 'next' : after ? 'after' : before ? 'before' : 'first',
    by: search ? (isReceipt(search) ? 'receipt' : 'name') : personId !== undefined && 'person',
  }
  // what is searched for changes what is to be looked through first
  const statement = shape.by
    ? planned(db, nameOf(shape), on => queueQuery(on, shape).prepare(''))
    : prepared(db, nameOf(shape), on => queueQuery(on, shape).prepare(nameOf(shape)))
  const page = { limit: limit + 1, offset: 0 }
  const whose = { agency, second, office, notOf: [...notOf] }
  const from = { cursor: after ?? before, afterDay: next?.dueDay, afterTime: next?.submittedAt, afterId: next?.id }
  const typed = search ?? ''
  const narrowed = { receipt: yearNumberIn(typed), name: foldName(typed), words: wordsOf(typed), person: personId }
  const found = await statement.execute({
    ...whose,
    ...from,
    ...narrowed,
    section,
    today,
    ...page,
    most: mostCounted(page),
  })
  const rows = found.map(row => ({ ...row, state: row.state as State }))
  return { ...pageOf(rows, filter), ...told(found[0]?.count ?? 0, page) }
}

const placeOf = { own: 'agency', second: 'elsewhere' } as const

/** What tells one statement from another; nothing of whoever asks, since it is kept for the next who asks. */
type Shape = {
  /** `second` of somebody who decides on nothing at the agency they act for, `elsewhere` of somebody who does. */
  place: 'agency' | 'second' | 'both' | 'elsewhere'
  acts: false | 'chief' | 'officer'
  state: State | undefined
  hasSection: boolean
  isClosed: boolean
  from: 'first' | 'next' | 'after' | 'before'
  /** What is searched for. */
  by: false | 'receipt' | 'name' | 'person'
}

const nameOf = ({ place, acts, state, hasSection, isClosed, from, by }: Shape) =>
  ['queue of', place, acts || 'all', isClosed && 'closed', hasSection && 'section', from, state, by && `by ${by}`]
    .filter(Boolean)
    .join(' ')

/**
 * What comes after this correction in a queue that is narrowed like this; after the last one, what comes first.
 * Undefined where nothing else is in it.
 */
export async function nextAfter(
  db: Db,
  reviewer: Reviewer,
  today: string,
  { id, dueDay, submittedAt }: Position,
  narrowed: Pick<QueueFilter, 'isTheirs' | 'state' | 'section' | 'scope'>,
) {
  const following = await queue(db, reviewer, today, { ...narrowed, limit: 1, next: { id, dueDay, submittedAt } })
  if (following.rows[0]) return following.rows[0]
  const first = await queue(db, reviewer, today, { ...narrowed, limit: 2 })
  return first.rows.find(row => row.id !== id)
}

const colleague = alias(people, 'colleague')
const [agency, second, today] = [sql.placeholder('agency'), sql.placeholder('second'), sql.placeholder('today')]

function queueQuery(on: Db, { place, acts, state, hasSection, isClosed, from, by }: Shape) {
  const isAsked = and(
    sql`${corrections.personId} <> all(${sql.placeholder('notOf')}::uuid[])`,
    state ? eq(corrections.state, state) : isQueued(corrections.state),
    // a draft that was given up was never sent
    state === 'withdrawn' ? isNotNull(corrections.submittedAt) : undefined,
    acts ? actsNow(sql.placeholder('office'), acts === 'chief', today) : undefined,
    hasSection ? eq(corrections.section, sql.placeholder('section')) : undefined,
    from === 'next' ? and(state ? undefined : sql`not ${isDecided(corrections.state)}`, follows) : undefined,
    by ? isFound[by] : undefined,
  )
  const isOnPage = from === 'after' || from === 'before' ? isBeyond(from, { state, acts }) : undefined
  const of = (reviewed: SQL, onPage?: SQL) =>
    on
      .select({
        id: corrections.id,
        isDecided: isDecided(corrections.state).as('is_decided'),
        dueDay: corrections.dueDay,
        submittedAt: corrections.submittedAt,
      })
      .from(corrections)
      .where(and(reviewed, isAsked, onPage))
  const isTheirs = isClosed
    ? sql`${corrections.agencyId} = ${agency} and not ${isOfSensitive}`
    : sql`${corrections.agencyId} = ${agency}`
  const isSecond = forSecondReviewer(second, today)
  const isElsewhere = sql`${isSecond} and not (${isTheirs})`
  // no index serves both by an OR
  const inQueue = {
    agency: (onPage?: SQL) => of(isTheirs, onPage),
    second: (onPage?: SQL) => of(isSecond, onPage),
    elsewhere: (onPage?: SQL) => of(isElsewhere, onPage),
    both: (onPage?: SQL) => unionAll(of(isTheirs, onPage), of(isElsewhere, onPage)),
  }[place]
  const all = inQueue(isOnPage).as('all')
  const direction = from === 'before' ? desc : asc
  // within one state nobody is told from the others by it
  const decidedLast = state ? [] : [all.isDecided]
  const order = [...decidedLast, all.dueDay, all.submittedAt, all.id].map(key => direction(key))
  // whoever searches has read all of it, unless it is a page of it
  const count =
    by && !isOnPage
      ? sql<number>`count(*) over ()`
      : sql<number>`(select count(*) from (${inQueue().limit(sql.placeholder('most'))}) counted)`
  const page = on
    .select({
      id: all.id,
      isDecided: all.isDecided,
      dueDay: all.dueDay,
      submittedAt: all.submittedAt,
      count: count.as('count'),
    })
    .from(all)
    .orderBy(...order)
    .limit(sql.placeholder('limit'))
    .as('page')
  return on
    .select({
      id: corrections.id,
      number: corrections.number,
      personName: people.name,
      agencyName: agencies.name,
      section: corrections.section,
      operation: corrections.operation,
      state: corrections.state,
      dueDay: corrections.dueDay,
      submittedAt: corrections.submittedAt,
      waitsForLock: corrections.waitsForLock,
      reviewerId: corrections.reviewerId,
      reviewerName: colleague.name,
      way: lastWay,
      count: sql<number>`${page.count}::int`,
    })
    .from(page)
    .innerJoin(corrections, eq(corrections.id, page.id))
    .innerJoin(people, eq(people.id, corrections.personId))
    .innerJoin(agencies, eq(agencies.id, corrections.agencyId))
    .leftJoin(accounts, eq(accounts.id, corrections.reviewerId))
    .leftJoin(colleague, eq(colleague.id, accounts.personId))
    .orderBy(...[page.isDecided, page.dueDay, page.submittedAt, page.id].map(key => direction(key)))
}

const cursor = alias(corrections, 'cursor')

/**
 * Beyond the correction that the page before it ended with. What one has to do is never decided: whatever became of
 * that one meanwhile, the rest of the work follows where it stood.
 */
function isBeyond(from: 'after' | 'before', { state, acts }: Pick<Shape, 'state' | 'acts'>): SQL {
  const ofCursor = (key: SQLWrapper) =>
    sql`(select ${key} from ${corrections} ${sql.raw('"cursor"')} where ${cursor.id} = ${sql.placeholder('cursor')}::uuid)`
  const decided = state ? [] : [isDecided(corrections.state)]
  const decidedThere = state ? [] : [acts ? sql`false` : ofCursor(isDecided(cursor.state))]
  const here = [...decided, corrections.dueDay, corrections.submittedAt, corrections.id]
  const there = [...decidedThere, ...[cursor.dueDay, cursor.submittedAt, cursor.id].map(ofCursor)]
  const [left, right] = [here, there].map(keys => sql`(${sql.join(keys, sql`, `)})`)
  return sql`${left} ${sql.raw(from === 'after' ? '>' : '<')} ${right}`
}

/** How it was signed the last time it was sent. */
const lastWay = sql<typeof signatures.$inferSelect.way | null>`(select ${signatures.way} from ${signatures}
  where ${signatures.correctionId} = ${corrections.id} order by ${signatures.round} desc limit 1)`

const listed = (values: readonly SQL[]) => sql.join([...values], sql`, `)
const guarded = listed(guardedFields.map(({ section, field }) => sql`(${section.id}, ${field.id})`))
const withGuarded = listed([...new Set(guardedFields.map(({ section }) => section.id))].map(id => sql`${id}`))
const sensitive = listed(sections.filter(one => one.sensitive).map(({ id }) => sql`${id}`))

// of most rows an index says all; where it does not, one after the other is looked up and nothing of everybody
const namesGuarded = sql`(select exists (select 1 from jsonb_array_elements(named.items) item
  where (named.section, item ->> 'field') in (${guarded})) from corrections named where named.id = ${corrections.id})`

/**
 * SQL: it is of a sensitive section, or about the address of somebody whose address is protected now, or about whether
 * it is.
 */
export const isOfSensitive = sql`(case when ${corrections.section} in (${sensitive}) then true
  when ${corrections.section} in (${withGuarded}) then ${isAddressProtected(corrections.personId)} and ${namesGuarded}
  else false end)`

const follows = sql`(${corrections.dueDay}, ${corrections.submittedAt}, ${corrections.id})
  > (${sql.placeholder('afterDay')}::date, ${sql.placeholder('afterTime')}::timestamptz, ${sql.placeholder('afterId')}::uuid)`

/** By a receipt number, a part of the name, or the person. */
const isFound = {
  receipt: sql`${corrections.number} = ${sql.placeholder('receipt')}`,
  // looked up row by row: a join would read the names of a whole city
  name: sql`(select ${anyNameHolds(sql`${sql.placeholder('name')}`, sql`${sql.placeholder('words')}`)}
    from ${people} where ${people.id} = ${corrections.personId})`,
  person: sql`${corrections.personId} = ${sql.placeholder('person')}::uuid`,
}

/** Whether what was typed is the receipt number of a correction. */
export const isReceipt = (typed: string): boolean => yearNumberIn(typed) !== undefined
