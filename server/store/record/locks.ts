import type { SQL, SQLWrapper } from 'drizzle-orm'
import { and, asc, desc, eq, gte, inArray, isNull, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import { held } from '../database/held.ts'
import { prepared } from '../database/prepared.ts'
import { accounts, locks, people } from '../schema.ts'
import { byPerson } from './by-person.ts'

export type Lock = typeof locks.$inferSelect

/** Locks that hold on `today`, oldest first. Inside a transaction that writes a record, take `holdPerson` before. */
export async function active(db: Db, personId: string, today: string): Promise<Lock[]> {
  return prepared(db, 'locks_active', activeQuery).execute({ person: personId, today })
}

/** The same of many people, by their ids. */
export async function activeOf(db: Db, personIds: readonly string[], today: string): Promise<Map<string, Lock[]>> {
  const rows = await db
    .select()
    .from(locks)
    .where(and(inArray(locks.personId, [...personIds]), isNull(locks.endedAt), gte(locks.until, today)))
    .orderBy(locks.setAt)
  return byPerson(rows)
}

const activeQuery = (on: Db) =>
  on
    .select()
    .from(locks)
    .where(holdsFor(sql.placeholder('person'), sql.placeholder('today')))
    .orderBy(locks.setAt)
    .prepare('locks_active')

/** SQL: a row of `locks` that holds for a person on a day. */
export const holdsFor = (person: SQLWrapper, day: SQLWrapper): SQL =>
  sql`(${locks.personId} = ${person} and ${locks.endedAt} is null and ${locks.until} >= ${day})`

const [representedAccount, represented] = [alias(accounts, 'represented_account'), alias(people, 'represented')]

/** Every lock of the person, newest first, with the name of who set it. */
export async function ofPerson(db: Db, personId: string) {
  return db
    .select({ lock: locks, setByName: people.name, setForName: represented.name })
    .from(locks)
    .leftJoin(accounts, eq(accounts.id, locks.setBy))
    .leftJoin(people, eq(people.id, accounts.personId))
    .leftJoin(representedAccount, eq(representedAccount.id, locks.setFor))
    .leftJoin(represented, eq(represented.id, representedAccount.personId))
    .where(eq(locks.personId, personId))
    .orderBy(desc(locks.setAt))
}

/** One transaction at a time writes a person's record or locks; everyone else waits here. */
export async function holdPerson(db: Db, personId: string): Promise<void> {
  await holdPeople(db, [personId])
}

/** The same of many, always in one order: no two who hold some of the same people wait for each other in a ring. */
export async function holdPeople(db: Db, personIds: readonly string[]): Promise<void> {
  await db
    .select({ id: people.id })
    .from(people)
    .where(inArray(people.id, [...personIds]))
    .orderBy(asc(people.id))
    .for(held)
}

/**
 * Runs inside the caller's transaction, which has ended overdue locks before (`endOverdue`). False when the same part
 * is locked already.
 */
export async function set(
  tx: Db,
  lock: Pick<Lock, 'personId' | 'kind' | 'section' | 'reason' | 'docNumber' | 'until' | 'agencyId'> &
    Partial<Pick<Lock, 'rowId' | 'fields'>>,
  by: By & { accountId: string },
  at: Date,
): Promise<boolean> {
  await holdPerson(tx, lock.personId)
  const [row] = await tx
    .insert(locks)
    .values({ ...lock, setBy: by.accountId, setFor: by.actingFor ?? null, setAt: at })
    .onConflictDoNothing()
    .returning({ id: locks.id })
  if (!row) return false
  const { kind, section, rowId: of, until } = lock
  const details = { kind, section, ...(of && { row: of }), until }
  await events.add(tx, { what: 'lock.set', about: row.id, by, at, details })
  return true
}

/** Marks a lock as ended, in the caller's transaction; `endLock` is the whole of it. False when it had ended before. */
export async function end(tx: Db, id: string, reason: string | null, by: By, at: Date): Promise<boolean> {
  const [row] = await tx
    .update(locks)
    .set({ endedBy: by.accountId, endedAt: at, endReason: reason })
    .where(and(eq(locks.id, id), isNull(locks.endedAt)))
    .returning({ id: locks.id })
  if (row) await events.add(tx, { what: 'lock.ended', about: id, by, at, details: { byDate: reason === null } })
  return row !== undefined
}

/** Locks whose last day is over but that nobody ended, of one person or of all; oldest first. */
export async function overdue(db: Db, today: string, personId?: string): Promise<Lock[]> {
  return db
    .select()
    .from(locks)
    .where(and(isNull(locks.endedAt), lt(locks.until, today), personId ? eq(locks.personId, personId) : undefined))
    .orderBy(locks.until, locks.setAt)
}

export async function find(db: Db, id: string): Promise<Lock | undefined> {
  const [row] = await db.select().from(locks).where(eq(locks.id, id))
  return row
}
