import { and, asc, desc, eq, gt, lt, notExists, or, sql, type SQL } from 'drizzle-orm'
import { alias, type AnyPgColumn } from 'drizzle-orm/pg-core'
import type { AccountState } from '../../domain/account/state.ts'
import { foldName } from '../../domain/name-text.ts'
import type { ListOrder } from '../../domain/person/list-order.ts'
import type { Db } from '../database/database.ts'
import { foldedName } from '../database/folded-names.ts'
import { holds, holdsWords, wordsOf } from '../database/name-search.ts'
import { inForce } from '../database/in-force.ts'
import { planned, prepared } from '../database/prepared.ts'
import { pageOf, type Stretch } from '../database/stretch.ts'
import { isProtected } from '../record/former-identities.ts'
import { assignments, formerIdentities, recordRows } from '../schema.ts'
import { byStrokes, byZhuyin } from '../database/name-order.ts'

/** What a list of people is narrowed to; `personId` null for somebody who was looked for and is not known. */
export type PeopleFilter = {
  /** A part of the name, or of the romanised or English one where the record may be read. */
  search?: string
  /** With `search`: by the blind index of a former name too. */
  formerName?: string
  /** With `search`: who is found by the name that is shown alone, since whoever asks does not see their record. */
  notSeen?: readonly string[]
  personId?: string | null
  personIds?: string[]
  account?: AccountState
  staffKind?: string
  title?: string
  unit?: string
  staffNumber?: string
  /** Those who left and are not here any more, instead of those who are. */
  hasLeft?: boolean
  /** Those who are not here yet, instead of those who are. */
  isToCome?: boolean
  /** Of those who are here: whose `statusOn` it is. */
  isOnLeave?: boolean
  isSuspended?: boolean
  isServing?: boolean
}

export type { Stretch }

/** So many are counted; of more is told that there are more. */
export const mostCounted = 10_000

/**
 * People assigned to an agency today, or who were: a page, and whether others come before and after it. Reads no row of
 * those on other pages.
 */
export async function ofAgency(
  db: Db,
  agencyId: string,
  today: string,
  filter: PeopleFilter,
  order: ListOrder,
  stretch: Stretch,
) {
  const { after, before, limit } = stretch
  const shape: Shape = {
    order,
    from: after ? 'after' : before ? 'before' : 'first',
    by: narrowings.filter(one => filter[one] !== undefined && filter[one] !== '' && filter[one] !== false),
  }
  const name = ['people of agency', shape.order, shape.from, ...shape.by].join(' ')
  // what is narrowed changes what is to be looked through first
  const statement =
    shape.by.length > 0
      ? planned(db, name, on => listQuery(on, shape).prepare(''))
      : prepared(db, name, on => listQuery(on, shape).prepare(name))
  const rows = await statement.execute({
    agency: agencyId,
    today,
    cursor: after ?? before,
    limit: limit + 1,
    search: foldName(filter.search ?? ''),
    words: wordsOf(filter.search ?? ''),
    formerName: filter.formerName,
    notSeen: [...(filter.notSeen ?? [])],
    title: foldName(filter.title ?? ''),
    unit: foldName(filter.unit ?? ''),
    staffNumber: filter.staffNumber,
    personId: filter.personId,
    personIds: filter.personIds,
    account: filter.account,
    staffKind: filter.staffKind,
  })
  return stretchOf(rows, stretch)
}

/** A page of a list of people, and how many there are. */
export function stretchOf<R extends { count: number }>(rows: readonly R[], stretch: Stretch) {
  const count = rows[0]?.count ?? 0
  return { ...pageOf(rows, stretch), count: Math.min(count, mostCounted), isMore: count > mostCounted }
}

export type Listed = Awaited<ReturnType<typeof ofAgency>>['rows'][number]

/**
 * Who they are, each once, for whatever is done with all of them: by strokes, and whether there are more than `most`
 * rows, of which one person may have several.
 */
export async function everybody(db: Db, agencyId: string, today: string, filter: PeopleFilter, most: number) {
  const { rows, hasNext } = await ofAgency(db, agencyId, today, filter, 'strokes', { limit: most })
  const all = rows.map(({ personId, name, unit, title, staffNumber }) => {
    return [personId, { id: personId, name, unit, title, staffNumber }] as const
  })
  const people = [...new Map(all).values()]
  return { people, isMore: hasNext }
}

const narrowings = [
  'search',
  'formerName',
  'personId',
  'personIds',
  'account',
  'staffKind',
  'title',
  'unit',
  'staffNumber',
  'hasLeft',
  'isToCome',
  'isOnLeave',
  'isSuspended',
  'isServing',
] as const

/** What tells one statement from another; nothing of whoever asks, since it is kept for the next who asks. */
type Shape = { order: ListOrder; from: 'first' | 'after' | 'before'; by: (typeof narrowings)[number][] }

const [agency, today] = [sql.placeholder('agency'), sql.placeholder('today')]
const later = alias(assignments, 'later')

function listQuery(on: Db, { order, from, by }: Shape) {
  const isOf = (what: Shape['by'][number], condition: SQL | undefined) => (by.includes(what) ? condition : undefined)
  const isListed = and(
    sql`${assignments.agencyId} = ${agency}`,
    isAmong(on, by),
    isOf('search', isNamed(by)),
    isOf('title', sql`position(${sql.placeholder('title')} in ${foldedName(sql`${assignments.title}`)}) > 0`),
    isOf('unit', sql`position(${sql.placeholder('unit')} in ${foldedName(sql`${assignments.unit}`)}) > 0`),
    isOf('staffNumber', sql`${assignments.staffNumber} = ${sql.placeholder('staffNumber')}`),
    isOf('personId', sql`${assignments.personId} = ${sql.placeholder('personId')}::uuid`),
    isOf('personIds', sql`${assignments.personId} = any(${sql.placeholder('personIds')}::uuid[])`),
    isOf('staffKind', sql`${assignments.staffKind} = ${sql.placeholder('staffKind')}`),
    isOf('isOnLeave', sql`(${isAwayBy('unpaid_leave')} and not ${isAwayBy('suspended')})`),
    isOf('isSuspended', isAwayBy('suspended')),
    isOf('isServing', sql`(not ${isAwayBy('unpaid_leave')} and not ${isAwayBy('suspended')})`),
    isOf('account', sql`${assignments.accountState} = ${sql.placeholder('account')}`),
    // of somebody who is elsewhere now it is no business of this agency
    isOf('account', isReadable(by)),
  )
  const direction = from === 'before' ? desc : asc
  const keys = keysOf[order]
  const counted = on
    .select({ one: sql`1` })
    .from(assignments)
    .where(isListed)
    .limit(mostCounted + 1)
  const page = on
    .select({ id: assignments.id, count: sql<number>`(select count(*)::int from (${counted}) counted)`.as('count') })
    .from(assignments)
    .where(and(isListed, from === 'first' ? undefined : isBeyond(keys, from)))
    .orderBy(...keys(assignments).map(key => direction(key)), direction(assignments.id))
    .limit(sql.placeholder('limit'))
    .as('page')
  // what else is shown is looked up for the rows of the page alone
  return on
    .select({
      id: assignments.id,
      personId: assignments.personId,
      name: assignments.name,
      title: assignments.title,
      staffKind: assignments.staffKind,
      kind: assignments.kind,
      from: assignments.from,
      until: assignments.until,
      accountState: assignments.accountState,
      unit: assignments.unit,
      staffNumber: assignments.staffNumber,
      isArchived: by.includes('hasLeft') ? isArchived : sql<boolean>`false`,
      /** Their record is read by another agency now, or by nobody here yet. */
      isElsewhere: sql<boolean>`not ${isReadable(by)}`,
      /** Which name was found, where it is not the one that is shown. */
      found: by.includes('search') ? foundName(by) : sql<FoundName | null>`null`,
      count: page.count,
    })
    .from(page)
    .innerJoin(assignments, eq(assignments.id, page.id))
    .orderBy(...keys(assignments).map(key => direction(key)), direction(assignments.id))
}

type Assigned = Record<'folded' | 'title' | 'staffKind' | 'unit' | 'staffNumber' | 'from', AnyPgColumn>

const keysOf: Record<ListOrder, (of: Assigned) => SQL[]> = {
  strokes: ({ folded }) => [byStrokes(folded)],
  zhuyin: ({ folded }) => [byZhuyin(folded)],
  title: ({ title, folded }) => [byStrokes(title), byStrokes(folded)],
  unit: ({ unit, folded }) => [byStrokes(unit), byStrokes(folded)],
  kind: ({ staffKind, folded }) => [sql`${staffKind}`, byStrokes(folded)],
  // whoever has none comes last
  number: ({ staffNumber, folded }) => [sql`(${staffNumber} = '')`, sql`${staffNumber}`, byStrokes(folded)],
  from: ({ from, folded }) => [sql`${from}`, byStrokes(folded)],
}

const cursor = alias(assignments, 'cursor')

/** Beyond the row that the page before it ended with, wherever its name puts that one now. */
function isBeyond(keys: (typeof keysOf)[ListOrder], from: 'after' | 'before'): SQL {
  const ofCursor = (key: SQL) =>
    sql`(select ${key} from ${assignments} ${sql.raw('"cursor"')} where ${cursor.id} = ${sql.placeholder('cursor')}::uuid
      and ${cursor.agencyId} = ${agency})`
  const here = sql.join([...keys(assignments), sql`${assignments.id}`], sql`, `)
  const there = sql.join([...keys(cursor), sql`${cursor.id}`].map(ofCursor), sql`, `)
  return sql`(${here}) ${sql.raw(from === 'after' ? '>' : '<')} (${there})`
}

/** As `statusOn` and `daysOfLeave` reckon it, of a row of leave that lasts today. */
const isAwayBy = (kind: 'unpaid_leave' | 'suspended') => sql`exists (
  select 1 from ${recordRows} away
  where away.person_id = ${assignments.personId} and away.section = 'leave_status' and not away.deleted
    and away.data->>'kind' = ${kind}
    and away.data->>'from' <= ${today}
    and coalesce(nullif(away.data->>'until', ''), ${today}) >= ${today}
    and not coalesce(away.data->>'returned_on' > away.data->>'from' and away.data->>'returned_on' <= ${today}, false)
    and not exists (
      select 1 from ${recordRows} back
      where back.person_id = away.person_id and back.section = 'leave_status' and not back.deleted
        and back.data->>'kind' in ('reinstated', 'returned')
        and back.data->>'from' > away.data->>'from' and back.data->>'from' <= ${today})
    and not exists (
      select 1 from ${recordRows} gone
      where gone.person_id = away.person_id and gone.section = 'separation' and not gone.deleted
        and gone.data->>'effective' > away.data->>'from' and gone.data->>'effective' <= ${today}))`
/** Of those who left: whether their last day anywhere was here, so that HR here goes on reading their record. */
const isArchived = sql<boolean>`not exists (select 1 from ${assignments} other
  where other.person_id = ${assignments.personId} and other.from_day <= ${today}
    and coalesce(other.until_day, 'infinity'::date) > ${assignments.until})`

const [search, words] = [sql.placeholder('search'), sql.placeholder('words')]

/** A name other than the one that is shown: a former one is known to whoever typed the whole of it, and not told. */
export type FoundName = { romanised: string | null; english: string | null } | 'former'

/** Those who are here, who left, or who are to come. */
function isAmong(on: Db, by: Shape['by']): SQL {
  if (by.includes('hasLeft'))
    return and(hasLeft(on), or(sql`not ${isProtected(assignments.personId)}`, isArchived)) as SQL
  return by.includes('isToCome') ? isToCome(on) : inForce(assignments, sql`${today}::date`)
}

/** Whether HR here reads the record of those who are listed. */
function isReadable(by: Shape['by']): SQL<boolean> {
  if (by.includes('hasLeft')) return isArchived
  return by.includes('isToCome') ? sql<boolean>`false` : sql<boolean>`true`
}

function isNamed(by: Shape['by']): SQL {
  const others = [holdsWords(sql`${words}`, assignments.otherNames), ...(by.includes('formerName') ? [hadName] : [])]
  const isShown = holds(sql`${search}`, assignments.folded)
  const isSeen = sql`${isReadable(by)} and not ${assignments.personId} = any(${sql.placeholder('notSeen')}::uuid[])`
  return sql`(${isShown} or ((${sql.join(others, sql` or `)}) and ${isSeen}))`
}

// once for all rows
const hadName = sql`${assignments.personId} = any(array(select ${formerIdentities.personId} from ${formerIdentities}
  where ${formerIdentities.blindIndex} = ${sql.placeholder('formerName')} and ${formerIdentities.kind} = 'name'
    and not ${isProtected(formerIdentities.personId)}))`

function foundName(by: Shape['by']): SQL<FoundName | null> {
  const others = sql`(select jsonb_build_object('romanised', basic.data->>'name_roman', 'english', basic.data->>'name_en')
    from ${recordRows} basic where basic.person_id = ${assignments.personId} and basic.section = 'basic' and not basic.deleted)`
  return sql<FoundName | null>`case when ${holds(sql`${search}`, assignments.folded)} then null
    when ${holdsWords(sql`${words}`, assignments.otherNames)} then ${others}
    when ${by.includes('formerName')} then '"former"'::jsonb end`
}

/** Is here from a day to come on, and not before. */
const isToCome = (on: Db): SQL =>
  isOnlyOne(
    on,
    gt(assignments.from, sql`${today}::date`),
    sql`${later.from} < ${assignments.from} and coalesce(${later.until}, 'infinity'::date) >= ${today}`,
  )

/** Was here, is no more, and of several times it is the last. */
const hasLeft = (on: Db): SQL =>
  isOnlyOne(
    on,
    lt(assignments.until, sql`${today}::date`),
    sql`(coalesce(${later.until}, 'infinity'::date), ${later.id}) > (${assignments.until}, ${assignments.id})`,
  )

/** Where this is so, and none of the same person at the same agency stands for it as `other` says. */
function isOnlyOne(on: Db, isSo: SQL, other: SQL): SQL {
  const others = on
    .select({ id: later.id })
    .from(later)
    .where(and(eq(later.personId, assignments.personId), eq(later.agencyId, assignments.agencyId), other))
  return and(isSo, notExists(others)) as SQL
}
