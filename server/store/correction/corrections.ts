import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, notExists, notInArray, or, sql } from 'drizzle-orm'
import type { SQL, SQLWrapper } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Action, State } from '../../domain/correction/correction.ts'
import { endedStates } from '../../domain/correction/correction.ts'
import { countUpTo, mostCounted, told } from '../database/count-up-to.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import { held } from '../database/held.ts'
import { prepared } from '../database/prepared.ts'
import type { KeyRing } from '../database/sealing.ts'
import { pageOf, type Stretch } from '../database/stretch.ts'
import { holdPerson } from '../record/locks.ts'
import type { Place } from '../record/sealed-rows.ts'
import { openItems, sealItems } from '../record/sealed-rows.ts'
import { accounts, agencies, correctionEvents, correctionNumbers, corrections, evidence, people } from '../schema.ts'

/** One field of a correction. `decision` and its reason are written by the reviewer. */
export type Item = {
  field: string
  old: unknown
  new: unknown
  decision?: 'accepted' | 'rejected'
  decisionReason?: string
}

type Kept = typeof corrections.$inferSelect
export type Correction = Omit<Kept, 'items' | 'state' | 'rowId'> & { items: Item[]; state: State; rowId: string }

const place = (row: { personId: string; section: string; rowId: string | null }): Place => ({
  personId: row.personId,
  section: row.section,
  rowId: row.rowId ?? '',
})

const opened = (ring: KeyRing, row: Kept): Correction => ({
  ...row,
  state: row.state as State,
  rowId: row.rowId ?? '',
  items: openItems(ring, place(row), row.items as Item[]),
})

/**
 * Starts a draft; a row to be added gets its id now, so that sealed values already know their place. A draft for a new
 * row of that section in which nothing stands yet is taken up again. Undefined when the row has an open correction or
 * draft already (see `openFor`).
 */
export async function start(
  db: Db,
  draft: Pick<Kept, 'personId' | 'section' | 'operation' | 'baseVersion'> & { rowId: string | null },
  now: Date,
): Promise<string | undefined> {
  return db.transaction(async tx => {
    if (draft.operation === 'add') {
      // of two clicks at once the second waits here, and finds the draft of the first
      await holdPerson(tx, draft.personId)
      const blank = await blankDraft(tx, draft)
      if (blank) return blank.id
    }
    const rowId = draft.rowId ?? randomUUID()
    const [row] = await tx
      .insert(corrections)
      .values({ ...draft, rowId, items: [], state: 'draft', createdAt: now, updatedAt: now })
      .onConflictDoNothing()
      .returning({ id: corrections.id })
    return row?.id
  })
}

async function blankDraft(tx: Db, { personId, section }: Pick<Kept, 'personId' | 'section'>) {
  const [row] = await tx
    .select({ id: corrections.id })
    .from(corrections)
    .where(
      and(
        eq(corrections.personId, personId),
        eq(corrections.section, section),
        eq(corrections.operation, 'add'),
        eq(corrections.state, 'draft'),
        eq(corrections.items, []),
        eq(corrections.reason, ''),
        isNull(corrections.effective),
        notExists(tx.select({ id: evidence.id }).from(evidence).where(eq(evidence.correctionId, corrections.id))),
      ),
    )
  return row
}

/** The person's draft or open correction about a row, if there is one. */
export async function openFor(db: Db, personId: string, rowId: string) {
  const [row] = await db
    .select({ id: corrections.id, state: corrections.state })
    .from(corrections)
    .where(
      and(
        eq(corrections.personId, personId),
        eq(corrections.rowId, rowId),
        notInArray(corrections.state, [...endedStates]),
      ),
    )
  return row
}

/** The person's drafts and corrections that have not ended, without their values. */
export async function openOfPerson(db: Db, personId: string) {
  const rows = await prepared(db, 'corrections_open', openQuery).execute({ person: personId })
  return rows.map(row => ({ ...row, state: row.state as State, rowId: row.rowId ?? '' }))
}

const openQuery = (on: Db) =>
  on
    .select({
      id: corrections.id,
      number: corrections.number,
      section: corrections.section,
      rowId: corrections.rowId,
      operation: corrections.operation,
      state: corrections.state,
      agencyId: corrections.agencyId,
      begunAt: corrections.createdAt,
    })
    .from(corrections)
    .where(isOpenOf(sql.placeholder('person')))
    .orderBy(asc(corrections.createdAt))
    .prepare('corrections_open')

/** SQL: a row of `corrections` of a person that has not ended. */
export const isOpenOf = (person: SQLWrapper): SQL =>
  and(sql`${corrections.personId} = ${person}`, notInArray(corrections.state, [...endedStates])) as SQL

export async function find(db: Db, ring: KeyRing, id: string): Promise<Correction | undefined> {
  const [row] = await prepared(db, 'correction', correctionQuery).execute({ id })
  return row && opened(ring, row)
}

const correctionQuery = (on: Db) =>
  on
    .select()
    .from(corrections)
    .where(eq(corrections.id, sql.placeholder('id')))
    .prepare('correction')

/** A page of the person's corrections and drafts, the one that moved last first. */
export async function ofPerson(db: Db, personId: string, stretch: Stretch) {
  const { after, before, limit } = stretch
  const isTheirs = and(
    eq(corrections.personId, personId),
    // a draft that was thrown away never was a correction
    or(isNotNull(corrections.number), ne(corrections.state, 'withdrawn')),
  )
  const cursor = after ?? before
  const there = sql`(select updated_at, id from ${corrections} there
    where there.id = ${cursor}::uuid and there.person_id = ${personId})`
  const isBeyond = cursor && sql`(${corrections.updatedAt}, ${corrections.id}) ${sql.raw(before ? '>' : '<')} ${there}`
  const direction = before ? asc : desc
  const rows = await db
    .select({
      id: corrections.id,
      number: corrections.number,
      section: corrections.section,
      operation: corrections.operation,
      state: corrections.state,
      waitsForLock: corrections.waitsForLock,
      submittedAt: corrections.submittedAt,
      createdAt: corrections.createdAt,
      dueDay: corrections.dueDay,
      count: countUpTo(corrections, isTheirs, mostCounted({ limit, offset: 0 })),
    })
    .from(corrections)
    .where(and(isTheirs, isBeyond || undefined))
    .orderBy(direction(corrections.updatedAt), direction(corrections.id))
    .limit(limit + 1)
  const own = rows.map(row => ({ ...row, state: row.state as State }))
  return { ...pageOf(own, stretch), ...told(rows[0]?.count ?? 0, { limit, offset: 0 }) }
}

/** Saves what the owner typed so far. False when the correction moved on or was saved elsewhere meanwhile. */
export async function save(
  db: Db,
  ring: KeyRing,
  correction: Correction,
  typed: Pick<Kept, 'reason' | 'effective'> & { items: Item[]; fields?: string[] },
  now: Date,
): Promise<boolean> {
  const saved = await db
    .update(corrections)
    .set({
      items: sealItems(ring, place(correction), typed.items),
      fields: typed.fields,
      reason: typed.reason,
      effective: typed.effective,
      revision: correction.revision + 1,
      updatedAt: now,
    })
    .where(and(eq(corrections.id, correction.id), eq(corrections.revision, correction.revision)))
    .returning({ id: corrections.id })
  return saved.length === 1
}

/**
 * Holds a draft until the caller's transaction ends, so that it is not sent while its evidence changes. Undefined when
 * it is no longer a draft. The revision stays: whoever has its form open can still save what they typed.
 */
export async function holdDraft(tx: Db, id: string): Promise<{ round: number } | undefined> {
  const [row] = await tx
    .select({ round: corrections.round })
    .from(corrections)
    .where(and(eq(corrections.id, id), inArray(corrections.state, ['draft', 'returned'])))
    .for(held)
  return row
}

/** The next receipt number of a ROC year, `115-000123`; without gaps because it is drawn in the sending transaction. */
export async function nextNumber(tx: Db, rocYear: number): Promise<string> {
  const [row] = await tx
    .insert(correctionNumbers)
    .values({ rocYear, last: 1 })
    .onConflictDoUpdate({ target: correctionNumbers.rocYear, set: { last: sql`${correctionNumbers.last} + 1` } })
    .returning({ last: correctionNumbers.last })
  return `${rocYear}-${String(row?.last ?? 1).padStart(6, '0')}`
}

/**
 * Moves a correction to its next state and writes what happened, in the caller's transaction. The guard is state and
 * revision together: false when somebody else acted first.
 */
export async function move(
  tx: Db,
  ring: KeyRing,
  correction: Pick<Correction, 'id' | 'state' | 'revision' | 'round' | 'personId' | 'section' | 'rowId'>,
  step: {
    action: Action
    to: State
    by: By
    at: Date
    text?: string
    set?: Partial<Omit<Kept, 'items'>> & { items?: Item[] }
  },
): Promise<boolean> {
  const { items, ...set } = step.set ?? {}
  const moved = await tx
    .update(corrections)
    .set({
      ...set,
      ...(items ? { items: sealItems(ring, place(correction), items) } : {}),
      state: step.to,
      revision: correction.revision + 1,
      updatedAt: step.at,
    })
    .where(
      and(
        eq(corrections.id, correction.id),
        eq(corrections.state, correction.state),
        eq(corrections.revision, correction.revision),
      ),
    )
    .returning({ id: corrections.id })
  if (moved.length !== 1) return false
  await tx.insert(correctionEvents).values({
    correctionId: correction.id,
    round: set.round ?? correction.round,
    action: step.action,
    fromState: correction.state,
    toState: step.to,
    byAccountId: step.by.accountId,
    actingFor: step.by.actingFor ?? null,
    byRole: step.by.role ?? 'service',
    byAgencyId: step.by.agencyId,
    text: step.text ?? '',
    at: step.at,
  })
  await events.add(tx, {
    what: 'correction.moved',
    about: correction.id,
    by: step.by,
    at: step.at,
    details: { action: step.action, from: correction.state, to: step.to },
  })
  return true
}

const [representedAccount, represented] = [alias(accounts, 'represented_account'), alias(people, 'represented')]

/** What happened to a correction, oldest first, with names for the page. */
export async function eventsOf(db: Db, correctionId: string) {
  return db
    .select({
      event: correctionEvents,
      byName: people.name,
      actingForName: represented.name,
      agencyName: agencies.name,
    })
    .from(correctionEvents)
    .leftJoin(accounts, eq(accounts.id, correctionEvents.byAccountId))
    .leftJoin(people, eq(people.id, accounts.personId))
    .leftJoin(representedAccount, eq(representedAccount.id, correctionEvents.actingFor))
    .leftJoin(represented, eq(represented.id, representedAccount.personId))
    .leftJoin(agencies, eq(agencies.id, correctionEvents.byAgencyId))
    .where(eq(correctionEvents.correctionId, correctionId))
    .orderBy(asc(correctionEvents.id))
}

/** Accepted corrections of a person whose write-back waits for a lock, oldest decision first. */
export async function waitingForLock(db: Db, ring: KeyRing, personId: string): Promise<Correction[]> {
  const rows = await db
    .select()
    .from(corrections)
    .where(and(eq(corrections.personId, personId), eq(corrections.waitsForLock, true)))
    .orderBy(asc(corrections.decidedAt), asc(corrections.id))
  return rows.map(row => opened(ring, row))
}
