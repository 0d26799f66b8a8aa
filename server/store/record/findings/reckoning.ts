import { and, asc, eq, inArray, notInArray, sql, type SQL } from 'drizzle-orm'
import { legalDay } from '../../../domain/clock.ts'
import { findings, type Finding } from '../../../domain/record/findings.ts'
import type { WholeRecord } from '../../../domain/record/rules/across.ts'
import { changesOn } from '../../../domain/record/rules/findings-in-time.ts'
import type { Db } from '../../database/database.ts'
import type { KeyRing } from '../../database/sealing.ts'
import { assignments, findingsReckoned, recordFindings, recordRows, shownNames } from '../../schema.ts'
import { byPerson } from '../by-person.ts'
import { rulesVersion } from '../rules-version.ts'
import { openRow } from '../sealed-rows.ts'

/**
 * Reckons what the rules say of a person's record as it is now, and keeps that instead of what was kept before. Whoever
 * calls holds the person.
 */
export async function reckon(tx: Db, ring: KeyRing, personId: string, now: Date): Promise<Finding[]> {
  return reckonAll(tx, ring, [personId], now)
}

/** The same of many people at once. */
export async function reckonAll(tx: Db, ring: KeyRing, personIds: readonly string[], now: Date): Promise<Finding[]> {
  const today = legalDay(now)
  const rows = await tx
    .select({
      id: recordRows.id,
      personId: recordRows.personId,
      section: recordRows.section,
      data: recordRows.data,
      at: sql<string>`coalesce(${recordRows.confirmedAt}, ${recordRows.updatedAt})`,
    })
    .from(recordRows)
    .where(and(inArray(recordRows.personId, [...personIds]), eq(recordRows.deleted, false)))
    .orderBy(asc(recordRows.section), asc(recordRows.updatedAt), asc(recordRows.id))
  const rowsOf = byPerson(rows)
  const reckoned = (await besides(tx, personIds)).map(({ personId, ...beside }) => {
    const record = {
      ...beside,
      today,
      rows: (rowsOf.get(personId) ?? []).map(({ id, section, data, at }) => ({
        id,
        section,
        data: openRow(ring, { personId, section, rowId: id }, data),
        confirmedOn: legalDay(new Date(at)),
      })),
    }
    return { personId, changesOn: changesOn(record), found: findings(record) }
  })
  const found = reckoned.flatMap(({ personId, found }) => found.map(one => ({ ...one, personId })))
  const people = reckoned.map(({ personId, changesOn }) => ({ personId, changesOn }))
  await tx.execute(sql`with found as (
      select * from json_to_recordset(${JSON.stringify(found)}::json)
        as one("personId" uuid, "rowId" uuid, rule text, severity text, section text, field text)
    ), people as (
      select * from json_to_recordset(${JSON.stringify(people)}::json) as one("personId" uuid, "changesOn" date)
    ), gone as (
      delete from ${recordFindings} old using people where old.person_id = people."personId" and not exists (
        select from found where found."rowId" = old.row_id and found.rule = old.rule and found.field = old.field)
    ), reckoned as (
      insert into ${findingsReckoned} (person_id, rules, reckoned_on, changes_on)
      select "personId", ${rulesVersion()}, ${today}::date, "changesOn" from people
      on conflict (person_id) do update
        set rules = excluded.rules, reckoned_on = excluded.reckoned_on, changes_on = excluded.changes_on
    )
    insert into ${recordFindings} (person_id, row_id, rule, severity, section, field)
    select "personId", "rowId", rule, severity, section, field from found
    on conflict (row_id, rule, field) do update set severity = excluded.severity
      where ${recordFindings.severity} <> excluded.severity`)
  return reckoned.flatMap(({ found }) => found)
}

/** What the rules ask of people that stands in no row of their records. */
async function besides(tx: Db, personIds: readonly string[]) {
  type Beside = { personId: string } & Pick<WholeRecord, 'assignments' | 'shownNames'>
  const { rows } = await tx.execute<Beside>(sql`select one.id as "personId",
    array(select json_build_object('staffKind', staff_kind, 'from', from_day, 'until', until_day)
      from ${assignments} where person_id = one.id) as assignments,
    array(select name from ${shownNames} where person_id = one.id and confirmed_at is null) as "shownNames"
    from unnest(${sql.param([...personIds])}::uuid[]) as one(id)`)
  return rows
}

/** Something outside the record has changed that the rules ask about: the findings are reckoned again before long. */
export async function reckonSoon(tx: Db, personId: string, now: Date): Promise<void> {
  await tx
    .update(findingsReckoned)
    .set({ changesOn: legalDay(now) })
    .where(eq(findingsReckoned.personId, personId))
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
