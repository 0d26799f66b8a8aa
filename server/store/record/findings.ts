import { and, asc, desc, eq, inArray, isNotNull, ne, notInArray, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { legalDay } from '../../domain/clock.ts'
import { foldName } from '../../domain/name-text.ts'
import type { Severity } from '../../domain/record/field.ts'
import { changesOn } from '../../domain/record/rules/findings-in-time.ts'
import { findings, type Finding } from '../../domain/record/findings.ts'
import { rules, wantedBy } from '../../domain/record/rules.ts'
import type { Assigned, WholeRecord } from '../../domain/record/rules/across.ts'
import { mostCounted, told } from '../database/count-up-to.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import { endsInTime } from '../database/end-of-life.ts'
import { foldedName } from '../database/folded-names.ts'
import { inForce, inForceAs } from '../database/in-force.ts'
import type { KeyRing } from '../database/sealing.ts'
import { byStrokes } from '../database/name-order.ts'
import { anyNameHolds } from '../database/name-search.ts'
import {
  accounts,
  agencies,
  assignments,
  people,
  findingsOpenings,
  findingsReckoned,
  recordFindings,
  recordRows,
  shownNames,
} from '../schema.ts'
import { rulesVersion } from './rules-version.ts'
import { openRow } from './sealed-rows.ts'

/**
 * Reckons what the rules say of a person's record as it is now, and keeps that instead of what was kept before. Whoever
 * calls holds the person.
 */
export async function reckon(tx: Db, ring: KeyRing, personId: string, now: Date): Promise<Finding[]> {
  const rows = await tx
    .select({
      id: recordRows.id,
      section: recordRows.section,
      data: recordRows.data,
      at: sql<string>`coalesce(${recordRows.confirmedAt}, ${recordRows.updatedAt})`,
    })
    .from(recordRows)
    .where(and(eq(recordRows.personId, personId), eq(recordRows.deleted, false)))
    .orderBy(asc(recordRows.section), asc(recordRows.updatedAt), asc(recordRows.id))
  const record = {
    ...(await besides(tx, personId)),
    today: legalDay(now),
    rows: rows.map(({ id, section, data, at }) => ({
      id,
      section,
      data: openRow(ring, { personId, section, rowId: id }, data),
      confirmedOn: legalDay(new Date(at)),
    })),
  }
  const found = findings(record)
  await tx.execute(sql`with found as (
      select * from json_to_recordset(${JSON.stringify(found)}::json)
        as one("rowId" uuid, rule text, severity text, section text, field text)
    ), gone as (
      delete from ${recordFindings} old where old.person_id = ${personId} and not exists (select from found
        where found."rowId" = old.row_id and found.rule = old.rule and found.field = old.field)
    ), reckoned as (
      insert into ${findingsReckoned} (person_id, rules, reckoned_on, changes_on)
      values (${personId}, ${rulesVersion()}, ${record.today}, ${changesOn(record)})
      on conflict (person_id) do update
        set rules = excluded.rules, reckoned_on = excluded.reckoned_on, changes_on = excluded.changes_on
    )
    insert into ${recordFindings} (person_id, row_id, rule, severity, section, field)
    select ${personId}::uuid, "rowId", rule, severity, section, field from found
    on conflict (row_id, rule, field) do update set severity = excluded.severity
      where ${recordFindings.severity} <> excluded.severity`)
  return found
}

const missing = rules.flatMap(({ id }) => (wantedBy(id) === undefined ? [] : id))

/** What the rules ask of a person that stands in no row of the record. */
async function besides(tx: Db, personId: string): Promise<Pick<WholeRecord, 'assignments' | 'shownNames'>> {
  const { rows } = await tx.execute<{ assignments: Assigned[]; names: string[] }>(sql`select
    array(select json_build_object('staffKind', staff_kind, 'from', from_day, 'until', until_day)
      from ${assignments} where person_id = ${personId}) as assignments,
    array(select name from ${shownNames} where person_id = ${personId} and confirmed_at is null) as names`)
  return { assignments: rows[0]?.assignments ?? [], shownNames: rows[0]?.names ?? [] }
}

/** Something outside the record has changed that the rules ask about: the findings are reckoned again before long. */
export async function reckonSoon(tx: Db, personId: string, now: Date): Promise<void> {
  await tx
    .update(findingsReckoned)
    .set({ changesOn: legalDay(now) })
    .where(eq(findingsReckoned.personId, personId))
}

/** A field that a rule has found something about. */
export type FieldFound = { rowId: string; field: string; rule: string }

/** Contact details that nobody saw to for long; whoever they are of can say that they are right. */
export const agedContact = 'basic.contact-age'

/** SQL: what is wrong in a field, and what its owner can see to; the rest that is odd is for HR to look at. */
export const isForOwner = or(
  and(eq(recordFindings.severity, 'error'), notInArray(recordFindings.rule, missing)),
  eq(recordFindings.rule, agedContact),
)

/** The fields of a person's record, or of one row of it, that the person may put right. */
export async function ofPerson(db: Db, personId: string, rowId?: string): Promise<FieldFound[]> {
  return db
    .select({ rowId: recordFindings.rowId, field: recordFindings.field, rule: recordFindings.rule })
    .from(recordFindings)
    .where(
      and(
        eq(recordFindings.personId, personId),
        rowId === undefined ? undefined : eq(recordFindings.rowId, rowId),
        isForOwner,
      ),
    )
}

/** What the rules say of one row of a person, but for warnings that need no action. */
export async function ofRow(db: Db, personId: string, rowId: string) {
  return db
    .select({
      rule: recordFindings.rule,
      severity: recordFindings.severity,
      section: recordFindings.section,
      rowId: recordFindings.rowId,
      field: recordFindings.field,
    })
    .from(recordFindings)
    .where(and(eq(recordFindings.personId, personId), eq(recordFindings.rowId, rowId), sql`not ${exemptNow}`))
    .orderBy(asc(recordFindings.severity), asc(recordFindings.rule), asc(recordFindings.field))
}

/**
 * People whose findings were reckoned by other rules or on a day that is still to come, by a clock that was wrong, or
 * whom the calendar has overtaken.
 */
export async function outdated(db: Db, today: string, { limit, not }: { limit: number; not: readonly string[] }) {
  const of = (isOutdated: SQL) =>
    sql`(select person_id from ${findingsReckoned}
      where ${and(isOutdated, not.length > 0 ? notInArray(findingsReckoned.personId, [...not]) : undefined)}
      limit ${limit})`
  // each of them has an index; an OR of them has none
  const { rows } = await db.execute<{ person_id: string }>(sql`select person_id from (
      ${of(sql`${findingsReckoned.rules} < ${rulesVersion()}`)} union
      ${of(sql`${findingsReckoned.rules} > ${rulesVersion()}`)} union
      ${of(sql`${findingsReckoned.reckonedOn} > ${today}`)} union
      ${of(sql`${findingsReckoned.changesOn} <= ${today}`)}) outdated limit ${limit}`)
  return rows.map(({ person_id: id }) => id)
}

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

/** SQL: HR says that the warning is right as it is, and the row has not changed since. */
const exemptAs = (name: string) => {
  const table = sql.identifier(name)
  return sql`(${table}.exempt_version is not null and ${table}.severity = 'warning'
    and ${table}.exempt_version = (select now.version from ${recordRows} now where now.id = ${table}.row_id))`
}
const exemptNow = exemptAs('record_findings')

const ofFinding = {
  personId: recordFindings.personId,
  name: assignments.name,
  rowId: recordFindings.rowId,
  rule: recordFindings.rule,
  severity: recordFindings.severity,
  section: recordFindings.section,
  field: recordFindings.field,
}

/** How a finding is called in the list of its agency: where it is, so that its place is known when it is gone. */
const placeOf = ({ rowId, rule, field }: { rowId: string; rule: string; field: string }) => `${rowId}~${rule}~${field}`
/** Whether a finding can be called so. */
export const isPlace = (text: string): boolean => {
  const [rowId = '', rule = '', field = '', ...more] = text.split('~')
  return isRowId.test(rowId) && /^[\w.-]+$/.test(rule) && /^\w+$/.test(field) && more.length === 0
}
const isRowId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * A page of the findings of an agency's people, person by person in the order of strokes, and whether others come
 * before and after it; how many there are is told as `told` does.
 */
export async function ofAgency(
  db: Db,
  scope: Scope,
  filter: FindingFilter,
  { after, before, limit }: { after?: string; before?: string; limit: number },
) {
  const isIt = isAsked(scope, filter)
  const cursor = after ?? before
  const direction = before ? desc : asc
  const keys = [
    byStrokes(assignments.folded),
    assignments.personId,
    recordFindings.section,
    recordFindings.rowId,
    recordFindings.rule,
    recordFindings.field,
  ]
  const most = mostCounted({ limit, offset: 0 })
  const found = await db
    .select({
      ...ofFinding,
      unit: assignments.unit,
      title: assignments.title,
      staffNumber: assignments.staffNumber,
      folded: assignments.folded,
      count: sql<number>`(select count(*)::int from (select 1 from ${assignments}
        join ${recordFindings} on ${recordFindings.personId} = ${assignments.personId} where ${isIt} limit ${most}) counted)`,
    })
    .from(assignments)
    .innerJoin(recordFindings, eq(recordFindings.personId, assignments.personId))
    .where(and(isIt, cursor ? isBeyond(keys, scope.agencyId, cursor, before ? '<' : '>') : undefined))
    .orderBy(...keys.map(key => direction(key)))
    .limit(limit + 1)
  const page = found.slice(0, limit)
  const names = page.map(({ folded }) => folded)
  const shared = await sharedNames(db, scope, names)
  const rows = page.map(row => ({ ...row, id: placeOf(row), hasNamesake: shared.has(row.folded) }))
  const isMore = found.length > limit
  return {
    rows: before ? rows.toReversed() : rows,
    hasPrevious: before ? isMore : after !== undefined,
    hasNext: before ? true : isMore,
    ...told(found[0]?.count ?? 0, { limit, offset: 0 }),
  }
}

export type Found = Awaited<ReturnType<typeof ofAgency>>['rows'][number]

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

/**
 * Says that a warning is right as it is: until its row changes it is listed among those that need no action. False for
 * an error, and where the row has changed since it was seen or somebody said so already.
 */
export async function exempt(
  tx: Db,
  finding: { id: string; personId: string; rule: string },
  { version, reason }: { version: number; reason: string },
  by: By,
  now: Date,
): Promise<boolean> {
  const asSeen = sql`(select now.version from ${recordRows} now where now.id = ${recordFindings.rowId}) = ${version}`
  const [done] = await tx
    .update(recordFindings)
    .set({ exemptReason: reason, exemptVersion: version, exemptBy: by.accountId, exemptAt: now })
    .where(and(isAt(finding.id), eq(recordFindings.severity, 'warning'), asSeen, sql`not ${exemptNow}`))
    .returning({ rowId: recordFindings.rowId })
  if (!done) return false
  const details = { row: done.rowId, rule: finding.rule }
  await events.add(tx, { what: 'finding.exempted', about: finding.personId, by, at: now, details })
  return true
}

/** Lists it again. False where somebody has done so already. */
export async function endExemption(
  tx: Db,
  finding: { id: string; personId: string; rule: string },
  by: By,
  now: Date,
): Promise<boolean> {
  const [done] = await tx
    .update(recordFindings)
    .set({ exemptReason: null, exemptVersion: null, exemptBy: null, exemptAt: null })
    .where(and(isAt(finding.id), isNotNull(recordFindings.exemptVersion)))
    .returning({ rowId: recordFindings.rowId })
  if (!done) return false
  const details = { row: done.rowId, rule: finding.rule }
  await events.add(tx, { what: 'finding.exemption-ended', about: finding.personId, by, at: now, details })
  return true
}

function isAt(place: string): SQL | undefined {
  const [rowId = '', rule = '', field = ''] = place.split('~')
  return and(eq(recordFindings.rowId, rowId), eq(recordFindings.rule, rule), eq(recordFindings.field, field))
}

/** By the row, which is there when its finding is gone: whoever mends one after the other goes on where they were. */
function isBeyond(keys: readonly SQLWrapper[], agencyId: string, place: string, than: '<' | '>'): SQL {
  const [rowId, rule, field] = place.split('~')
  const ofRow = (what: SQL) => sql`(select ${what} from ${recordRows} gone
    join ${assignments} whose on whose.person_id = gone.person_id and whose.agency_id = ${agencyId}
    where gone.id = ${rowId}::uuid order by whose.until_day desc limit 1)`
  const there = [
    ofRow(byStrokes(sql`whose.folded`)),
    ofRow(sql`gone.person_id`),
    ofRow(sql`gone.section`),
    sql`${rowId}::uuid`,
    sql`${rule}::text`,
    sql`${field}::text`,
  ]
  return sql`(${sql.join([...keys], sql`, `)}) ${sql.raw(than)} (${sql.join(there, sql`, `)})`
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

/** Beyond so many they are not counted for an agency below. */
export const mostBelow = 1000

/**
 * How many errors and warnings the people of the agencies below one have in these sections; one more than `mostBelow`
 * means: or more.
 */
export async function countedBelow(
  db: Db,
  { hrParentId, today, sections }: { hrParentId: string; today: string; sections: readonly string[] },
  page: { limit: number; offset: number },
) {
  const count = (severity: Severity) =>
    sql`(select count(*)::int from (select 1 from ${assignments} here
      join ${recordFindings} found on found.person_id = here.person_id and found.severity = ${severity}
        and found.section = any(${sql.param([...sections])})
        ${severity === 'warning' ? sql`and not ${exemptAs('found')}` : sql``}
      where here.agency_id = below.id and ${inForceAs('here', today)} limit ${mostBelow + 1}) counted)`
  const { rows } = await db.execute<{ name: string; errors: number; warnings: number }>(
    sql`select below.name, ${count('error')} as errors, ${count('warning')} as warnings from ${agencies} below
      where below.hr_parent_id = ${hrParentId} order by below.name, below.id limit ${page.limit} offset ${page.offset}`,
  )
  return rows
}

const isOfScope = ({ agencyId, today, notOf }: Scope) =>
  and(eq(assignments.agencyId, agencyId), inForce(assignments, today), notInArray(assignments.personId, [...notOf]))

function isAsked(scope: Scope, filter: FindingFilter): SQL | undefined {
  const { severity, sections, rule, search, staffKind, unit, personId, isExempt } = filter
  return and(
    isOfScope(scope),
    search ? anyNameHolds(search, assignments) : undefined,
    staffKind ? eq(assignments.staffKind, staffKind) : undefined,
    unit ? sql`position(${foldName(unit)} in ${foldedName(sql`${assignments.unit}`)}) > 0` : undefined,
    isExempt ? exemptNow : sql`not ${exemptNow}`,
    personId === undefined ? undefined : sql`${assignments.personId} = ${personId}::uuid`,
    severity ? eq(recordFindings.severity, severity as Severity) : undefined,
    inArray(recordFindings.section, [...sections]),
    rule ? eq(recordFindings.rule, rule) : undefined,
  )
}

const openMs = 15 * 60_000

/** Opens the findings of an agency to an account for 15 minutes, for a purpose told in words. */
export async function open(
  db: Db,
  opening: { accountId: string; agencyId: string; purpose: string },
  now: Date,
): Promise<void> {
  const expiresAt = new Date(now.getTime() + openMs)
  await db
    .insert(findingsOpenings)
    .values({ ...opening, expiresAt })
    .onConflictDoUpdate({
      target: [findingsOpenings.accountId, findingsOpenings.agencyId],
      set: { purpose: opening.purpose, expiresAt },
    })
}

/** The purpose under which the findings are open to the account now, or undefined. */
export async function openPurpose(db: Db, accountId: string, agencyId: string, now: Date): Promise<string | undefined> {
  const [row] = await db
    .select({ purpose: findingsOpenings.purpose })
    .from(findingsOpenings)
    .where(
      and(
        eq(findingsOpenings.accountId, accountId),
        eq(findingsOpenings.agencyId, agencyId),
        endsInTime(findingsOpenings.expiresAt, openMs, now),
      ),
    )
  return row?.purpose
}
