import { and, desc, eq, gte, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import { hrRoles } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Notice, NoticeText } from '../../domain/notice/notice.ts'
import { deputiesOf, standingIn } from '../agency/deputies-today.ts'
import { countUpTo, mostCounted, told } from '../database/count-up-to.ts'
import type { Db } from '../database/database.ts'
import { held } from '../database/held.ts'
import { inForce } from '../database/in-force.ts'
import { accounts, notices, people, roleGrants } from '../schema.ts'

/** Tells a person; people without an account have no inbox and are skipped. */
export async function tellPerson(db: Db, personId: string, notice: Notice, at: Date): Promise<void> {
  await tellPeople(db, [personId], notice, at)
}

/** The same of many people. */
export async function tellPeople(db: Db, personIds: readonly string[], notice: Notice, at: Date): Promise<void> {
  const whom = await db
    .select({ accountId: accounts.id })
    .from(accounts)
    .where(inArray(accounts.personId, [...personIds]))
  await tellAll(db, whom, notice, at)
}

export async function tellAccount(db: Db, accountId: string, notice: Notice, at: Date): Promise<void> {
  await tellAll(db, [{ accountId }], notice, at)
}

/** Whoever is told as somebody's deputy is named with whom they act for. */
async function tellAll(
  db: Db,
  whom: readonly { accountId: string; actingFor?: string | null }[],
  notice: Notice,
  at: Date,
): Promise<void> {
  if (whom.length === 0) return
  const { text, holes = {}, url, actingFor = null } = notice
  await db.insert(notices).values(whom.map(one => ({ text, holes, url, actingFor, at, ...one })))
}

/** Tells an account what it was not told before in the same words; of two at once only one is kept. */
export async function tellOnce(db: Db, accountId: string, notice: Notice, at: Date): Promise<void> {
  const { text, holes = {} } = notice
  const same = and(eq(notices.accountId, accountId), eq(notices.text, text), eq(notices.holes, holes))
  await db.transaction(async tx => {
    await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for(held)
    const [known] = await tx.select({ id: notices.id }).from(notices).where(same).limit(1)
    if (!known) await tellAccount(tx, accountId, notice, at)
  })
}

/**
 * Tells everyone who holds an HR role at the agency today, and whoever is a deputy of one of them; but nobody to whom
 * `about` is themselves, or whom they represent.
 */
export async function tellHr(db: Db, agencyId: string, notice: Notice, at: Date, about?: string): Promise<void> {
  const today = legalDay(at)
  const all = await db
    .selectDistinct({ accountId: roleGrants.accountId, personId: accounts.personId })
    .from(roleGrants)
    .innerJoin(accounts, eq(accounts.id, roleGrants.accountId))
    .where(and(eq(roleGrants.agencyId, agencyId), inArray(roleGrants.role, hrRoles), inForce(roleGrants, today)))
  const theirs = about === undefined ? [] : await deputiesOf(db, about, today)
  const hr = all.filter(({ accountId, personId }) => personId !== about && !theirs.includes(accountId))
  await tellOffice(db, agencyId, hr, notice, at, about)
}

/**
 * Tells some people of an office and, as their deputies, those who stand in for them today and are not told already.
 */
export async function tellOffice(
  db: Db,
  agencyId: string,
  office: readonly { accountId: string }[],
  notice: Notice,
  at: Date,
  exceptPersonId?: string,
): Promise<void> {
  const ids = office.map(({ accountId }) => accountId)
  const deputies = (await standingIn(db, agencyId, ids, legalDay(at))).filter(
    ({ accountId, personId }) => !ids.includes(accountId) && personId !== exceptPersonId,
  )
  const inOwnName = ids.map(accountId => ({ accountId }))
  const asDeputies = deputies.map(({ accountId, actingFor }) => ({ accountId, actingFor }))
  await tellAll(db, [...inOwnName, ...asDeputies], notice, at)
}

/** Tells every administrator of today, but nobody who has yet to read the same. */
export async function tellAdministrators(db: Db, notice: Notice, at: Date): Promise<void> {
  const { text, holes = {}, url } = notice
  const today = legalDay(at)
  const isUnread = and(
    eq(notices.accountId, roleGrants.accountId),
    eq(notices.text, text),
    eq(notices.holes, holes),
    isNull(notices.readAt),
  )
  const administrators = await db
    .selectDistinct({ accountId: roleGrants.accountId })
    .from(roleGrants)
    .leftJoin(notices, isUnread)
    .where(and(eq(roleGrants.role, 'sysadmin'), inForce(roleGrants, today), isNull(notices.id)))
  const rows = administrators.map(({ accountId }) => ({ accountId, text, holes, url, at }))
  if (rows.length > 0) await db.insert(notices).values(rows)
}

/** A page of an inbox, newest first, with how many there are in all (see `told`). */
export async function ofAccount(db: Db, accountId: string, { limit, offset }: { limit: number; offset: number }) {
  // whom one acted for is looked up for the rows of the page alone
  const page = db
    .select({ id: notices.id })
    .from(notices)
    .where(eq(notices.accountId, accountId))
    .orderBy(...newestFirst)
    .limit(limit)
    .offset(offset)
    .as('page')
  const rows = await db
    .select({
      id: notices.id,
      text: notices.text,
      holes: notices.holes,
      at: notices.at,
      readAt: notices.readAt,
      actingFor: notices.actingFor,
      actingForName: people.name,
      count: countUpTo(notices, eq(notices.accountId, accountId), mostCounted({ limit, offset })),
    })
    .from(page)
    .innerJoin(notices, eq(notices.id, page.id))
    .leftJoin(accounts, eq(accounts.id, notices.actingFor))
    .leftJoin(people, eq(people.id, accounts.personId))
    .orderBy(...newestFirst)
  return { rows, ...told(rows[0]?.count ?? 0, { limit, offset }) }
}

const newestFirst = [desc(notices.at), desc(notices.id)]

/** Where the notice leads; undefined when it is not this account's. */
export async function markRead(db: Db, accountId: string, id: string, at: Date): Promise<string | undefined> {
  const [row] = await db
    .update(notices)
    .set({ readAt: sql`coalesce(${notices.readAt}, ${at.toISOString()})` })
    .where(and(eq(notices.id, id), eq(notices.accountId, accountId)))
    .returning({ url: notices.url })
  return row?.url
}

/** Marks as read what came until `at`; what comes meanwhile stays unread. */
export async function markAllRead(db: Db, accountId: string, at: Date): Promise<void> {
  await db
    .update(notices)
    .set({ readAt: at })
    .where(and(eq(notices.accountId, accountId), isNull(notices.readAt), lte(notices.at, at)))
}

/**
 * Notices of these texts since a time that were not sent as a letter yet, with the person they concern; those who left
 * get none.
 */
export async function withoutLetter(db: Db, texts: readonly NoticeText[], since: Date) {
  return db
    .select({ id: notices.id, text: notices.text, personId: accounts.personId, language: accounts.language })
    .from(notices)
    .innerJoin(accounts, eq(accounts.id, notices.accountId))
    .where(
      and(gte(notices.at, since), inArray(notices.text, texts), isNull(notices.letterAt), ne(accounts.state, 'closed')),
    )
    .orderBy(notices.at)
}

/** False when somebody else took it meanwhile; it is free again when the transaction fails. */
export async function takeLetter(tx: Db, id: string, at: Date): Promise<boolean> {
  const taken = await tx
    .update(notices)
    .set({ letterAt: at })
    .where(and(eq(notices.id, id), isNull(notices.letterAt)))
    .returning({ id: notices.id })
  return taken.length === 1
}
