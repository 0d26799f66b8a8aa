import { and, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Around, Wish } from '../../domain/agency/deputy.ts'
import { legalDay } from '../../domain/clock.ts'
import type { NoticeAt } from '../../domain/notice/notice.ts'
import * as agencies from '../agency/agencies.ts'
import { holds } from '../agency/deputies-today.ts'
import * as roleGrants from '../agency/role-grants.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import { bySystem } from '../database/events.ts'
import * as notices from '../notice/notices.ts'
import { accounts, agencies as agencyTable, deputies, people } from '../schema.ts'

export type Kept = typeof deputies.$inferSelect
export type Named = Kept & { agencyName: string; representedName: string; deputyName: string }

const [representedAccount, deputyAccount] = [alias(accounts, 'represented_account'), alias(accounts, 'deputy_account')]
const [represented, deputy] = [alias(people, 'represented'), alias(people, 'deputy')]

async function named(db: Db, where: SQL | undefined): Promise<Named[]> {
  const rows = await db
    .select({
      kept: deputies,
      agencyName: agencyTable.name,
      representedName: represented.name,
      deputyName: deputy.name,
    })
    .from(deputies)
    .innerJoin(agencyTable, eq(agencyTable.id, deputies.agencyId))
    .innerJoin(representedAccount, eq(representedAccount.id, deputies.representedId))
    .innerJoin(represented, eq(represented.id, representedAccount.personId))
    .innerJoin(deputyAccount, eq(deputyAccount.id, deputies.deputyId))
    .innerJoin(deputy, eq(deputy.id, deputyAccount.personId))
    .where(where)
    .orderBy(desc(deputies.from), desc(deputies.namedAt))
    .limit(200)
  return rows.map(({ kept, ...names }) => ({ ...kept, ...names }))
}

export async function find(db: Db, id: string): Promise<Named | undefined> {
  const [row] = await named(db, eq(deputies.id, id))
  return row
}

/** The deputyships of an account on either side, and those of an agency when one is given; the newest first. */
export async function seenBy(db: Db, accountId: string, agencyId: string | null): Promise<Named[]> {
  return named(
    db,
    or(
      eq(deputies.representedId, accountId),
      eq(deputies.deputyId, accountId),
      agencyId === null ? undefined : eq(deputies.agencyId, agencyId),
    ),
  )
}

/** Keeps a deputyship, tells everyone concerned, and begins it when its first day has come and nobody has to agree. */
export async function name(
  tx: Db,
  wish: Wish & { reason: string },
  isAgreed: boolean,
  by: By & { accountId: string },
  now: Date,
): Promise<string> {
  const agreed = isAgreed ? { agreedBy: by.accountId, agreedAt: now } : {}
  const [row] = await tx
    .insert(deputies)
    .values({ ...wish, ...agreed, namedBy: by.accountId, namedAt: now })
    .returning()
  if (!row) throw new Error('the deputyship was not kept')
  await addEvent(tx, 'deputy.named', row, by, now)
  await tell(tx, row, isAgreed ? 'notice.deputy.named' : 'notice.deputy.asked', now)
  if (isAgreed) await begin(tx, row, by, now)
  return row.id
}

/** False when somebody else decided meanwhile. */
export async function agree(tx: Db, id: string, by: By & { accountId: string }, now: Date): Promise<boolean> {
  const [row] = await tx
    .update(deputies)
    .set({ agreedBy: by.accountId, agreedAt: now })
    .where(and(eq(deputies.id, id), isNull(deputies.agreedAt), isNull(deputies.endedAt)))
    .returning()
  if (!row) return false
  await addEvent(tx, 'deputy.agreed', row, by, now)
  await tell(tx, row, 'notice.deputy.named', now)
  await begin(tx, row, by, now)
  return true
}

/** Ends a deputyship at once. False when it had ended before. */
export async function end(tx: Db, id: string, by: By, now: Date): Promise<boolean> {
  const [row] = await tx
    .update(deputies)
    .set({ endedBy: by.accountId, endedAt: now })
    .where(and(eq(deputies.id, id), isNull(deputies.endedAt)))
    .returning()
  if (!row) return false
  await addEvent(tx, 'deputy.ended', row, by, now)
  await tell(tx, row, 'notice.deputy.ended', now)
  return true
}

/** Writes down that a deputyship whose first day has come has begun; once. */
async function begin(tx: Db, row: Kept, by: By, now: Date): Promise<boolean> {
  const begun = await tx
    .update(deputies)
    .set({ begunAt: now })
    .where(and(eq(deputies.id, row.id), isNull(deputies.begunAt), holds(legalDay(now))))
    .returning({ id: deputies.id })
  if (begun.length === 0) return false
  await addEvent(tx, 'deputy.begun', row, by, now)
  return true
}

/** Writes down and tells what a date began or ended. The roles follow the dates by themselves. */
export async function turn(db: Db, now: Date): Promise<void> {
  const today = legalDay(now)
  const due = await db
    .select()
    .from(deputies)
    .where(and(isNull(deputies.begunAt), holds(today)))
  for (const row of due) {
    await db.transaction(async tx => {
      if (await begin(tx, row, bySystem, now)) await tell(tx, row, 'notice.deputy.begun', now)
    })
  }
  const over = await db
    .select({ id: deputies.id })
    .from(deputies)
    .where(and(isNull(deputies.endedAt), lt(deputies.until, today)))
  for (const { id } of over) await db.transaction(tx => end(tx, id, bySystem, now))
}

/**
 * Somebody leaves an agency on a day: what they are deputy of or represented in there ends with it, and what would
 * begin later does not begin. A deputy who stays at the agency, or at the one above it, stays deputy.
 */
export async function endAt(
  tx: Db,
  accountId: string,
  agencyId: string,
  { lastDay, by, now }: { lastDay: string; by: By; now: Date },
): Promise<void> {
  const staysElsewhere = sql`exists (select 1 from assignments other join accounts own on own.person_id = other.person_id
    join agencies served on served.id = ${deputies.agencyId}
    where own.id = ${accountId} and other.agency_id in (served.id, served.hr_parent_id)
      and other.from_day <= ${lastDay} and (other.until_day is null or other.until_day > ${lastDay}))`
  const leaves = and(
    isNull(deputies.endedAt),
    gt(deputies.until, lastDay),
    or(
      and(eq(deputies.representedId, accountId), eq(deputies.agencyId, agencyId)),
      and(eq(deputies.deputyId, accountId), sql`not ${staysElsewhere}`),
    ),
  )
  const later = await tx
    .select({ id: deputies.id })
    .from(deputies)
    .where(and(leaves, gt(deputies.from, lastDay)))
  for (const { id } of later) await end(tx, id, by, now)
  const shortened = await tx.update(deputies).set({ until: lastDay }).where(leaves).returning()
  for (const row of shortened) {
    await addEvent(tx, 'deputy.shortened', row, by, now)
    await tell(tx, row, 'notice.deputy.shortened', now)
  }
}

/** What `decide` asks about the agency of a deputyship. */
export async function around(db: Db, { agencyId, representedId, deputyId }: Kept, today: string): Promise<Around> {
  const agency = await agencies.find(db, agencyId)
  const chiefs = await chiefsOf(db, agencyId, today)
  return {
    hasOtherChief: chiefs.some(id => id !== representedId && id !== deputyId),
    hrParentId: agency?.hrParentId ?? null,
    secondReviewerId: agency?.secondReviewerId ?? null,
  }
}

async function chiefsOf(db: Db, agencyId: string, today: string): Promise<string[]> {
  const holders = await roleGrants.ofAgency(db, agencyId, today)
  return holders.filter(({ roles }) => roles.includes('hr_chief')).map(({ accountId }) => accountId)
}

const addEvent = (tx: Db, what: events.EventName, row: Kept, by: By, at: Date) => {
  const { representedId, deputyId, agencyId: agency, from, until } = row
  const details = { represented: representedId, deputy: deputyId, agency, from, until }
  return events.add(tx, { what, about: row.id, by, at, details })
}

/** The one represented, the deputy, and the chief of the agency, or whoever has the chief's word there. */
async function tell(tx: Db, row: Kept, text: NoticeAt<`/deputies/${string}`>, at: Date): Promise<void> {
  const { agencyId, representedId, deputyId, from, until } = row
  const today = legalDay(at)
  const { hasOtherChief, hrParentId, secondReviewerId } = await around(tx, row, today)
  const above = hasOtherChief ? [] : hrParentId ? await chiefsOf(tx, hrParentId, today) : [secondReviewerId]
  const agency = (await agencies.find(tx, agencyId))?.name ?? ''
  const told = new Set([representedId, deputyId, ...(await chiefsOf(tx, agencyId, today)), ...above])
  const notice = { text, holes: { agency, from, until }, url: `/deputies/${row.id}` } as const
  for (const accountId of told) if (accountId) await notices.tellAccount(tx, accountId, notice, at)
}
