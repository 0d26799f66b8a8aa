import { and, asc, desc, eq, ne, notInArray, sql, type SQL } from 'drizzle-orm'
import { foldName } from '../../../domain/name-text.ts'
import type { Severity } from '../../../domain/record/field.ts'
import { countOf, withCounts, type Agencies } from '../../agency/counted.ts'
import { mostCounted, told } from '../../database/count-up-to.ts'
import type { Db } from '../../database/database.ts'
import { foldedName } from '../../database/folded-names.ts'
import { inForce, inForceAs } from '../../database/in-force.ts'
import { byStrokes } from '../../database/name-order.ts'
import { pageOf, type Stretch } from '../../database/stretch.ts'
import { anyNameHolds, wordsOf } from '../../database/name-search.ts'
import { planned } from '../../database/prepared.ts'
import { accounts, assignments, findingsReckoned, people, recordFindings, recordRows } from '../../schema.ts'
import { rulesVersion } from '../rules-version.ts'
import { exemptAs, exemptNow } from './exemption.ts'
import { isAt, isBeyond, partsOf, placeOf } from './place.ts'

export type FindingFilter = {
  severity?: string
  rule?: string
  sections: readonly string[]
  search?: string
  staffKind?: string
  unit?: string
  /** Null for somebody who was looked for and is not known. */
  personId?: string | null
  /** Those that need no action, instead of those that do. */
  isExempt?: boolean
}
type Scope = { agencyId: string; today: string; notOf: readonly string[] }

const ofFinding = {
  personId: recordFindings.personId,
  name: assignments.name,
  rowId: recordFindings.rowId,
  rule: recordFindings.rule,
  severity: recordFindings.severity,
  section: recordFindings.section,
  field: recordFindings.field,
}

/**
 * A page of the findings of an agency's people, person by person in the order of strokes, and whether others come
 * before and after it; how many there are is told as `told` does.
 */
export async function ofAgency(db: Db, scope: Scope, filter: FindingFilter, stretch: Stretch) {
  const { after, before, limit } = stretch
  const shape: Shape = {
    from: after ? 'after' : before ? 'before' : 'first',
    by: narrowings.filter(one => filter[one] !== undefined && filter[one] !== '' && filter[one] !== false),
  }
  const name = ['findings of agency', shape.from, ...shape.by].join(' ')
  // whose findings they are decides by which index they are read: for any agency the planner takes a bad one
  const statement = planned(db, name, on => listQuery(on, shape).prepare(''))
  const { search = '', unit = '', sections, ...narrowed } = filter
  const cursor = after ?? before
  const found = await statement.execute({
    ...narrowed,
    agency: scope.agencyId,
    today: scope.today,
    notOf: [...scope.notOf],
    sections: [...sections],
    search: foldName(search),
    words: wordsOf(search),
    unit: foldName(unit),
    ...(cursor && partsOf(cursor)),
    limit: limit + 1,
    most: mostCounted({ limit, offset: 0 }),
  })
  const { rows, ...beside } = pageOf(found, stretch)
  const names = rows.map(({ folded }) => folded)
  const shared = await sharedNames(db, scope, names)
  return {
    rows: rows.map(row => ({ ...row, id: placeOf(row), hasNamesake: shared.has(row.folded) })),
    ...beside,
    ...told(found[0]?.count ?? 0, { limit, offset: 0 }),
  }
}

export type Found = Awaited<ReturnType<typeof ofAgency>>['rows'][number]

const narrowings = ['severity', 'rule', 'search', 'staffKind', 'unit', 'personId', 'isExempt'] as const

/** What tells one statement from another; nothing of whoever asks, since it is kept for the next who asks. */
type Shape = { from: 'first' | 'after' | 'before'; by: (typeof narrowings)[number][] }

const [agency, today] = [sql.placeholder('agency'), sql.placeholder('today')]

function listQuery(on: Db, { from, by }: Shape) {
  const isIt = isAsked(by)
  const direction = from === 'before' ? desc : asc
  const keys = [
    byStrokes(assignments.folded),
    assignments.personId,
    recordFindings.section,
    recordFindings.rowId,
    recordFindings.rule,
    recordFindings.field,
  ]
  const isOnPage = from === 'first' ? undefined : isBeyond(keys, agency, from === 'after' ? '>' : '<')
  return on
    .select({
      ...ofFinding,
      unit: assignments.unit,
      title: assignments.title,
      staffNumber: assignments.staffNumber,
      folded: assignments.folded,
      count: sql<number>`(select count(*)::int from (select 1 from ${assignments}
        join ${recordFindings} on ${recordFindings.personId} = ${assignments.personId}
        where ${isIt} limit ${sql.placeholder('most')}) counted)`,
    })
    .from(assignments)
    .innerJoin(recordFindings, eq(recordFindings.personId, assignments.personId))
    .where(and(isIt, isOnPage))
    .orderBy(...keys.map(key => direction(key)))
    .limit(sql.placeholder('limit'))
}

/** A finding of the agency by what the list calls it, with the version of its row and why it needs no action. */
export async function find(db: Db, scope: Scope, place: string) {
  const [row] = await db
    .select({
      ...ofFinding,
      version: recordRows.version,
      isExempt: sql<boolean>`${exemptNow}`,
      exemptReason: recordFindings.exemptReason,
      exemptAt: recordFindings.exemptAt,
      exemptBy: sql<string | null>`(select who.name from ${people} who join ${accounts} theirs
        on theirs.person_id = who.id where theirs.id = ${recordFindings.exemptBy})`,
    })
    .from(recordFindings)
    .innerJoin(recordRows, eq(recordRows.id, recordFindings.rowId))
    .innerJoin(assignments, eq(assignments.personId, recordFindings.personId))
    .where(and(isAt(place), isOfScope(scope)))
    .limit(1)
  return row && { ...row, id: placeOf(row) }
}

/** Of some names, as they are compared, those that several of the agency's people have, on whatever page they are. */
async function sharedNames(db: Db, { agencyId, today }: Scope, names: readonly string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set()
  const rows = await db
    .select({ folded: assignments.folded })
    .from(assignments)
    .where(
      and(
        eq(assignments.agencyId, agencyId),
        inForce(assignments, today),
        sql`${byStrokes(assignments.folded)} = any(${sql.param([...new Set(names)])}::text[])`,
      ),
    )
    .groupBy(assignments.folded)
    .having(sql`count(distinct ${assignments.personId}) > 1`)
  return new Set(rows.map(({ folded }) => folded))
}

/** Whether findings of some of the agency's people are still to be reckoned, by the rules of today. */
export async function isBehind(db: Db, { agencyId, today }: Omit<Scope, 'notOf'>): Promise<boolean> {
  const rows = await db
    .select({ personId: assignments.personId })
    .from(assignments)
    .innerJoin(findingsReckoned, eq(findingsReckoned.personId, assignments.personId))
    .where(
      and(eq(assignments.agencyId, agencyId), inForce(assignments, today), ne(findingsReckoned.rules, rulesVersion())),
    )
    .limit(1)
  return rows.length > 0
}

/** How many errors and warnings the people of some agencies have in these sections. */
export function countedAt(
  db: Db,
  among: Agencies,
  { today, sections }: { today: string; sections: readonly string[] },
  stretch: Stretch,
) {
  const count = (severity: Severity) =>
    countOf(sql`from ${assignments} here
      join ${recordFindings} found on found.person_id = here.person_id and found.severity = ${severity}
        and found.section = any(${sql.param([...sections])})
        ${severity === 'warning' ? sql`and not ${exemptAs('found')}` : sql``}
      where here.agency_id = below.id and ${inForceAs('here', today)}`)
  return withCounts(db, among, { errors: count('error'), warnings: count('warning') }, stretch)
}

const isOfScope = ({ agencyId, today: day, notOf }: Scope) =>
  and(eq(assignments.agencyId, agencyId), inForce(assignments, day), notInArray(assignments.personId, [...notOf]))

function isAsked(by: Shape['by']): SQL | undefined {
  const isOf = (what: Shape['by'][number], condition: SQL) => (by.includes(what) ? condition : undefined)
  const [search, words] = [sql.placeholder('search'), sql.placeholder('words')]
  return and(
    sql`${assignments.agencyId} = ${agency} and ${inForce(assignments, sql`${today}::date`)}`,
    sql`${assignments.personId} <> all(${sql.placeholder('notOf')}::uuid[])`,
    isOf('search', anyNameHolds(sql`${search}`, sql`${words}`, assignments)),
    isOf('staffKind', sql`${assignments.staffKind} = ${sql.placeholder('staffKind')}`),
    isOf('unit', sql`position(${sql.placeholder('unit')} in ${foldedName(sql`${assignments.unit}`)}) > 0`),
    by.includes('isExempt') ? exemptNow : sql`not ${exemptNow}`,
    isOf('personId', sql`${assignments.personId} = ${sql.placeholder('personId')}::uuid`),
    isOf('severity', sql`${recordFindings.severity} = ${sql.placeholder('severity')}`),
    sql`${recordFindings.section} = any(${sql.placeholder('sections')}::text[])`,
    isOf('rule', sql`${recordFindings.rule} = ${sql.placeholder('rule')}`),
  )
}
