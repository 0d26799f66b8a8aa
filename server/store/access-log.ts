import { desc, eq } from 'drizzle-orm'
import type { Db } from './database.ts'
import { accessLog, agencies, recordOpenings } from './schema.ts'

export type Reading = typeof accessLog.$inferInsert

/** One reading of a person's data by somebody; append-only, shown to that person. */
export async function add(db: Db, reading: Reading): Promise<void> {
  await db.insert(accessLog).values(reading)
}

/** Who looked at this person's data, newest first, with the agency's name. */
export async function ofPerson(db: Db, personId: string, { limit = 50, offset = 0 } = {}) {
  return db
    .select({
      at: accessLog.at,
      viewerName: accessLog.viewerName,
      viewerRole: accessLog.viewerRole,
      agencyName: agencies.name,
      action: accessLog.action,
      section: accessLog.section,
      purpose: accessLog.purpose,
      accountId: accessLog.accountId,
    })
    .from(accessLog)
    .leftJoin(agencies, eq(agencies.id, accessLog.agencyId))
    .where(eq(accessLog.personId, personId))
    .orderBy(desc(accessLog.at), desc(accessLog.id))
    .limit(limit)
    .offset(offset)
}

/** Opens a person's record to an account for 15 minutes, for a purpose told in words. */
export async function open(
  db: Db,
  opening: { accountId: string; personId: string; purpose: string },
  now: Date,
): Promise<void> {
  const expiresAt = new Date(now.getTime() + 15 * 60_000)
  await db
    .insert(recordOpenings)
    .values({ ...opening, expiresAt })
    .onConflictDoUpdate({
      target: [recordOpenings.accountId, recordOpenings.personId],
      set: { purpose: opening.purpose, expiresAt },
    })
}

/** The purpose under which the record is open to the account now, or undefined. */
export async function openPurpose(db: Db, accountId: string, personId: string, now: Date): Promise<string | undefined> {
  const rows = await db.select().from(recordOpenings).where(eq(recordOpenings.accountId, accountId))
  return rows.find(row => row.personId === personId && row.expiresAt > now)?.purpose
}
