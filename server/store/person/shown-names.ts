import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { legalDay } from '../../domain/clock.ts'
import { sameName } from '../../domain/name-text.ts'
import type { Notice } from '../../domain/notice/notice.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import * as notices from '../notice/notices.ts'
import * as findings from '../record/findings/reckoning.ts'
import { shownNames } from '../schema.ts'
import * as people from './people.ts'

type Person = { personId: string; name: string }

/** Whether a name on a certificate is the person's: as the record writes it, or as HR confirmed. */
export async function isNameOf(db: Db, { personId, name }: Person, shown: string): Promise<boolean> {
  if (sameName(shown, name)) return true
  const confirmed = await db
    .select({ name: shownNames.name })
    .from(shownNames)
    .where(and(eq(shownNames.personId, personId), isNotNull(shownNames.confirmedAt)))
  return confirmed.some(one => sameName(shown, one.name))
}

/**
 * HR of the person's agency hears that somebody typed their number, with a card of another name than the record. It is
 * not kept for HR to confirm: it may be a stranger's card.
 */
export const tellHr = (db: Db, personId: string, now: Date): Promise<void> =>
  tell(db, personId, { text: 'notice.card-without-code', url: `/people/${personId}` }, now)

async function tell(db: Db, personId: string, notice: Notice, now: Date): Promise<void> {
  const agency = await people.mainAgency(db, personId, legalDay(now))
  if (agency) await notices.tellHr(db, agency.id, notice, now)
}

/**
 * A certificate has another name than the record: it is kept for HR to confirm, and HR hears of it once. Only for
 * somebody who proved by more than this certificate that they are the person.
 */
export async function keep(db: Db, personId: string, name: string, by: By, now: Date): Promise<void> {
  await db.transaction(async tx => {
    const kept = await tx
      .insert(shownNames)
      .values({ personId, name, shownAt: now })
      .onConflictDoNothing()
      .returning({ id: shownNames.id })
    if (kept.length === 0) return
    await events.add(tx, { what: 'person.name-shown', about: personId, by, at: now })
    await findings.reckonSoon(tx, personId, now)
    await tell(tx, personId, { text: 'notice.card-name-differs', url: `/people/${personId}/account#names` }, now)
  })
}

/** The names that certificates of a person showed and the record has not, the newest first. */
export async function ofPerson(db: Db, personId: string) {
  const { id, name, shownAt, confirmedAt, reason } = shownNames
  return db
    .select({ id, name, shownAt, confirmedAt, reason })
    .from(shownNames)
    .where(eq(shownNames.personId, personId))
    .orderBy(desc(shownNames.shownAt))
}

/** From now on certificates under this name are the person's too. False when it is none of theirs that waits. */
export async function confirm(
  tx: Db,
  personId: string,
  { id, reason }: { id: string; reason: string },
  by: By,
  now: Date,
): Promise<boolean> {
  const confirmed = await tx
    .update(shownNames)
    .set({ confirmedAt: now, confirmedBy: by.accountId, reason })
    .where(and(eq(shownNames.id, id), eq(shownNames.personId, personId), isNull(shownNames.confirmedAt)))
    .returning({ id: shownNames.id })
  if (confirmed.length !== 1) return false
  await events.add(tx, { what: 'person.name-confirmed', about: personId, by, at: now, details: { name: id } })
  await findings.reckonSoon(tx, personId, now)
  return true
}
