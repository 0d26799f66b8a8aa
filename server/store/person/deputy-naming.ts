import { and, asc, eq, gte, isNull, lte, sql } from 'drizzle-orm'
import { opens } from '../../domain/account/state.ts'
import { isHrRole } from '../../domain/agency/actor.ts'
import type { NamingFacts, Wish } from '../../domain/agency/deputy.ts'
import * as roleGrants from '../agency/role-grants.ts'
import type { Db } from '../database/database.ts'
import { held } from '../database/held.ts'
import { inForce } from '../database/in-force.ts'
import { accounts, agencies as agencyTable, assignments, deputies } from '../schema.ts'
import { byStrokes } from '../database/name-order.ts'
import { nameHolds } from '../database/name-search.ts'

/** Whether more can be named at an agency than a number of them. */
export async function areMore(db: Db, than: number, agencyId: string, today: string): Promise<boolean> {
  const rows = await db
    .select({ id: assignments.id })
    .from(assignments)
    .where(isPossible(agencyId, today))
    .limit(than + 1)
  return rows.length > than
}

/**
 * Who can be named at an agency: accounts in use of people assigned to it or to the HR agency above, this one first.
 * `search` is a part of the name, or blank; `isPart` where more fit than `most`.
 */
export async function possible(
  db: Db,
  agencyId: string,
  today: string,
  { search, most }: { search: string; most: number },
) {
  const found = db
    .select({ id: assignments.id })
    .from(assignments)
    .where(and(isPossible(agencyId, today), search ? nameHolds(search, assignments.folded) : undefined))
    .orderBy(isOfAbove(agencyId), byStrokes(assignments.folded), asc(assignments.id))
    .limit(most + 1)
    .as('found')
  // their accounts are looked up for those who are shown alone
  const rows = await db
    .select({
      accountId: accounts.id,
      name: assignments.name,
      title: assignments.title,
      agencyId: agencyTable.id,
      agencyName: agencyTable.name,
    })
    .from(found)
    .innerJoin(assignments, eq(assignments.id, found.id))
    .innerJoin(accounts, eq(accounts.personId, assignments.personId))
    .innerJoin(agencyTable, eq(agencyTable.id, assignments.agencyId))
    .orderBy(isOfAbove(agencyId), byStrokes(assignments.folded), asc(assignments.id))
  const seen = new Set<string>()
  const listed = rows.slice(0, most).filter(row => !seen.has(row.accountId) && seen.add(row.accountId))
  return { people: listed, isPart: rows.length > most }
}

const isPossible = (agencyId: string, today: string) =>
  and(isThere(agencyId, today), sql`${assignments.accountState} in ('active', 'must_change')`)

const isOfAbove = (agencyId: string) => sql`${assignments.agencyId} <> ${agencyId}`

const isThere = (agencyId: string, today: string) =>
  and(
    sql`${assignments.agencyId} in (select unnest(array[served.id, served.hr_parent_id]) from agencies served where served.id = ${agencyId})`,
    inForce(assignments, today),
  )

/**
 * What `mayName` asks, for a wish. In the transaction that names, others who name a deputy of the same person wait
 * meanwhile, so that two of them cannot overlap.
 */
export async function namingFacts(tx: Db, wish: Wish, today: string): Promise<NamingFacts> {
  const [inHr] = await tx.select().from(accounts).where(eq(accounts.id, wish.representedId)).for(held)
  const holders = await roleGrants.ofAgency(tx, wish.agencyId, today)
  const [there] = await tx
    .select({ state: accounts.state })
    .from(accounts)
    .innerJoin(assignments, eq(assignments.personId, accounts.personId))
    .where(and(eq(accounts.id, wish.deputyId), isThere(wish.agencyId, today)))
  const overlapping = await tx
    .select({ id: deputies.id })
    .from(deputies)
    .where(
      and(
        eq(deputies.agencyId, wish.agencyId),
        eq(deputies.representedId, wish.representedId),
        eq(deputies.deputyId, wish.deputyId),
        isNull(deputies.endedAt),
        lte(deputies.from, wish.until),
        gte(deputies.until, wish.from),
      ),
    )
  return {
    today,
    representedInHr:
      inHr !== undefined && holders.some(({ accountId, roles }) => accountId === wish.representedId && isHr(roles)),
    deputyIsHere: there !== undefined && opens(there.state),
    deputyIsAdministrator: await roleGrants.isAdministrator(tx, wish.deputyId, today),
    overlaps: overlapping.length > 0,
  }
}

const isHr = (roles: readonly string[]) => roles.some(isHrRole)
