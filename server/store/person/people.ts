import { randomUUID } from 'node:crypto'
import type { SQL, SQLWrapper } from 'drizzle-orm'
import { and, asc, desc, eq, inArray, isNull, lte, notExists, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Grant } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import { sameName } from '../../domain/name-text.ts'
import type { IdKind } from '../../domain/national-id.ts'
import { changeState } from '../account/accounts.ts'
import { usable } from '../account/activations.ts'
import * as pastPasswords from '../account/past-passwords.ts'
import * as roleGrants from '../agency/role-grants.ts'
import { countUpTo, mostCounted, told } from '../database/count-up-to.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import { held } from '../database/held.ts'
import { inForce } from '../database/in-force.ts'
import type { KeyRing } from '../database/sealing.ts'
import { pageOf, type Stretch } from '../database/stretch.ts'
import { byPerson } from '../record/by-person.ts'
import * as formerIdentities from '../record/former-identities.ts'
import * as locks from '../record/locks.ts'
import { idIndex, write } from '../record/records.ts'
import { accounts, activations, agencies, assignments, people } from '../schema.ts'
import * as secondFactors from '../ways/second-factors.ts'
import { assign, ofPerson as assignmentsOf, type Assignment } from './assignments.ts'
import { byStrokes } from '../database/name-order.ts'

/**
 * A person with the agencies they are assigned to on a day, and whether their address is protected now: what every
 * permission question needs. `formerAgencyIds` are those where somebody who is assigned nowhere any more was until
 * their last day.
 */
export type Person = {
  id: string
  name: string
  agencyIds: string[]
  formerAgencyIds: string[]
  hidesAddress: boolean
}

export async function find(db: Db, id: string, today: string): Promise<Person | undefined> {
  return (await findAll(db, [id], today)).get(id)
}

/** Many of them, by their ids. */
export async function findAll(db: Db, ids: readonly string[], today: string): Promise<Map<string, Person>> {
  const rows = await db
    .select({
      personId: people.id,
      name: people.name,
      at: { agencyId: assignments.agencyId, from: assignments.from, until: assignments.until },
      hidesAddress: isAddressProtected(people.id),
    })
    .from(people)
    .leftJoin(assignments, and(eq(assignments.personId, people.id), lte(assignments.from, today)))
    .where(inArray(people.id, [...ids]))
  return new Map([...byPerson(rows)].map(([id, theirs]) => [id, placedBy(id, theirs, today)]))
}

type PlacedRow = {
  name: string
  at: { agencyId: string; from: string; until: string | null } | null
  hidesAddress: boolean
}

function placedBy(id: string, rows: readonly PlacedRow[], today: string): Person {
  const begun = rows.flatMap(({ at }) => at ?? [])
  const agencyIds = begun.filter(({ until }) => until === null || until >= today).map(({ agencyId }) => agencyId)
  const last = begun
    .map(({ until }) => until ?? '')
    .toSorted()
    .at(-1)
  const left = agencyIds.length > 0 ? [] : begun.filter(({ until }) => until === last)
  const formerAgencyIds = left.map(({ agencyId }) => agencyId)
  const { name = '', hidesAddress = false } = rows[0] ?? {}
  return { id, name, hidesAddress, agencyIds, formerAgencyIds }
}

/** SQL: the address of a person is protected, as their basic data have it now. */
// no EXISTS: the planner would read the basic data of everybody into a table of its own
export const isAddressProtected = (person: SQLWrapper): SQL<boolean> => sql<boolean>`coalesce((
  select bool_or(flagged.data -> 'addr_protected' = 'true'::jsonb) from record_rows flagged
  where flagged.person_id = ${person} and flagged.section = 'basic' and not flagged.deleted), false)`

/** The same of one person alone. */
export async function isAddressHidden(db: Db, id: string): Promise<boolean> {
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.id, id), isAddressProtected(people.id)))
  return rows.length > 0
}

/** The names of some people, by their ids. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...ids]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** By the blind index of the normalised ID number (see sealing.ts). */
export async function byIdNumber(db: Db, idNumberIndex: string) {
  const [row] = await db.select().from(people).where(eq(people.idNumberIndex, idNumberIndex))
  return row
}

/** The same, or the one who alone had it before: whoever asks knows their name besides. */
export async function byEverNumber(db: Db, idNumberIndex: string) {
  const [id, ...others] = await formerIdentities.ofNumber(db, idNumberIndex)
  const owner = await byIdNumber(db, idNumberIndex)
  if (owner || id === undefined || others.length > 0) return owner
  const [row] = await db.select().from(people).where(eq(people.id, id))
  return row
}

/**
 * Who has this number, and after them who had it before; of these nobody of `notOf`, nor whose address is protected.
 */
export async function byAnyNumber(
  db: Db,
  idNumberIndex: string,
  notOf: readonly string[],
): Promise<{ id: string; isFormer: boolean }[]> {
  const owner = await byIdNumber(db, idNumberIndex)
  const former = (await formerIdentities.byNumbers(db, [idNumberIndex])).get(idNumberIndex) ?? []
  const told = former.filter(id => id !== owner?.id && !notOf.includes(id))
  return [...(owner ? [{ id: owner.id, isFormer: false }] : []), ...told.map(id => ({ id, isFormer: true }))]
}

/**
 * The ids of many people, by the blind indexes of their numbers, or of those that they alone had before; the latter of
 * nobody of `notOf`.
 */
export async function byIdNumbers(
  db: Db,
  indexes: readonly string[],
  notOf: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: people.id, index: people.idNumberIndex })
    .from(people)
    .where(inArray(people.idNumberIndex, [...indexes]))
  const former = await formerIdentities.byNumbers(db, indexes)
  const alone = [...former].flatMap(([index, [id, ...others]]) =>
    id && others.length === 0 && !notOf.includes(id) ? ([[index, id]] as const) : [],
  )
  return new Map([...alone, ...rows.map(({ id, index }) => [index, id] as const)])
}

/**
 * People of an agency who have no account yet, or one that waits while no code or link for it can be used: a page in
 * the order of strokes, with the end of the newest one.
 */
export async function withoutCode(db: Db, agencyId: string, now: Date, stretch: Stretch) {
  const { after, before, limit } = stretch
  const hasCode = db
    .select({ id: activations.id })
    .from(activations)
    .innerJoin(accounts, eq(accounts.id, activations.accountId))
    .where(and(eq(accounts.personId, assignments.personId), usable(now)))
  const isWithout = and(
    eq(assignments.agencyId, agencyId),
    inForce(assignments, legalDay(now)),
    or(isNull(assignments.accountState), and(eq(assignments.accountState, 'invited'), notExists(hasCode))),
  )
  const cursor = after ?? before
  const isBeyond =
    cursor &&
    sql`(${byStrokes(assignments.folded)}, ${assignments.id}) ${sql.raw(before ? '<' : '>')}
      (select ${byStrokes(sql`there.folded`)}, there.id from ${assignments} there
        where there.id = ${cursor}::uuid and there.agency_id = ${agencyId})`
  const direction = before ? desc : asc
  const order = [direction(byStrokes(assignments.folded)), direction(assignments.id)]
  const page = db
    .select({ id: assignments.id })
    .from(assignments)
    .where(and(isWithout, isBeyond || undefined))
    .orderBy(...order)
    .limit(limit + 1)
    .as('page')
  const rows = await db
    .select({
      id: assignments.id,
      personId: assignments.personId,
      name: assignments.name,
      title: assignments.title,
      staffKind: assignments.staffKind,
      ended: sql<string | null>`(select max(${activations.expiresAt}) from ${activations}
        join ${accounts} on ${accounts.id} = ${activations.accountId} where ${accounts.personId} = ${assignments.personId})`,
      count: countUpTo(assignments, isWithout, mostCounted({ limit, offset: 0 })),
    })
    .from(page)
    .innerJoin(assignments, eq(assignments.id, page.id))
    .orderBy(...order)
  const listed = rows.map(row => ({ ...row, ended: row.ended === null ? null : new Date(row.ended) }))
  return { ...pageOf(listed, stretch), ...told(rows[0]?.count ?? 0, { limit, offset: 0 }) }
}

/** The person's main agency on a day, with the agency above it in the HR line. */
export async function mainAgency(db: Db, personId: string, today: string) {
  const parents = alias(agencies, 'parents')
  const [row] = await db
    .select({ id: agencies.id, name: agencies.name, parentId: parents.id, parentName: parents.name })
    .from(assignments)
    .innerJoin(agencies, eq(agencies.id, assignments.agencyId))
    .leftJoin(parents, eq(parents.id, agencies.hrParentId))
    .where(and(eq(assignments.personId, personId), inForce(assignments, today)))
    .orderBy(sql`${assignments.kind} = 'main' desc`, asc(assignments.from))
    .limit(1)
  if (!row) return undefined
  const { id, name, parentId, parentName } = row
  return { id, name, hrParent: parentId && parentName ? { id: parentId, name: parentName } : null }
}

export type NewPerson = {
  name: string
  idKind: IdKind
  /** As `readId` gives it. */
  idNumber: string
  /** Null for the first administrator only, who comes before any agency. */
  assignment: Assignment | null
  grants: readonly Grant[]
  /** Why, in words that stand in the history of their row. */
  reason: string
}

/**
 * Adds a person: name, number, assignment, an account that waits to be activated, and roles. Of the record only the row
 * `basic` begins, with kind and number and name; HR enters the rest. Runs inside the caller's transaction and has
 * written nothing when it refuses. The activation code is the caller's to issue (`activations.issue`).
 */
export async function add(
  tx: Db,
  ring: KeyRing,
  { name, idKind, idNumber, assignment, grants, reason }: NewPerson,
  by: By,
  now: Date,
): Promise<
  | { ok: true; personId: string; accountId: string }
  | { ok: false; why: 'person.refused.number-taken' | 'person.refused.number-former' }
> {
  const idNumberIndex = idIndex(ring, idNumber)
  if ((await formerIdentities.ofNumber(tx, idNumberIndex)).length > 0)
    return { ok: false, why: 'person.refused.number-former' }
  const [person] = await tx
    .insert(people)
    .values({ name, idNumberIndex, createdAt: now })
    .onConflictDoNothing({ target: people.idNumberIndex })
    .returning({ id: people.id })
  if (!person) return { ok: false, why: 'person.refused.number-taken' }
  const personId = person.id

  const basic = {
    personId,
    section: 'basic',
    rowId: randomUUID(),
    operation: 'add' as const,
    baseVersion: null,
    data: { id_type: idKind, id_no: idNumber, name_zh: name },
    source: 'set_up' as const,
    reason,
  }
  const written = await write(tx, ring, basic, by, now)
  if (!written.ok) throw new Error(`a new person could not be written: ${written.why}`)

  const [account] = await tx
    .insert(accounts)
    .values({ personId, state: 'invited', createdAt: now })
    .returning({ id: accounts.id })
  if (!account) throw new Error('the account was not kept')
  await events.add(tx, { what: 'person.invited', about: personId, by, at: now, details: { account: account.id } })
  if (assignment) await assign(tx, personId, assignment, by, now)
  await roleGrants.give(tx, account.id, grants, by, now)
  return { ok: true, personId, accountId: account.id }
}

/**
 * Somebody who had left everywhere comes back: the same person and record, a new assignment, the account waits to be
 * activated again, and what they knew or had made for it no longer counts. Undefined where number and name are not
 * those of a person who left.
 */
export async function comeBack(
  tx: Db,
  ring: KeyRing,
  { name, idNumber, assignment }: Pick<NewPerson, 'name' | 'idNumber'> & { assignment: Assignment },
  by: By,
  now: Date,
): Promise<{ personId: string; accountId: string } | undefined> {
  const known = await byEverNumber(tx, idIndex(ring, idNumber))
  if (!known || !sameName(known.name, name)) return undefined
  // the person before the account, as whoever takes a departure back
  await locks.holdPerson(tx, known.id)
  const [account] = await tx.select().from(accounts).where(eq(accounts.personId, known.id)).for(held)
  const isHere = (await assignmentsOf(tx, known.id)).some(({ until }) => until === null || until >= assignment.from)
  if (account?.state !== 'closed' || isHere) return undefined
  if (!(await assign(tx, known.id, assignment, by, now))) return undefined
  await inviteAgain(tx, account.id, by, now)
  return { personId: known.id, accountId: account.id }
}

/** An account that was closed waits for its owner again; what they knew or had made for it no longer counts. */
export async function inviteAgain(tx: Db, accountId: string, by: By, now: Date): Promise<void> {
  await pastPasswords.shelve(tx, accountId, now)
  await tx.update(accounts).set({ passwordHash: null, passwordChangedAt: null }).where(eq(accounts.id, accountId))
  await secondFactors.end(tx, accountId, 'came-back', now)
  await changeState(tx, accountId, { change: 'invite-again', reason: null }, by, now)
}
