import { and, desc, eq, ne } from 'drizzle-orm'
import { countUpTo, mostCounted, told } from '../database/count-up-to.ts'
import type { Db } from '../database/database.ts'
import { endsInTime } from '../database/end-of-life.ts'
import { accessLog, agencies, corrections, recordOpenings } from '../schema.ts'

export type Reading = typeof accessLog.$inferInsert

/** One reading of a person's data by somebody; append-only, shown to that person. */
export async function add(db: Db, reading: Reading): Promise<void> {
  await db.insert(accessLog).values(reading)
}

/**
 * A page of who else looked at a person's data, newest first, with how many there are (see `told`); own readings are
 * left out.
 */
export async function othersOfPerson(
  db: Db,
  { personId, accountId }: { personId: string; accountId: string },
  { limit, offset }: { limit: number; offset: number },
) {
  const ofOthers = and(eq(accessLog.personId, personId), ne(accessLog.accountId, accountId))
  // agencies and corrections are looked up for the rows of the page alone
  const page = db
    .select()
    .from(accessLog)
    .where(ofOthers)
    .orderBy(desc(accessLog.at), desc(accessLog.id))
    .limit(limit)
    .offset(offset)
    .as('page')
  const rows = await db
    .select({
      at: page.at,
      accountId: page.accountId,
      viewerName: page.viewerName,
      viewerRole: page.viewerRole,
      actingForName: page.actingForName,
      agencyName: agencies.name,
      action: page.action,
      section: page.section,
      purpose: page.purpose,
      correctionNumber: corrections.number,
      count: countUpTo(accessLog, ofOthers, mostCounted({ limit, offset })),
    })
    .from(page)
    .leftJoin(agencies, eq(agencies.id, page.agencyId))
    .leftJoin(corrections, eq(corrections.id, page.correctionId))
    .orderBy(desc(page.at), desc(page.id))
  return { rows, ...told(rows[0]?.count ?? 0, { limit, offset }) }
}

/** For how long a purpose opens a record. */
export const openMs = 15 * 60_000

/** Opens a person's record to an account for 15 minutes, for a purpose told in words. */
export async function open(
  db: Db,
  opening: { accountId: string; personId: string; purpose: string },
  now: Date,
): Promise<void> {
  const expiresAt = new Date(now.getTime() + openMs)
  await db
    .insert(recordOpenings)
    .values({ ...opening, expiresAt })
    .onConflictDoUpdate({
      target: [recordOpenings.accountId, recordOpenings.personId],
      set: { purpose: opening.purpose, expiresAt },
    })
}

/** The purpose under which the record is open to the account now, or was until `lateMs` ago; or undefined. */
export async function openPurpose(
  db: Db,
  accountId: string,
  personId: string,
  now: Date,
  lateMs = 0,
): Promise<string | undefined> {
  const [row] = await db
    .select({ purpose: recordOpenings.purpose })
    .from(recordOpenings)
    .where(
      and(
        eq(recordOpenings.accountId, accountId),
        eq(recordOpenings.personId, personId),
        endsInTime(recordOpenings.expiresAt, openMs + lateMs, new Date(now.getTime() - lateMs)),
      ),
    )
  return row?.purpose
}
