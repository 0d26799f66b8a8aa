import type { SQL, SQLWrapper } from 'drizzle-orm'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { hrRoles } from '../../domain/agency/actor.ts'
import type { Db } from '../database/database.ts'
import { inForceAs } from '../database/in-force.ts'
import { accounts, deputies } from '../schema.ts'

/** SQL: a deputyship (a row of `deputies`) that was agreed to and holds on a day. */
export const holds = (today: SQLWrapper | string): SQL => sql`(
  ${deputies.agreedAt} is not null and ${deputies.endedAt} is null
  and ${deputies.from} <= ${today} and ${deputies.until} >= ${today})`

/**
 * SQL: the deputy is still assigned to the agency, or to the one above it in the HR line. Whoever leaves is no longer a
 * deputy, whatever the row says.
 */
export const deputyIsThere = (today: SQLWrapper | string): SQL => sql`exists (
  select 1 from assignments there join agencies served on there.agency_id in (served.id, served.hr_parent_id)
  where there.person_id = (select own.person_id from accounts own where own.id = ${deputies.deputyId})
    and served.id = ${deputies.agencyId} and ${inForceAs('there', today)})`

/** SQL: the HR roles that the one represented holds at the agency, and their right to sensitive data; null for none. */
export const rolesOfRepresented = (today: SQLWrapper | string): SQL<string[] | null> => sql<string[] | null>`(
  select array_agg(distinct held.role) from role_grants held
  where held.account_id = ${deputies.representedId} and held.agency_id = ${deputies.agencyId}
    and held.role in ${[...hrRoles, 'hr_sensitive']}
    and ${inForceAs('held', today)})`

/** The deputies that stand in for some accounts at an agency today, with the person behind each. */
export async function standingIn(db: Db, agencyId: string, representedIds: string[], today: string) {
  if (representedIds.length === 0) return []
  return db
    .select({ accountId: deputies.deputyId, personId: accounts.personId, actingFor: deputies.representedId })
    .from(deputies)
    .innerJoin(accounts, eq(accounts.id, deputies.deputyId))
    .where(
      and(
        eq(deputies.agencyId, agencyId),
        inArray(deputies.representedId, representedIds),
        holds(today),
        deputyIsThere(today),
      ),
    )
}

/** Whoever is a deputy of somebody today, at whatever agency. */
export async function deputiesOf(db: Db, personId: string, today: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: deputies.deputyId })
    .from(deputies)
    .innerJoin(accounts, eq(accounts.id, deputies.representedId))
    .where(and(eq(accounts.personId, personId), holds(today)))
  return rows.map(({ id }) => id)
}

/** The accounts whose deputy an account is today, at whatever agency. */
export async function representedBy(db: Db, accountId: string, today: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: deputies.representedId })
    .from(deputies)
    .where(and(eq(deputies.deputyId, accountId), holds(today)))
  return rows.map(({ id }) => id)
}
