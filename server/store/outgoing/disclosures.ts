import { randomUUID } from 'node:crypto'
import { and, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { DisclosureKind, Reach } from '../../domain/outgoing/made-file.ts'
import type { Db } from '../database/database.ts'
import { agencies, disclosurePeople, disclosures } from '../schema.ts'

const what = {
  id: disclosures.id,
  kind: disclosures.kind,
  byName: disclosures.byName,
  byRole: disclosures.byRole,
  actingForName: disclosures.actingForName,
  purpose: disclosures.purpose,
  recipients: disclosures.recipients,
  fields: disclosures.fields,
  count: disclosures.count,
  profileVersion: disclosures.profileVersion,
  madeAt: disclosures.madeAt,
  leftAt: disclosures.leftAt,
}

/** What left of somebody, newest first: after the one that the page before it ended with. */
export async function ofPerson(db: Db, personId: string, { after, limit }: { after?: string; limit: number }) {
  const place = sql`(${disclosurePeople.madeAt}, ${disclosurePeople.disclosureId})`
  const ofLast = sql`(select there.made_at, there.disclosure_id from ${disclosurePeople} there
    where there.disclosure_id = ${after ?? null}::uuid and there.person_id = ${personId}::uuid)`
  const rows = await db
    .select({ ...what, without: disclosurePeople.without, agencyName: agencies.name })
    .from(disclosurePeople)
    .innerJoin(disclosures, eq(disclosures.id, disclosurePeople.disclosureId))
    .leftJoin(agencies, eq(agencies.id, disclosures.agencyId))
    .where(
      and(
        eq(disclosurePeople.personId, personId),
        isNotNull(disclosures.leftAt),
        after === undefined ? undefined : sql`${place} < ${ofLast}`,
      ),
    )
    .orderBy(desc(disclosurePeople.madeAt), desc(disclosurePeople.disclosureId))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

/** What was made by a profile, newest first. */
export const ofProfile = (db: Db, profileId: string, limit: number) =>
  db
    .select(what)
    .from(disclosures)
    .where(eq(disclosures.profileId, profileId))
    .orderBy(desc(disclosures.madeAt))
    .limit(limit)

type Leaving = {
  /** That of the file, where it is kept. */
  id: string
  kind: DisclosureKind
  profile: { id: string; version: number } | null
  reach: Reach
  purpose: string
  recipients: string
  by: By
  /** Null while it waits to be fetched. */
  leftAt: Date | null
}

type By = {
  accountId: string
  agencyId: string | null
  viewerName: string
  viewerRole: string
  actingForName: string | null
}

/** Notes what leaves, or will once it is fetched, for whom and of whom; in the caller's transaction. */
export async function add(tx: Db, { id, kind, profile, reach, by, ...told }: Leaving, now: Date): Promise<void> {
  const { accountId, agencyId, viewerName: byName, viewerRole: byRole, actingForName } = by
  await tx.insert(disclosures).values({
    ...told,
    id,
    kind,
    profileId: profile?.id ?? null,
    profileVersion: profile?.version ?? null,
    accountId,
    agencyId,
    byName,
    byRole,
    actingForName,
    verb: reach.verb,
    fields: [...reach.fields],
    count: reach.people.length,
    madeAt: now,
  })
  await tx.insert(disclosurePeople).select(
    sql`select ${id}::uuid, person, without::jsonb, ${now.toISOString()}::timestamptz
      from unnest(${sql.param(reach.people.map(one => one.id))}::uuid[],
        ${sql.param(reach.people.map(({ without }) => (without.length > 0 ? JSON.stringify(without) : null)))}::text[])
        as of_file(person, without)`,
  )
}

type Paper = {
  kind: 'paper' | 'certificate'
  personIds: readonly string[]
  /** As `section.field`. */
  fields: readonly string[]
  purpose: string
  recipients: string
  by: By
}

/** Notes what left at once on paper. */
export async function addPaper(db: Db, { personIds, fields, by, ...paper }: Paper, now: Date): Promise<void> {
  const verb = by.viewerRole === 'employee' ? 'see' : 'export'
  const reach: Reach = { verb, fields, people: personIds.map(id => ({ id, without: [] })) }
  const leaving = { ...paper, id: randomUUID(), profile: null, reach, by, leftAt: now }
  await db.transaction(tx => add(tx, leaving, now))
}
