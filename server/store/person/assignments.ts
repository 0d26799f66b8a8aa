import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import * as roleGrants from '../agency/role-grants.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import { held } from '../database/held.ts'
import { inForce } from '../database/in-force.ts'
import { accounts, agencies, assignments, people } from '../schema.ts'
import { violates } from '../database/unique.ts'
import * as deputies from './deputies.ts'

/** What a person does at an agency from a day on; `staffKind` is a code of `staffKinds`. */
export type Assignment = {
  agencyId: string
  staffKind: string
  title: string
  unit?: string
  staffNumber?: string
  from: string
}

/** Assigns a person to an agency they are not at yet: their main one when they have no other. */
export async function assign(tx: Db, personId: string, assignment: Assignment, by: By, now: Date): Promise<void> {
  const others = await tx
    .select({ agencyId: assignments.agencyId })
    .from(assignments)
    .where(and(eq(assignments.personId, personId), inForce(assignments, assignment.from)))
  if (others.some(other => other.agencyId === assignment.agencyId)) return
  const kind = others.length > 0 ? ('concurrent' as const) : ('main' as const)
  const name = sql`(select ${people.name} from ${people} where ${people.id} = ${personId} for key share)`
  await tx.insert(assignments).values({ ...assignment, personId, name, kind })
  await events.add(tx, {
    what: 'person.assigned',
    about: personId,
    by,
    at: now,
    details: { agency: assignment.agencyId, kind, from: assignment.from },
  })
}

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

/**
 * Ends an assignment, and the roles and deputyships at that agency, with a day (the last on which they hold). False
 * when it does not end any more as `until` says, because somebody else wrote another day.
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
  if (!account) return true
  await roleGrants.endAt(tx, account.id, agencyId, { lastDay, by, now })
  await deputies.endAt(tx, account.id, agencyId, { lastDay, by, now })
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
