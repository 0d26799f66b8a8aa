import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { Profile } from '../../domain/outgoing/profile.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import { violates } from '../database/unique.ts'
import { exportProfiles, exportProfileVersions } from '../schema.ts'

export type KeptProfile = { id: string; agencyId: string; version: number; profile: Profile; at: Date }

const kept = (db: Db) =>
  db
    .select({
      id: exportProfiles.id,
      agencyId: exportProfiles.agencyId,
      version: exportProfiles.version,
      profile: exportProfileVersions.profile,
      at: exportProfileVersions.at,
    })
    .from(exportProfiles)
    .innerJoin(
      exportProfileVersions,
      and(
        eq(exportProfileVersions.profileId, exportProfiles.id),
        eq(exportProfileVersions.version, exportProfiles.version),
      ),
    )

/** The profiles of an agency, by name. */
export const ofAgency = (db: Db, agencyId: string): Promise<KeptProfile[]> =>
  kept(db)
    .where(and(eq(exportProfiles.agencyId, agencyId), isNull(exportProfiles.endedAt)))
    .orderBy(asc(exportProfiles.name))

export async function find(db: Db, id: string, agencyId: string): Promise<KeptProfile | undefined> {
  const [found] = await kept(db).where(
    and(eq(exportProfiles.id, id), eq(exportProfiles.agencyId, agencyId), isNull(exportProfiles.endedAt)),
  )
  return found
}

/** A profile as it was in a version, whether or not it was ended since. */
export async function version(db: Db, id: string, agencyId: string, number: number): Promise<Profile | undefined> {
  const [found] = await db
    .select({ profile: exportProfileVersions.profile })
    .from(exportProfileVersions)
    .innerJoin(exportProfiles, eq(exportProfiles.id, exportProfileVersions.profileId))
    .where(
      and(eq(exportProfiles.id, id), eq(exportProfiles.agencyId, agencyId), eq(exportProfileVersions.version, number)),
    )
  return found?.profile
}

/** Who made which version of a profile, newest first. */
export const versionsOf = (db: Db, id: string) =>
  db
    .select({
      version: exportProfileVersions.version,
      byName: exportProfileVersions.byName,
      at: exportProfileVersions.at,
    })
    .from(exportProfileVersions)
    .where(eq(exportProfileVersions.profileId, id))
    .orderBy(desc(exportProfileVersions.version))
    .limit(20)

type Saving = { id: string; agencyId: string; profile: Profile; byName: string; seen: number | null }

/**
 * A new profile, or the next version of the one that was seen. Refused where another of the agency has its name, or
 * somebody else changed or ended it meanwhile.
 */
export async function save(
  tx: Db,
  { id, agencyId, profile, byName, seen }: Saving,
  by: By & { accountId: string },
  now: Date,
): Promise<{ ok: true } | { ok: false; why: 'export.refused.name-taken' | 'export.refused.changed' }> {
  let isWritten = false
  const isTaken = await violates(tx, 'export_profiles_name', async inner => {
    const { name } = profile
    const rows =
      seen === null
        ? await inner
            .insert(exportProfiles)
            .values({ id, agencyId, name, version: 1 })
            .returning({ id: exportProfiles.id })
        : await inner
            .update(exportProfiles)
            .set({ name, version: seen + 1 })
            .where(
              and(
                eq(exportProfiles.id, id),
                eq(exportProfiles.agencyId, agencyId),
                eq(exportProfiles.version, seen),
                isNull(exportProfiles.endedAt),
              ),
            )
            .returning({ id: exportProfiles.id })
    isWritten = rows.length > 0
  })
  if (isTaken) return { ok: false, why: 'export.refused.name-taken' }
  if (!isWritten) return { ok: false, why: 'export.refused.changed' }
  const next = (seen ?? 0) + 1
  await tx
    .insert(exportProfileVersions)
    .values({ profileId: id, version: next, profile, byAccountId: by.accountId, byName, at: now })
  await events.add(tx, { what: 'export-profile.saved', about: id, by, at: now, details: { version: next } })
  return { ok: true }
}

/** False where it was ended before. Its versions stay: the lists of recipients name them. */
export async function end(tx: Db, id: string, agencyId: string, by: By, now: Date): Promise<boolean> {
  const rows = await tx
    .update(exportProfiles)
    .set({ endedAt: now })
    .where(and(eq(exportProfiles.id, id), eq(exportProfiles.agencyId, agencyId), isNull(exportProfiles.endedAt)))
    .returning({ id: exportProfiles.id })
  if (rows.length > 0) await events.add(tx, { what: 'export-profile.ended', about: id, by, at: now })
  return rows.length > 0
}
