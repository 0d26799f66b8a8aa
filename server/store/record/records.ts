import { randomUUID } from 'node:crypto'
import type { SQL, SQLWrapper } from 'drizzle-orm'
import { and, asc, desc, eq, inArray, lte, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { legalDay } from '../../domain/clock.ts'
import { foldName } from '../../domain/name-text.ts'
import type { AuthorityDecision } from '../../domain/record/authority.ts'
import type { Basis } from '../../domain/record/basis.ts'
import { mayWrite, type Asker, type Subject } from '../../domain/record/access.ts'
import { blockingLock } from '../../domain/record/lock.ts'
import { ownFields, sectionOf } from '../../domain/record/sections.ts'
import { sameValue } from '../../domain/record/value.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import { prepared } from '../database/prepared.ts'
import type { KeyRing } from '../database/sealing.ts'
import { violates } from '../database/unique.ts'
import { accounts, agencies, corrections, people, recordRows, recordVersions } from '../schema.ts'
import { byPerson } from './by-person.ts'
import * as findings from './findings/reckoning.ts'
import * as formerIdentities from './former-identities.ts'
import * as locks from './locks.ts'
import { idIndex, openRow, sealRow } from './sealed-rows.ts'
import * as workEmail from './work-email.ts'

export type Row = { id: string; section: string; version: number; data: Record<string, unknown> }

export type Change = {
  personId: string
  section: string
  rowId: string
  operation: 'add' | 'change' | 'delete'
  /** The version the writer saw; null for a row that does not exist yet. */
  baseVersion: number | null
  /** The whole row as it is to be (for a deletion: as it was), values open. */
  data: Record<string, unknown>
  correctionId?: string | null
  batchId?: string
  reason: string
  effective?: string | null
  /** What the writing rests on where an authority has the last word. */
  decision?: AuthorityDecision | null
  basis?: Basis | null
  /** The caller writes more rows of this person, and has the findings reckoned after the last of them. */
  isOneOfMany?: true
} & (
  | {
      source: 'hr_entry' | 'self'
      /** Whom the table of access is asked for, in front of the row as it is. */
      writer: Writer
    }
  | { source: 'request' | 'set_up' | 'import' | 'transfer'; writer?: never }
)

/** Who writes whose record; `program` where nobody does, as when a demonstration is made. */
export type Writer = { actor: Asker; subject: Subject } | 'program'

export type Written =
  /** `findings`: how many rules do not hold for the row as it is now. */
  | { ok: true; version: number; findings: number }
  | { ok: false; why: 'record.refused.locked'; lock: locks.Lock }
  | {
      ok: false
      why:
        | 'record.refused.changed-meanwhile'
        | 'record.refused.basic-stays'
        | 'record.refused.single-exists'
        | 'record.refused.number-taken'
    }

/**
 * The one gate: the only way to write a row of a record, from whatever path. Inside the caller's transaction it waits
 * for the person, checks locks and the base version, writes the row and its version, keeps the person's names and
 * number indexes in step, ends links that lie in a mailbox which the record no longer names, reckons the findings, and
 * writes the event. What the table of access does not give the writer is a fault of whoever asks. A refusal has written
 * nothing but, under a lock, the event of the attempt: whoever undoes the transaction then loses that event.
 */
export async function write(tx: Db, ring: KeyRing, change: Change, by: By, now: Date): Promise<Written> {
  await locks.holdPerson(tx, change.personId)
  const lock = blockingLock(await locks.active(tx, change.personId, legalDay(now)), change.section, legalDay(now))
  if (lock) {
    await events.add(tx, { what: 'record.write-held', about: change.rowId, by, at: now, details: { lock: lock.id } })
    return { ok: false, why: 'record.refused.locked', lock }
  }

  const { operation } = change
  const [current] = await tx.select().from(recordRows).where(eq(recordRows.id, change.rowId))
  const isElsewhere = current && (current.personId !== change.personId || current.section !== change.section)
  const found = current && !current.deleted ? current.version : null
  if (isElsewhere || found !== change.baseVersion || (found === null) !== (operation === 'add')) {
    return { ok: false, why: 'record.refused.changed-meanwhile' }
  }
  if (operation === 'delete' && change.section === 'basic') return { ok: false, why: 'record.refused.basic-stays' }
  if (operation === 'add' && sectionOf(change.section).form === 'single') {
    const [other] = await tx
      .select({ id: recordRows.id })
      .from(recordRows)
      .where(
        and(
          eq(recordRows.personId, change.personId),
          eq(recordRows.section, change.section),
          eq(recordRows.deleted, false),
        ),
      )
    if (other) return { ok: false, why: 'record.refused.single-exists' }
  }
  if (change.section === 'basic' && !(await keepIdentity(tx, ring, change))) {
    return { ok: false, why: 'record.refused.number-taken' }
  }

  const before = current && !current.deleted ? openRow(ring, change, current.data) : undefined
  if (!isPermitted(change, before)) throw new Error(`a row of ${change.section} was to be written by who may not`)
  const version = (current?.version ?? 0) + 1
  const data = sealRow(ring, change, change.data)
  const deleted = operation === 'delete'
  const hasOwn = ownFields(sectionOf(change.section)).length > 0
  const confirmedAt = isSeenTo(change, before)
    ? now
    : hasOwn
      ? (current?.confirmedAt ?? current?.updatedAt ?? null)
      : null
  await tx
    .insert(recordRows)
    .values({ ...pick(change), data, version, deleted, updatedAt: now, confirmedAt })
    .onConflictDoUpdate({ target: recordRows.id, set: { data, version, deleted, updatedAt: now, confirmedAt } })
  await tx.insert(recordVersions).values({
    rowId: change.rowId,
    version,
    operation,
    data,
    source: change.source,
    correctionId: change.correctionId ?? null,
    batchId: change.batchId ?? null,
    byAccountId: by.accountId,
    actingFor: by.actingFor ?? null,
    byAgencyId: by.agencyId,
    reason: change.reason,
    effective: change.effective ?? null,
    authority: change.decision?.authority ?? null,
    authorityDay: change.decision?.day ?? null,
    authorityNumber: change.decision?.number ?? null,
    basis: change.basis ?? null,
    at: now,
  })
  if (change.section === 'former_identity') await formerIdentities.keep(tx, ring, change)
  if (before && change.section === 'basic' && before['email_work'] !== change.data['email_work']) {
    await workEmail.endLinks(tx, change.personId, now)
  }
  const reckoned = change.isOneOfMany ? [] : await findings.reckon(tx, ring, change.personId, now)
  await events.add(tx, {
    what: 'record.written',
    about: change.rowId,
    by,
    at: now,
    details: { section: change.section, operation, version, source: change.source },
  })
  return { ok: true, version, findings: reckoned.filter(({ rowId }) => rowId === change.rowId).length }
}

/** Where nobody writes for themselves or for an agency, who may was asked when it was decided. */
function isPermitted({ writer, ...change }: Change, before: Record<string, unknown> | undefined): boolean {
  if (writer === undefined || writer === 'program') return true
  const { actor, subject } = writer
  const { section, operation, data: after, source } = change
  if (subject.id !== change.personId) return false
  return mayWrite(actor, subject, sectionOf(section), { operation, before, after, isOwn: source === 'self' })
}

/** Whether a change says how things are with what the person updates: theirs does, and HR's if it touches any of it. */
function isSeenTo({ section, operation, source, data }: Change, before: Record<string, unknown> | undefined): boolean {
  const own = ownFields(sectionOf(section))
  const isNew = operation === 'add' || source === 'self'
  return own.length > 0 && (isNew || own.some(({ id }) => !sameValue(before?.[id], data[id])))
}

/**
 * The person says that what they update themselves is right as it is: its day is kept, and no new version. A lock holds
 * back nothing, because nothing changes. False when the row is not any more as they saw it.
 */
export async function confirm(
  tx: Db,
  ring: KeyRing,
  { personId, rowId, version }: { personId: string; rowId: string; version: number },
  by: By,
  now: Date,
): Promise<boolean> {
  await locks.holdPerson(tx, personId)
  const asSeen = and(eq(recordRows.id, rowId), eq(recordRows.version, version), isInRecord(sql`${personId}`))
  const [row] = await tx
    .update(recordRows)
    .set({ confirmedAt: now })
    .where(asSeen)
    .returning({ section: recordRows.section })
  if (!row) return false
  await findings.reckon(tx, ring, personId, now)
  const details = { section: row.section, version }
  await events.add(tx, { what: 'record.confirmed', about: rowId, by, at: now, details })
  return true
}

/** When a row was last seen to, by a confirmation or a change. */
export async function seenToAt(db: Db, rowId: string): Promise<Date | undefined> {
  const [found] = await db
    .select({ confirmedAt: recordRows.confirmedAt, updatedAt: recordRows.updatedAt })
    .from(recordRows)
    .where(eq(recordRows.id, rowId))
  return found && (found.confirmedAt ?? found.updatedAt)
}

const pick = (change: Change) => ({ id: change.rowId, personId: change.personId, section: change.section })

/** The names of the lists and the blind index follow the basic data. False when another person has that number. */
async function keepIdentity(tx: Db, ring: KeyRing, change: Change): Promise<boolean> {
  const { id_no: number, name_zh: name } = change.data
  if (typeof number !== 'string' || typeof name !== 'string') return true
  const idNumberIndex = idIndex(ring, number)
  const [other] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.idNumberIndex, idNumberIndex), sql`${people.id} <> ${change.personId}`))
  if (other) return false
  return !(await violates(tx, 'people_id_number_index_unique', inner =>
    inner
      .update(people)
      .set({ name, idNumberIndex, otherNames: otherNamesIn(change.data) })
      .where(eq(people.id, change.personId)),
  ))
}

const longestKept = 200

/** As the lists look for them; what is folded may be longer than it was, and an index holds no long text. */
const otherNamesIn = ({ name_roman: romanised, name_en: english }: Record<string, unknown>): string =>
  [romanised, english]
    .map(name => (typeof name === 'string' ? [...foldName(name)].slice(0, longestKept).join('') : ''))
    .filter(Boolean)
    .join('\n')

export { formerNameIndex, idIndex } from './sealed-rows.ts'

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
