import { and, desc, eq, gte, lte, sql } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import type { KeyRing } from '../database/sealing.ts'
import * as notices from '../notice/notices.ts'
import { holdPeople } from '../record/locks.ts'
import { openRow } from '../record/sealed-rows.ts'
import { correctedDisclosures, corrections, disclosurePeople, disclosures, recordVersions } from '../schema.ts'
import { find, type Correction } from './corrections.ts'

/**
 * Notes who received a value that a correction has just changed or taken away, since it stood there: they are to hear
 * of it (個資法 §11 V asks this where the agency was at fault; here it is always done). What somebody had made and has
 * not fetched yet is among it. Who received a record before an entry was added had nothing wrong of it.
 */
export async function noteReceived(
  tx: Db,
  ring: KeyRing,
  { id, number, personId, section, rowId, operation, items }: Correction,
  baseVersion: number | null,
  now: Date,
): Promise<void> {
  if (operation === 'add' || baseVersion === null) return
  const changed = items.filter(({ decision }) => decision !== 'rejected').map(({ field }) => field)
  const versions = await tx
    .select({ at: recordVersions.at, data: recordVersions.data })
    .from(recordVersions)
    .where(and(eq(recordVersions.rowId, rowId), lte(recordVersions.version, baseVersion)))
    .orderBy(desc(recordVersions.version))
  const past = versions.map(({ at, data }) => ({ at, data: openRow(ring, { personId, section, rowId }, data) }))
  const asked = operation === 'delete' ? Object.keys(past[0]?.data ?? {}) : changed
  const wrong = asked.filter(field => (past[0]?.data[field] ?? '') !== '')
  const since = wrong.map(field => sinceWhen(past, field))
  const [first] = since.toSorted((a, b) => a.getTime() - b.getTime())
  if (!first) return
  const names = wrong.map(field => `${section}.${field}`)
  const times = since.map(one => one.toISOString())
  // each since it stood there: of what stood there before nobody is told that it was wrong
  const received = sql<string[] | null>`(select jsonb_agg(given)
    from unnest(${sql.param(names)}::text[], ${sql.param(times)}::timestamptz[]) as wrong(given, since)
    where ${disclosurePeople.madeAt} >= since and ${disclosures.fields} ? given
      and not coalesce(${disclosurePeople.without}, '[]') ? given)`
  const rows = await tx
    .select({ disclosureId: disclosures.id, agencyId: disclosures.agencyId, fields: received })
    .from(disclosurePeople)
    .innerJoin(disclosures, eq(disclosures.id, disclosurePeople.disclosureId))
    .where(
      and(
        eq(disclosurePeople.personId, personId),
        sql`${disclosurePeople.madeAt} >= ${first}`,
        sql`${disclosures.agencyId} is not null`,
        sql`${disclosures.kind} <> 'copy'`,
      ),
    )
  const owed = rows.flatMap(({ disclosureId, agencyId, fields }) =>
    agencyId && fields ? [{ correctionId: id, disclosureId, agencyId, fields, correctedAt: now }] : [],
  )
  if (owed.length === 0) return
  const added = await tx
    .insert(correctedDisclosures)
    .values(owed)
    .onConflictDoNothing()
    .returning({ agencyId: correctedDisclosures.agencyId })
  const holes = { number: number ?? '', section }
  for (const agencyId of new Set(added.map(one => one.agencyId))) {
    await notices.tellHr(tx, agencyId, { text: 'notice.recipients-to-tell', holes, url: '/recipients' }, now)
  }
}

/**
 * The same of what has been corrected since the making of a file began, which takes minutes where it is large: it may
 * hold what stood there before. To be called once its disclosure is written.
 */
export async function noteMeanwhile(
  tx: Db,
  ring: KeyRing,
  personIds: readonly string[],
  begunAt: Date,
  now: Date,
): Promise<void> {
  // whoever corrects one of them now waits, and finds the disclosure
  await holdPeople(tx, personIds)
  const found = await tx
    .select({ id: corrections.id })
    .from(corrections)
    .where(
      and(
        sql`${corrections.personId} = any(${sql.param([...personIds])}::uuid[])`,
        eq(corrections.state, 'applied'),
        gte(corrections.updatedAt, begunAt),
      ),
    )
  for (const { id } of found) {
    const one = await find(tx, ring, id)
    if (one?.appliedVersion) await noteReceived(tx, ring, one, one.appliedVersion - 1, now)
  }
}

/** Since when a field has had the value that it has in the newest of these versions, which come newest first. */
function sinceWhen(past: readonly { at: Date; data: Record<string, unknown> }[], field: string): Date {
  const value = JSON.stringify(past[0]?.data[field])
  const other = past.findIndex(({ data }) => JSON.stringify(data[field]) !== value)
  return past.at(other === -1 ? -1 : other - 1)?.at ?? new Date(0)
}
