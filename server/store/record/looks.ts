import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import { accessLog, recordLooks, recordOpenings } from '../schema.ts'
import { openMs } from './access-log.ts'

/** A person's looks at their own record: the last, and the last before the session in which that was. */
export type OwnLook = { at: Date; before: Date | null }

/**
 * When a person looked at their own record before the session that began at `signedInAt`; null for never. The first
 * look of a session is kept.
 */
export async function ownLookBefore(
  db: Db,
  personId: string,
  last: OwnLook | null,
  signedInAt: Date,
  now: Date,
): Promise<Date | null> {
  if (last && last.at >= signedInAt) return last.before
  const before = last?.at ?? null
  await db
    .insert(recordLooks)
    .values({ personId, at: now, before })
    .onConflictDoUpdate({
      target: recordLooks.personId,
      set: { at: now, before },
      // of two pages that were asked for at once the later one would take the first for the look before
      setWhere: lt(recordLooks.at, signedInAt),
    })
  return before
}

/**
 * When an account last read somebody's record, or one section of it, before the opening that runs now; null for never.
 */
export async function lookBefore(
  db: Db,
  accountId: string,
  personId: string,
  section: string | null,
): Promise<Date | null> {
  const opened = sql`(select ${recordOpenings.expiresAt} - ${openMs / 1000} * interval '1 second' from ${recordOpenings}
    where ${recordOpenings.accountId} = ${accountId} and ${recordOpenings.personId} = ${personId})`
  const [found] = await db
    .select({ at: accessLog.at })
    .from(accessLog)
    .where(
      and(
        eq(accessLog.personId, personId),
        eq(accessLog.accountId, accountId),
        eq(accessLog.action, 'read'),
        section === null ? isNull(accessLog.section) : eq(accessLog.section, section),
        lt(accessLog.at, opened),
      ),
    )
    .orderBy(desc(accessLog.at))
    .limit(1)
  return found?.at ?? null
}
