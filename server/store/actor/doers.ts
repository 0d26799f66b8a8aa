import { and, eq } from 'drizzle-orm'
import type { Represented, Role } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Asker } from '../../domain/record/access.ts'
import { deputyIsThere, holds, rolesOfRepresented } from '../agency/deputies-today.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import { inForce } from '../database/in-force.ts'
import { accounts, deputies, people, roleGrants } from '../schema.ts'

/**
 * Who goes on with what they began while they may be signed in nowhere, with the roles of now: in their own name, or as
 * the deputy they were then. Undefined when the account may not act, or stands in for that one no more.
 */
export async function doerOf(
  db: Db,
  { accountId, agencyId, actingFor = null }: Pick<By, 'accountId' | 'agencyId' | 'actingFor'>,
  now: Date,
): Promise<Asker | undefined> {
  if (accountId === null) return undefined
  const today = legalDay(now)
  const [account] = await db
    .select({ personId: accounts.personId, state: accounts.state })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  if (account?.state !== 'active' && account?.state !== 'must_change') return undefined
  const grants = await db
    .select({ role: roleGrants.role, agencyId: roleGrants.agencyId })
    .from(roleGrants)
    .where(and(eq(roleGrants.accountId, accountId), inForce(roleGrants, today)))
  // an administrator sees no records, not for somebody else either
  const offices = grants.some(({ role }) => role === 'sysadmin') ? [] : await officesOf(db, accountId, today)
  const office = offices.find(one => one.represented.accountId === actingFor && one.agencyId === agencyId)
  if (actingFor !== null && !office) return undefined
  return {
    personId: account.personId,
    agencyId,
    grants: office ? office.roles.map(role => ({ role, agencyId: office.agencyId })) : grants,
    actingFor: office?.represented ?? null,
    deputyFor: offices.map(({ represented }) => represented),
    secondReviews: false,
  }
}

async function officesOf(db: Db, accountId: string, today: string) {
  const rows = await db
    .select({
      agencyId: deputies.agencyId,
      accountId: deputies.representedId,
      personId: people.id,
      name: people.name,
      roles: rolesOfRepresented(today),
    })
    .from(deputies)
    .innerJoin(accounts, eq(accounts.id, deputies.representedId))
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(and(eq(deputies.deputyId, accountId), holds(today), deputyIsThere(today)))
  return rows.flatMap(({ agencyId, roles, ...represented }) =>
    roles ? [{ agencyId, roles: roles as Role[], represented: represented satisfies Represented }] : [],
  )
}
