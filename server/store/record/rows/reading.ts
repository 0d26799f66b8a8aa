import { randomUUID } from 'node:crypto'
import type { SQL, SQLWrapper } from 'drizzle-orm'
import { and, asc, desc, eq, inArray, lte, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../../database/database.ts'
import { prepared } from '../../database/prepared.ts'
import type { KeyRing } from '../../database/sealing.ts'
import { accounts, agencies, corrections, people, recordRows, recordVersions } from '../../schema.ts'
import { byPerson } from '../by-person.ts'
import { openRow } from '../sealed-rows.ts'

export type Row = { id: string; section: string; version: number; data: Record<string, unknown> }

/** The id of a row that does not exist yet. */
export const newRowId = (): string => randomUUID()

const rowsQuery = (on: Db) =>
  on
    .select({ id: recordRows.id, section: recordRows.section, version: recordRows.version, data: recordRows.data })
    .from(recordRows)
    .where(isInRecord(sql.placeholder('person')))
    .orderBy(asc(recordRows.section), asc(recordRows.updatedAt), asc(recordRows.id))
    .prepare('record_rows')

/** SQL: a row of `record_rows` that stands in the record of a person. */
export const isInRecord = (person: SQLWrapper): SQL =>
  sql`(${recordRows.personId} = ${person} and not ${recordRows.deleted})`

/** All current rows of a person, values open. */
export async function ofPerson(db: Db, ring: KeyRing, personId: string): Promise<Row[]> {
  const rows = await prepared(db, 'record_rows', rowsQuery).execute({ person: personId })
  return rows.map(row => ({ ...row, data: openRow(ring, { personId, section: row.section, rowId: row.id }, row.data) }))
}

/** The current rows of some sections of many people, values open, by their ids. */
export async function ofPeople(db: Db, ring: KeyRing, personIds: readonly string[], sections: readonly string[]) {
  const rows = await db
    .select()
    .from(recordRows)
    .where(
      and(
        inArray(recordRows.personId, [...personIds]),
        inArray(recordRows.section, [...sections]),
        eq(recordRows.deleted, false),
      ),
    )
    .orderBy(asc(recordRows.section), asc(recordRows.updatedAt), asc(recordRows.id))
  const open = rows.map(({ id, personId, section, version, data }) => ({
    id,
    personId,
    section,
    version,
    data: openRow(ring, { personId, section, rowId: id }, data),
  }))
  return byPerson(open)
}

/** One current row, or undefined when it is not this person's or no longer there. */
export async function row(db: Db, ring: KeyRing, personId: string, rowId: string): Promise<Row | undefined> {
  const [found] = await db.select().from(recordRows).where(eq(recordRows.id, rowId))
  if (!found || found.deleted || found.personId !== personId) return undefined
  const place = { personId, section: found.section, rowId }
  return { id: rowId, section: found.section, version: found.version, data: openRow(ring, place, found.data) }
}

/** The version of a row, whether or not it is still there. */
export async function newestVersion(db: Db, rowId: string): Promise<number | undefined> {
  const [found] = await db.select({ version: recordRows.version }).from(recordRows).where(eq(recordRows.id, rowId))
  return found?.version
}

/** A row as it was in one of its versions, whether or not it is still there; blank when this person has no such row. */
export async function rowAt(db: Db, ring: KeyRing, personId: string, rowId: string, version: number) {
  const [found] = await db
    .select({ section: recordRows.section, data: recordVersions.data })
    .from(recordVersions)
    .innerJoin(recordRows, eq(recordRows.id, recordVersions.rowId))
    .where(and(eq(recordVersions.rowId, rowId), eq(recordVersions.version, version), eq(recordRows.personId, personId)))
  return found ? openRow(ring, { personId, section: found.section, rowId }, found.data) : {}
}

const [representedAccount, represented] = [alias(accounts, 'represented_account'), alias(people, 'represented')]

/** So many versions of a row are read where no page of them is asked for. */
const mostVersions = 100

/**
 * Versions of a row, newest first: value, from when, by whom (role and agency), why, from which correction. From `upTo`
 * downwards, so many as `limit` and the two beside them, by which it is told what changed and until when each held.
 */
export async function history(
  db: Db,
  ring: KeyRing,
  personId: string,
  rowId: string,
  { upTo = null, limit = mostVersions }: { upTo?: number | null; limit?: number } = {},
) {
  const rows = await db
    .select({
      version: recordVersions,
      section: recordRows.section,
      /** Whether the row is there no more. */
      deleted: recordRows.deleted,
      byName: people.name,
      actingForName: represented.name,
      agencyName: agencies.name,
      correction: { id: corrections.id, number: corrections.number, agencyId: corrections.agencyId },
    })
    .from(recordVersions)
    .innerJoin(recordRows, eq(recordRows.id, recordVersions.rowId))
    .leftJoin(accounts, eq(accounts.id, recordVersions.byAccountId))
    .leftJoin(people, eq(people.id, accounts.personId))
    .leftJoin(representedAccount, eq(representedAccount.id, recordVersions.actingFor))
    .leftJoin(represented, eq(represented.id, representedAccount.personId))
    .leftJoin(agencies, eq(agencies.id, recordVersions.byAgencyId))
    .leftJoin(corrections, eq(corrections.id, recordVersions.correctionId))
    .where(
      and(
        eq(recordVersions.rowId, rowId),
        eq(recordRows.personId, personId),
        upTo === null ? undefined : lte(recordVersions.version, upTo + 1),
      ),
    )
    .orderBy(desc(recordVersions.version))
    .limit(limit + 2)
  return rows.map(found => ({
    ...found,
    data: openRow(ring, { personId, section: found.section, rowId }, found.version.data),
  }))
}

/** The ID number as the record has it; blank while the record has none. */
export const idNumberOf = (db: Db, ring: KeyRing, personId: string): Promise<string> =>
  basicValue(db, ring, personId, 'id_no')

/** The work e-mail as the record has it; blank while it has none. */
export const workEmailOf = (db: Db, ring: KeyRing, personId: string): Promise<string> =>
  basicValue(db, ring, personId, 'email_work')

/** The mobile phone as the record has it; blank while it has none. */
export const mobilePhoneOf = (db: Db, ring: KeyRing, personId: string): Promise<string> =>
  basicValue(db, ring, personId, 'tel_mobile')

type BasicField = 'id_no' | 'email_work' | 'tel_mobile'

// alone, so that no other secret of the person is opened for it
async function basicValue(db: Db, ring: KeyRing, personId: string, field: BasicField): Promise<string> {
  const [row] = await prepared(db, 'basic_value', basicValueQuery).execute({ person: personId, field })
  const value = row && openRow(ring, { personId, section: 'basic', rowId: row.id }, { [field]: row.value })[field]
  return String(value ?? '')
}

const basicValueQuery = (on: Db) =>
  on
    .select({ id: recordRows.id, value: sql<unknown>`${recordRows.data} -> ${sql.placeholder('field')}::text` })
    .from(recordRows)
    .where(
      and(
        eq(recordRows.personId, sql.placeholder('person')),
        eq(recordRows.section, 'basic'),
        eq(recordRows.deleted, false),
      ),
    )
    .orderBy(asc(recordRows.updatedAt), asc(recordRows.id))
    .limit(1)
    .prepare('basic_value')
