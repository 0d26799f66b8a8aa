import { and, asc, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { HrOffice } from '../../domain/account/recovery.ts'
import { accountStates, opens } from '../../domain/account/state.ts'
import { type Actor, hasRole, hrRoles } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Way } from '../../domain/way.ts'
import { mayRemoveAll } from '../../domain/ways/ways-in.ts'
import { find } from '../account/accounts.ts'
import * as waysIn from '../account/ways-in.ts'
import { mostCounted, told } from '../database/count-up-to.ts'
import type { Db } from '../database/database.ts'
import { held } from '../database/held.ts'
import { inForce } from '../database/in-force.ts'
import { accounts, agencies, people, roleGrants } from '../schema.ts'

const holds = (today: string) => and(inArray(roleGrants.role, hrRoles), inForce(roleGrants, today))

/** Where an account does HR work on a day. */
export async function ofAccount(db: Db, accountId: string, today: string): Promise<HrOffice[]> {
  return (
    db
      .selectDistinct({
        agencyId: agencies.id,
        hrParentId: agencies.hrParentId,
        secondReviewerId: agencies.secondReviewerId,
      })
      .from(roleGrants)
      .innerJoin(agencies, eq(agencies.id, roleGrants.agencyId))
      .where(and(eq(roleGrants.accountId, accountId), holds(today)))
      // in one order, since whoever asks may hold one office after the other
      .orderBy(asc(agencies.id))
  )
}

/** Who can sign in at a time, by the ways that are offered here, except these accounts. */
type Asked = { now: Date; offered: readonly Way[]; not: readonly string[] }

/**
 * The accounts of an agency's HR that can be opened now: their state lets them in and there is something to come in by.
 * In a transaction all accounts of the office are held, so that two who go at once see each other.
 */
export async function present(tx: Db, agencyId: string, { now, offered, not }: Asked): Promise<string[]> {
  const inHr = tx
    .select({ id: roleGrants.accountId })
    .from(roleGrants)
    .where(and(eq(roleGrants.agencyId, agencyId), holds(legalDay(now))))
  const office = await tx
    .select({ id: accounts.id, state: accounts.state })
    .from(accounts)
    .where(inArray(accounts.id, inHr))
    .orderBy(asc(accounts.id))
    .for(held)
  const open = office.flatMap(({ id, state }) => (not.includes(id) || !opens(state) ? [] : [id]))
  const ways = await waysIn.ofAccounts(tx, open, offered)
  return open.filter(id =>
    mayRemoveAll(
      ways.filter(({ accountId }) => accountId === id),
      [],
      now,
    ),
  )
}

/**
 * Who can be the second of two people for an agency: others of its HR; where none of them can come in, those who stand
 * above it.
 */
export async function seconds(tx: Db, agencyId: string, asked: Asked): Promise<string[]> {
  const here = await present(tx, agencyId, asked)
  return here.length > 0 ? here : above(tx, agencyId, asked)
}

/**
 * Who hears of what an HR office cannot do itself: HR above; without it the second reviewer, or else the
 * administrators.
 */
export async function above(tx: Db, agencyId: string, asked: Asked): Promise<string[]> {
  const { now, not } = asked
  const [agency] = await tx.select().from(agencies).where(eq(agencies.id, agencyId))
  if (!agency) return []
  if (agency.hrParentId) return present(tx, agency.hrParentId, asked)
  const reviewer = agency.secondReviewerId && (await find(tx, agency.secondReviewerId))
  if (reviewer && opens(reviewer.state) && !not.includes(reviewer.id)) return [reviewer.id]
  const today = legalDay(now)
  const administrators = await tx
    .selectDistinct({ id: roleGrants.accountId })
    .from(roleGrants)
    .innerJoin(accounts, eq(accounts.id, roleGrants.accountId))
    .where(
      and(
        eq(roleGrants.role, 'sysadmin'),
        inArray(accounts.state, accountStates.filter(opens)),
        inForce(roleGrants, today),
      ),
    )
  return administrators.map(({ id }) => id).filter(id => !not.includes(id))
}

/** SQL: the actor stands above an office (a row of `agencies`), as `standsAbove` says. */
const isBelow = (actor: Actor) =>
  or(
    and(
      isNotNull(agencies.hrParentId),
      actor.agencyId && isInHr(actor) ? eq(agencies.hrParentId, actor.agencyId) : sql`false`,
    ),
    and(
      isNull(agencies.hrParentId),
      or(
        hasRole(actor, 'sysadmin') ? sql`true` : sql`false`,
        actor.actingFor ? sql`false` : eq(agencies.secondReviewerId, actor.accountId),
      ),
    ),
  )

const isHelped = (actor: Actor, today: string) => and(holds(today), ne(roleGrants.accountId, actor.accountId))

const isInHr = (actor: Actor) => hasRole(actor, ...hrRoles)

/** Whether there is anybody in the HR offices that the actor stands above. */
export async function hasBelow(db: Db, actor: Actor, today: string): Promise<boolean> {
  const below = db
    .select({ id: roleGrants.id })
    .from(agencies)
    .innerJoin(roleGrants, eq(roleGrants.agencyId, agencies.id))
    .where(and(isBelow(actor), isHelped(actor, today)))
    .limit(1)
  return (await below).length > 0
}

/**
 * A page of the HR people whose offices the actor stands above, by agency and name, with the state of their accounts
 * and how many there are (see `told`).
 */
export async function below(db: Db, actor: Actor, today: string, page: { limit: number; offset: number }) {
  const office = db
    .selectDistinct({ accountId: roleGrants.accountId })
    .from(roleGrants)
    .where(and(eq(roleGrants.agencyId, agencies.id), isHelped(actor, today)))
    .as('office')
  // agency by agency, so that no more are looked up than the page holds
  const counted = db
    .select({ id: agencies.id })
    .from(agencies)
    .innerJoinLateral(office, sql`true`)
    .where(isBelow(actor))
    .limit(mostCounted(page))
  const rows = await db
    .select({
      id: people.id,
      name: people.name,
      agencyName: agencies.name,
      accountState: accounts.state,
      count: sql<number>`(select count(*)::int from (${counted}) counted)`,
    })
    .from(agencies)
    .innerJoinLateral(office, sql`true`)
    .innerJoin(accounts, eq(accounts.id, office.accountId))
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(isBelow(actor))
    .orderBy(asc(agencies.code), asc(people.name), asc(people.id))
    .limit(page.limit)
    .offset(page.offset)
  return { rows, ...told(rows[0]?.count ?? 0, page) }
}
