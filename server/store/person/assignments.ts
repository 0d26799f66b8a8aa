import { and, desc, eq, gte, isNull, lte, ne, or, sql } from 'drizzle-orm'
import { legalDay } from '../../domain/clock.ts'
import * as accountStore from '../account/accounts.ts'
import * as roleGrants from '../agency/role-grants.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import { held } from '../database/held.ts'
import { inForce } from '../database/in-force.ts'
import * as findings from '../record/findings/reckoning.ts'
import { accounts, agencies, assignments, people } from '../schema.ts'
import { violates } from '../database/unique.ts'
import * as deputies from './deputies.ts'

/**
 * What a person does at an agency from a day on, and until one where that is known; `staffKind` is a code of
 * `staffKinds`.
 */
export type Assignment = {
  agencyId: string
  staffKind: string
  title: string
  unit?: string
  staffNumber?: string
  from: string
  until?: string
}

/**
 * Assigns a person to an agency they are not at on any of these days: their main one when they have no other. False
 * when they are.
 */
export async function assign(tx: Db, personId: string, assignment: Assignment, by: By, now: Date): Promise<boolean> {
  const { agencyId, from, until } = assignment
  const isThere = and(eq(assignments.agencyId, agencyId), meets({ from, until: until ?? null }))
  const others = await tx
    .select({ agencyId: assignments.agencyId })
    .from(assignments)
    .where(and(eq(assignments.personId, personId), or(inForce(assignments, from), isThere)))
  if (others.some(other => other.agencyId === agencyId)) return false
  const kind = others.length > 0 ? ('concurrent' as const) : ('main' as const)
  const name = sql`(select ${people.name} from ${people} where ${people.id} = ${personId} for key share)`
  await tx.insert(assignments).values({ ...assignment, personId, name, kind })
  await events.add(tx, {
    what: 'person.assigned',
    about: personId,
    by,
    at: now,
    details: { agency: agencyId, kind, from, ...(until ? { until } : {}) },
  })
  await findings.reckonSoon(tx, personId, now)
  return true
}

/** SQL: an assignment that lasts on a day on which another one does. */
const meets = ({ from, until }: { from: string; until: string | null }) =>
  and(
    until === null ? undefined : lte(assignments.from, until),
    or(isNull(assignments.until), gte(assignments.until, from)),
  )

export type OwnAssignment = Awaited<ReturnType<typeof ofPerson>>[number]

/** Where a person is and was, the newest first. */
export async function ofPerson(db: Db, personId: string) {
  return db
    .select({
      id: assignments.id,
      agencyId: agencies.id,
      agencyName: agencies.name,
      kind: assignments.kind,
      title: assignments.title,
      staffKind: assignments.staffKind,
      unit: assignments.unit,
      staffNumber: assignments.staffNumber,
      from: assignments.from,
      until: assignments.until,
    })
    .from(assignments)
    .innerJoin(agencies, eq(agencies.id, assignments.agencyId))
    .where(eq(assignments.personId, personId))
    .orderBy(sql`${assignments.until} is null desc`, desc(assignments.from))
}

/** The one of some assignments that a person has at an agency on a day, else the one that comes later. */
export function here(all: readonly OwnAssignment[], agencyId: string | null, day: string): OwnAssignment | undefined {
  const left = all.filter(one => one.agencyId === agencyId && (one.until === null || one.until >= day))
  return left.find(({ from }) => from <= day) ?? left[0]
}

/**
 * Ends an assignment, and the roles and deputyships at that agency, with a day (the last on which they hold). Roles
 * that ended with an earlier last day hold until the later one. Where that was the last assignment and is over, the
 * account closes. False when it does not end any more as `until` says, because somebody else wrote another day.
 */
export async function end(
  tx: Db,
  personId: string,
  { id, agencyId, until }: Pick<OwnAssignment, 'id' | 'agencyId' | 'until'>,
  lastDay: string,
  by: By,
  now: Date,
): Promise<boolean> {
  // in the order in which a change of the account's state takes them
  const [account] = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.personId, personId)).for(held)
  const [ended] = await tx
    .update(assignments)
    .set({ until: lastDay })
    .where(and(eq(assignments.id, id), until === null ? isNull(assignments.until) : eq(assignments.until, until)))
    .returning({ id: assignments.id })
  if (!ended) return false
  const details = { agency: agencyId, until: lastDay }
  await events.add(tx, { what: 'person.assignment-ended', about: personId, by, at: now, details })
  await findings.reckonSoon(tx, personId, now)
  if (!account) return true
  if (until !== null && until < lastDay) {
    await roleGrants.lengthen(tx, account.id, agencyId, { from: until, to: lastDay, by, now })
  }
  await roleGrants.endAt(tx, account.id, agencyId, { lastDay, by, now })
  await deputies.endAt(tx, account.id, agencyId, { lastDay, by, now })
  // whose last day was entered late does not stay until the night
  if (await accountStore.isLeftBehind(tx, account.id, legalDay(now))) {
    await accountStore.changeState(tx, account.id, { change: 'close', reason: null }, by, now)
  }
  return true
}

/** The unit and the number by which an agency knows somebody. */
export type Place = { unit: string; staffNumber: string }

/** Writes where somebody is found at an agency, as long as it stands there as it was seen. */
export async function setPlace(
  tx: Db,
  personId: string,
  { id, agencyId, unit, staffNumber }: Pick<OwnAssignment, 'id' | 'agencyId'> & Place,
  place: Place,
  by: By,
  now: Date,
): Promise<
  { ok: true } | { ok: false; why: 'record.refused.changed-meanwhile' | 'person.refused.staff-number-taken' }
> {
  let hasChanged = false
  const isTaken = await violates(tx, 'assignments_staff_number', async inner => {
    const seen = and(eq(assignments.unit, unit), eq(assignments.staffNumber, staffNumber))
    const written = await inner
      .update(assignments)
      .set(place)
      .where(and(eq(assignments.id, id), seen))
      .returning({ id: assignments.id })
    hasChanged = written.length > 0
  })
  if (isTaken) return { ok: false, why: 'person.refused.staff-number-taken' }
  if (!hasChanged) return { ok: false, why: 'record.refused.changed-meanwhile' }
  await events.add(tx, { what: 'person.place-set', about: personId, by, at: now, details: { agency: agencyId } })
  return { ok: true }
}

/**
 * An assignment that ended ends as it did before (null: not at all), and so do the roles that ended with it;
 * deputyships stay ended. Not when it does not end as `until` says, the person is at that agency again since, or
 * somebody else has their staff number now.
 */
export async function reopen(
  tx: Db,
  personId: string,
  { id, agencyId, until }: Pick<OwnAssignment, 'id' | 'agencyId'> & { until: string },
  before: string | null,
  by: By,
  now: Date,
): Promise<{ ok: true } | { ok: false; why: 'working-life.refused.came-back' | 'working-life.refused.number-given' }> {
  const others = and(eq(assignments.personId, personId), eq(assignments.agencyId, agencyId), ne(assignments.id, id))
  const [again] = await tx
    .select({ id: assignments.id })
    .from(assignments)
    .where(and(others, meets({ from: until, until: before })))
  if (again) return { ok: false, why: 'working-life.refused.came-back' }
  let isReopened = false
  const isTaken = await violates(tx, 'assignments_staff_number', async inner => {
    const reopened = await inner
      .update(assignments)
      .set({ until: before })
      .where(and(eq(assignments.id, id), eq(assignments.until, until)))
      .returning({ id: assignments.id })
    isReopened = reopened.length > 0
  })
  if (isTaken) return { ok: false, why: 'working-life.refused.number-given' }
  if (!isReopened) return { ok: false, why: 'working-life.refused.came-back' }
  const details = { agency: agencyId, until: before }
  await events.add(tx, { what: 'person.assignment-reopened', about: personId, by, at: now, details })
  await findings.reckonSoon(tx, personId, now)
  const [account] = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.personId, personId))
  if (account) await roleGrants.lengthen(tx, account.id, agencyId, { from: until, to: before, by, now })
  return { ok: true }
}
