import { sql } from 'drizzle-orm'
import type { LockFacts } from '../../domain/record/lock.ts'
import type { Db } from '../database/database.ts'
import { jsonList, withInstants } from '../database/json-list.ts'
import { prepared } from '../database/prepared.ts'
import type { KeyRing } from '../database/sealing.ts'
import { holdsFor } from '../record/locks.ts'
import { isForOwner, type FieldFound } from '../record/findings/of-person.ts'
import type { OwnLook } from '../record/looks.ts'
import { isInRecord, type Row } from '../record/records.ts'
import { openRow } from '../record/sealed-rows.ts'
import { corrections, locks, photos, recordFindings, recordLooks, recordRows } from '../schema.ts'
import { isOpenOf } from './corrections.ts'

/** A correction that has not ended; a draft has no number yet. */
type Pending = {
  id: string
  number: string | null
  section: string
  rowId: string | null
  begunAt: Date
}
type HeldPart = LockFacts & { reason: string }
type Own = {
  rows: Row[]
  pending: Pending[]
  held: HeldPart[]
  findings: FieldFound[]
  looked: OwnLook | null
  /** When a row was written last, also one that is gone. */
  touchedAt: Date | null
  /** The photograph that stands there, by its id. */
  photo: string | null
}

/**
 * All that a person's own record shows: its rows, values open, what is being corrected, what is locked today, which
 * fields may be wrong, when they looked last, and their photograph.
 */
export async function ownRecord(db: Db, ring: KeyRing, personId: string, today: string): Promise<Own> {
  const [found] = await prepared(db, 'own_record', ownRecordQuery).execute({ person: personId, today })
  if (!found) return { rows: [], pending: [], held: [], findings: [], looked: null, touchedAt: null, photo: null }
  const { looked } = found
  const open = (row: Row) => openRow(ring, { personId, section: row.section, rowId: row.id }, row.data)
  return {
    ...found,
    rows: found.rows.map(row => ({ ...row, data: open(row) })),
    pending: found.pending.map(one => withInstants(one, 'begunAt')),
    looked: looked && withInstants(looked, 'at', 'before'),
    touchedAt: found.touchedAt === null ? null : new Date(found.touchedAt),
  }
}

const person = sql.placeholder('person')

const rows = sql<Row[]>`(select ${jsonList(
  sql`'id', ${recordRows.id}, 'section', ${recordRows.section}, 'version', ${recordRows.version},
    'data', ${recordRows.data}`,
  sql`${recordRows.section}, ${recordRows.updatedAt}, ${recordRows.id}`,
)} from ${recordRows} where ${isInRecord(person)})`

const pending = sql<Pending[]>`(select ${jsonList(
  sql`'id', ${corrections.id}, 'number', ${corrections.number}, 'section', ${corrections.section},
    'rowId', ${corrections.rowId}, 'begunAt', ${corrections.createdAt}`,
  sql`${corrections.createdAt}`,
)} from ${corrections} where ${isOpenOf(person)})`

const held = sql<HeldPart[]>`(select ${jsonList(
  sql`'kind', ${locks.kind}, 'section', ${locks.section}, 'rowId', ${locks.rowId}, 'fields', ${locks.fields},
    'reason', ${locks.reason}, 'until', ${locks.until}`,
  sql`${locks.setAt}`,
)} from ${locks} where ${holdsFor(person, sql.placeholder('today'))})`

const fieldsFound = sql<FieldFound[]>`(select ${jsonList(
  sql`'rowId', ${recordFindings.rowId}, 'field', ${recordFindings.field}, 'rule', ${recordFindings.rule}`,
  sql`${recordFindings.rowId}, ${recordFindings.field}`,
)} from ${recordFindings} where ${recordFindings.personId} = ${person} and ${isForOwner})`

const looked = sql<OwnLook | null>`(
  select jsonb_build_object('at', ${recordLooks.at}, 'before', ${recordLooks.before})
  from ${recordLooks} where ${recordLooks.personId} = ${person})`

const touchedAt = sql<string | null>`(
  select max(${recordRows.updatedAt}) from ${recordRows} where ${recordRows.personId} = ${person})`

const photo = sql<string | null>`(
  select ${photos.id} from ${photos} where ${photos.personId} = ${person} and ${photos.endedAt} is null)`

const ownRecordQuery = (on: Db) =>
  on
    .select({ rows, pending, held, findings: fieldsFound, looked, touchedAt, photo })
    .from(sql`(select 1) one`)
    .prepare('own_record')
