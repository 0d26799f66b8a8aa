import { and, asc, eq, notInArray, sql, type SQL } from 'drizzle-orm'
import { legalDay } from '../../../domain/clock.ts'
import { findings, type Finding } from '../../../domain/record/findings.ts'
import type { Assigned, WholeRecord } from '../../../domain/record/rules/across.ts'
import { changesOn } from '../../../domain/record/rules/findings-in-time.ts'
import type { Db } from '../../database/database.ts'
import type { KeyRing } from '../../database/sealing.ts'
import { assignments, findingsReckoned, recordFindings, recordRows, shownNames } from '../../schema.ts'
import { rulesVersion } from '../rules-version.ts'
import { openRow } from '../sealed-rows.ts'

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
