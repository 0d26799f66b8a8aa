import { and, eq, inArray, notInArray, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import type { KeyRing } from '../database/sealing.ts'
import { formerIdentities, recordRows } from '../schema.ts'
import { formerNameIndex, idIndex, openRow } from './sealed-rows.ts'

type Former = { personId: string; rowId: string; operation: 'add' | 'change' | 'delete'; data: Record<string, unknown> }

/**
 * Keeps by what a row of `former_identity` lets its person be found, instead of what was kept of the row before. False
 * where it lets them be found by nothing.
 */
export async function keep(tx: Db, ring: KeyRing, { personId, rowId, operation, data }: Former): Promise<boolean> {
  const { kind, old_value: old } = data
  await tx.delete(formerIdentities).where(eq(formerIdentities.rowId, rowId))
  if (operation === 'delete' || (old ?? '') === '' || (kind !== 'name' && kind !== 'id_no')) return false
  const blindIndex = kind === 'name' ? formerNameIndex(ring, String(old)) : idIndex(ring, String(old))
  await tx.insert(formerIdentities).values({ rowId, personId, kind, blindIndex })
  return true
}

/** Rows that were written before they were kept so, or beside `keep`. */
export async function missing(db: Db, { limit, not }: { limit: number; not: readonly string[] }) {
  return db
    .select({ rowId: recordRows.id, personId: recordRows.personId })
    .from(recordRows)
    .where(
      and(
        sql`${recordRows.section} = 'former_identity' and not ${recordRows.deleted}`,
        sql`${recordRows.data} ->> 'kind' in ('name', 'id_no') and coalesce(${recordRows.data} ->> 'old_value', '') <> ''`,
        sql`not exists (select from ${formerIdentities} where ${formerIdentities.rowId} = ${recordRows.id})`,
        not.length > 0 ? notInArray(recordRows.id, [...not]) : undefined,
      ),
    )
    .limit(limit)
}

/** Keeps one of them, for the caller who holds the person, as it is now; as `keep` does. */
export async function keepMissing(tx: Db, ring: KeyRing, rowId: string): Promise<boolean> {
  const [row] = await tx.select().from(recordRows).where(eq(recordRows.id, rowId))
  if (!row || row.deleted) return false
  const { personId, section } = row
  const data = openRow(ring, { personId, section, rowId }, row.data)
  return keep(tx, ring, { personId, rowId, operation: 'change', data })
}

/** SQL: the address of a person is protected: whoever had another name or number is then not told. */
// no EXISTS: the planner would read the basic data of everybody
export const isProtected = (person: SQLWrapper): SQL => sql`coalesce((select true from ${recordRows} kept
  where kept.person_id = ${person} and kept.section = 'basic' and not kept.deleted
    and kept.data -> 'addr_protected' = 'true'::jsonb limit 1), false)`

/** Who had these numbers before, by their blind indexes: nobody whose address is protected. */
export const byNumbers = (db: Db, indexes: readonly string[]): Promise<Map<string, string[]>> =>
  byIndexes(db, 'id_no', indexes)

/** The same by names, which many may have had. */
export const byNames = (db: Db, indexes: readonly string[]): Promise<Map<string, string[]>> =>
  byIndexes(db, 'name', indexes)

async function byIndexes(db: Db, kind: 'name' | 'id_no', indexes: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .selectDistinct({ index: formerIdentities.blindIndex, personId: formerIdentities.personId })
    .from(formerIdentities)
    .where(
      and(
        inArray(formerIdentities.blindIndex, [...indexes]),
        eq(formerIdentities.kind, kind),
        sql`not ${isProtected(formerIdentities.personId)}`,
      ),
    )
  const found = new Map<string, string[]>()
  for (const { index, personId } of rows) found.set(index, [...(found.get(index) ?? []), personId])
  return found
}

/** Everybody who had this number before, to be told to nobody who does not know who they are. */
export async function ofNumber(db: Db, blindIndex: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: formerIdentities.personId })
    .from(formerIdentities)
    .where(and(eq(formerIdentities.blindIndex, blindIndex), eq(formerIdentities.kind, 'id_no')))
  return rows.map(({ id }) => id)
}
