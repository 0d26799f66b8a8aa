import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Grant } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import { inForce, inForceAs } from '../database/in-force.ts'
import { accounts, assignments, people, roleGrants } from '../schema.ts'

/**
 * Gives roles from today on, until the last day at their agency where that is known already, with an event each; a role
 * that is held already is left as it is.
 */
export async function give(tx: Db, accountId: string, grants: readonly Grant[], by: By, now: Date): Promise<void> {
  const held = await tx
    .select({ role: roleGrants.role, agencyId: roleGrants.agencyId })
    .from(roleGrants)
    .where(and(eq(roleGrants.accountId, accountId), inForce(roleGrants, legalDay(now))))
  const missing = grants.filter(grant => !held.some(one => one.role === grant.role && one.agencyId === grant.agencyId))
  for (const grant of missing) {
    await tx.insert(roleGrants).values({
      ...grant,
      accountId,
      from: legalDay(now),
      until: grant.agencyId && lastDayAt(accountId, grant.agencyId, legalDay(now)),
      grantedBy: by.accountId,
      grantedAt: now,
    })
    await events.add(tx, {
      what: 'role.given',
      about: accountId,
      by,
      at: now,
      details: { role: grant.role, agency: grant.agencyId },
    })
  }
}

/** SQL: the last day of whoever is at an agency on a day; null while it goes on, or where they are not. */
const lastDayAt = (accountId: string, agencyId: string, day: string) => sql<string | null>`(
  select there.until_day from assignments there join accounts own on own.person_id = there.person_id
  where own.id = ${accountId} and there.agency_id = ${agencyId} and ${inForceAs('there', day)}
  order by there.until_day desc limit 1)`

/** Ends the roles of an account at an agency, or one of them, with a day (its last), with an event each. */
export async function endAt(
  tx: Db,
  accountId: string,
  agencyId: string,
  { lastDay, by, now, role: taken }: { lastDay: string; by: By; now: Date; role?: Grant['role'] },
): Promise<void> {
  const ended = await tx
    .update(roleGrants)
    .set({ until: lastDay })
    .where(
      and(
        eq(roleGrants.accountId, accountId),
        eq(roleGrants.agencyId, agencyId),
        taken && eq(roleGrants.role, taken),
        or(isNull(roleGrants.until), gt(roleGrants.until, lastDay)),
      ),
    )
    .returning({ role: roleGrants.role })
  for (const { role } of ended) {
    const details = { role, agency: agencyId, lastDay, ...(taken && { isTaken: true }) }
    await events.add(tx, { what: 'role.ended', about: accountId, by, at: now, details })
  }
}

/**
 * The roles that ended at an agency with one day end with another, or not at all (null), with an event each: those that
 * somebody had lost earlier stay lost, and those that were taken from them with that very day.
 */
export async function lengthen(
  tx: Db,
  accountId: string,
  agencyId: string,
  { from, to, by, now }: { from: string; to: string | null; by: By; now: Date },
): Promise<void> {
  const lengthened = await tx
    .update(roleGrants)
    .set({ until: to })
    .where(
      and(
        eq(roleGrants.accountId, accountId),
        eq(roleGrants.agencyId, agencyId),
        eq(roleGrants.until, from),
        sql`${roleGrants.role} <> all(${takenOn(accountId, agencyId, from)})`,
      ),
    )
    .returning({ role: roleGrants.role })
  for (const { role } of lengthened) {
    const details = { role, agency: agencyId, lastDay: to }
    await events.add(tx, { what: 'role.lengthened', about: accountId, by, at: now, details })
  }
}

/** SQL: the roles that were taken from an account at an agency, by themselves, with this last day. */
const takenOn = (accountId: string, agencyId: string, lastDay: string) => sql`array(
  select details ->> 'role' from events taken where taken.about = ${accountId} and taken.what = 'role.ended'
    and taken.details @> ${JSON.stringify({ agency: agencyId, lastDay, isTaken: true })}::jsonb)`

/** True for somebody who serves the whole installation today: HR of a school must not shut them out. */
export async function isAdministrator(db: Db, accountId: string, today: string): Promise<boolean> {
  const rows = await db
    .select({ id: roleGrants.id })
    .from(roleGrants)
    .where(and(eq(roleGrants.accountId, accountId), eq(roleGrants.role, 'sysadmin'), inForce(roleGrants, today)))
  return rows.length > 0
}

/** The accounts that serve the whole installation as administrators today. */
export async function administrators(db: Db, today: string) {
  return db
    .selectDistinct({ id: accounts.id, loginName: accounts.loginName, state: accounts.state })
    .from(roleGrants)
    .innerJoin(accounts, eq(accounts.id, roleGrants.accountId))
    .where(and(eq(roleGrants.role, 'sysadmin'), inForce(roleGrants, today)))
    .orderBy(asc(accounts.loginName), asc(accounts.id))
}

/** Who holds a role for an agency today: one entry for each person, with what they are there. */
export async function ofAgency(db: Db, agencyId: string, today: string) {
  const rows = await db
    .select({
      accountId: accounts.id,
      personId: people.id,
      accountState: accounts.state,
      name: people.name,
      title: assignments.title,
      role: roleGrants.role,
    })
    .from(roleGrants)
    .innerJoin(accounts, eq(accounts.id, roleGrants.accountId))
    .innerJoin(people, eq(people.id, accounts.personId))
    .leftJoin(
      assignments,
      and(eq(assignments.personId, people.id), eq(assignments.agencyId, agencyId), inForce(assignments, today)),
    )
    .where(and(eq(roleGrants.agencyId, agencyId), inForce(roleGrants, today)))
    .orderBy(asc(people.name), asc(accounts.id), asc(roleGrants.role))
  const holders = new Map<string, Holder>()
  for (const { role, ...row } of rows) {
    const known = holders.get(row.accountId)
    holders.set(row.accountId, { ...row, title: row.title ?? '', roles: [...new Set([...(known?.roles ?? []), role])] })
  }
  return [...holders.values()]
}

export type Holder = {
  accountId: string
  personId: string
  accountState: (typeof accounts.$inferSelect)['state']
  name: string
  title: string
  roles: Grant['role'][]
}

/**
 * The HR office of an agency: its name, and those of the people who hold a role there; `without` leaves one person out.
 */
export async function hrOffice(
  db: Db,
  agency: { id: string; name: string },
  today: string,
  without?: string,
): Promise<{ agency: string; names: string[] }> {
  const hr = (await ofAgency(db, agency.id, today)).filter(({ personId }) => personId !== without)
  return { agency: agency.name, names: hr.map(({ name }) => name) }
}
