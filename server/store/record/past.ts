import { and, asc, desc, eq, gt, inArray, lt, ne, sql } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import type { KeyRing } from '../database/sealing.ts'
import { recordRows, recordVersions } from '../schema.ts'
import { openRow } from './sealed-rows.ts'

/** A row as a record had it once, and since when. */
export type PastRow = Pick<
  typeof recordVersions.$inferSelect,
  'version' | 'data' | 'at' | 'basis' | 'correctionId' | 'batchId'
> & { id: string; section: string }

/**
 * The rows of these sections of a person's record as they stood just before `instant`, values open; what had been
 * deleted by then is left out.
 */
export async function rowsBefore(
  db: Db,
  ring: KeyRing,
  personId: string,
  instant: Date,
  sections: readonly string[],
): Promise<PastRow[]> {
  // one step down the key of the versions for each row, however many versions it has
  const last = db
    .select()
    .from(recordVersions)
    .where(and(eq(recordVersions.rowId, recordRows.id), lt(recordVersions.at, instant)))
    .orderBy(desc(recordVersions.version))
    .limit(1)
    .as('last')
  const rows = await db
    .select({
      id: recordRows.id,
      section: recordRows.section,
      version: last.version,
      data: last.data,
      at: last.at,
      basis: last.basis,
      correctionId: last.correctionId,
      batchId: last.batchId,
    })
    .from(recordRows)
    .crossJoinLateral(last)
    .where(
      and(eq(recordRows.personId, personId), inArray(recordRows.section, [...sections]), ne(last.operation, 'delete')),
    )
    .orderBy(asc(recordRows.section), asc(recordRows.id))
  return rows.map(row => ({ ...row, data: openRow(ring, { personId, section: row.section, rowId: row.id }, row.data) }))
}

/**
 * The rows of these sections that somebody else than the account wrote after `since`, gone ones too as they were last;
 * sealed values stay sealed.
 */
export async function rowsWrittenAfter(
  db: Db,
  personId: string,
  since: Date,
  { notBy, sections }: { notBy: string; sections: readonly string[] },
): Promise<{ id: string; section: string; data: Record<string, unknown> }[]> {
  return db
    .selectDistinct({ id: recordRows.id, section: recordRows.section, data: recordRows.data })
    .from(recordRows)
    .innerJoin(recordVersions, eq(recordVersions.rowId, recordRows.id))
    .where(
      and(
        eq(recordRows.personId, personId),
        inArray(recordRows.section, [...sections]),
        gt(recordRows.updatedAt, since),
        gt(recordVersions.at, since),
        sql`${recordVersions.byAccountId} is distinct from ${notBy}`,
      ),
    )
}
