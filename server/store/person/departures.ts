import { and, desc, eq, or, sql } from 'drizzle-orm'
import { legalDay } from '../../domain/clock.ts'
import { isAwayTwice, type WorkingLifeRefusal } from '../../domain/person/working-life.ts'
import * as accountStore from '../account/accounts.ts'
import * as roleGrants from '../agency/role-grants.ts'
import { allOrNothing } from '../database/all-or-nothing.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import { held } from '../database/held.ts'
import type { KeyRing } from '../database/sealing.ts'
import * as locks from '../record/locks.ts'
import * as records from '../record/records.ts'
import { writeAll } from '../record/write-all.ts'
import { agencies, assignments, departures } from '../schema.ts'
import * as assigned from './assignments.ts'
import { inviteAgain } from './people.ts'

/** The departure from an agency that was entered last and not taken back. */
export async function latest(db: Db, personId: string, agencyId: string) {
  const [row] = await db
    .select({
      assignmentId: departures.assignmentId,
      agencyId: assignments.agencyId,
      agencyName: agencies.name,
      until: assignments.until,
      untilBefore: departures.untilBefore,
      rows: departures.rows,
    })
    .from(departures)
    .innerJoin(assignments, eq(assignments.id, departures.assignmentId))
    .innerJoin(agencies, eq(agencies.id, assignments.agencyId))
    .where(and(eq(assignments.personId, personId), eq(assignments.agencyId, agencyId)))
    .orderBy(desc(assignments.from))
    .limit(1)
  return row
}

/** Whether a departure ended an assignment: its last day then moves only with that departure. */
export async function isOf(db: Db, assignmentId: string): Promise<boolean> {
  const found = await db
    .select({ id: departures.assignmentId })
    .from(departures)
    .where(eq(departures.assignmentId, assignmentId))
  return found.length > 0
}

export type Departure = {
  personId: string
  /** What ends, as whoever enters it saw it. */
  here: Pick<assigned.OwnAssignment, 'id' | 'agencyId' | 'until'>
  lastDay: string
  changes: readonly [records.Change, ...records.Change[]]
  hasDied: boolean
}

/**
 * Somebody leaves an agency: the rows, the end of the assignment with its roles and deputyships, and what takes all of
 * it back. The account closes when a day has passed without any assignment, and at once when its owner has died, unless
 * they serve the whole installation.
 */
export async function enter(
  tx: Db,
  ring: KeyRing,
  { personId, here, lastDay, changes, hasDied }: Departure,
  by: By,
  now: Date,
) {
  await locks.holdPerson(tx, personId)
  return writeAll<'working-life.refused.departed' | 'record.refused.changed-meanwhile'>(
    tx,
    ring,
    changes,
    by,
    now,
    async (inner, versions) => {
      const rows = changes.map(({ rowId }, i) => ({ id: rowId, version: versions[i] ?? 0 }))
      const [kept] = await inner
        .insert(departures)
        .values({ assignmentId: here.id, untilBefore: here.until, rows, enteredAt: now })
        .onConflictDoNothing()
        .returning({ id: departures.assignmentId })
      if (!kept) return { ok: false, why: 'working-life.refused.departed' }
      if (!(await assigned.end(inner, personId, here, lastDay, by, now))) {
        return { ok: false, why: 'record.refused.changed-meanwhile' }
      }
      if (!hasDied) return { ok: true }
      await endElsewhere(inner, { personId, here, lastDay }, by, now)
      await closeAccount(inner, personId, by, now)
      return { ok: true }
    },
  )
}

/** Who has died serves nowhere any more; what ends elsewhere is taken back together with the departure. */
async function endElsewhere(
  tx: Db,
  { personId, here, lastDay }: Pick<Departure, 'personId' | 'here' | 'lastDay'>,
  by: By,
  now: Date,
) {
  for (const { id, agencyId, from, until } of await assigned.ofPerson(tx, personId)) {
    if (id === here.id || from > lastDay || (until !== null && until <= lastDay)) continue
    const departure = { assignmentId: id, untilBefore: until, rows: [], enteredAt: now }
    const kept = await tx.insert(departures).values(departure).onConflictDoNothing().returning()
    if (kept.length > 0) await assigned.end(tx, personId, { id, agencyId, until }, lastDay, by, now)
  }
}

async function closeAccount(tx: Db, personId: string, by: By, now: Date) {
  const account = await accountStore.ofPerson(tx, personId)
  if (!account || (await roleGrants.isAdministrator(tx, account.id, legalDay(now)))) return
  await accountStore.changeState(tx, account.id, { change: 'close', reason: null }, by, now)
}

type TakenBack = { personId: string; assignmentId: string; reason: string; writer: records.Writer }

/**
 * Takes a departure back: its rows are as they were before, the assignment and its roles go on, until the last day that
 * was entered before if that is yet to come, and an account that was closed since waits for its owner. Rows that
 * somebody has changed since stay as they are; `kept` says how many.
 */
export async function takeBack(
  tx: Db,
  ring: KeyRing,
  { personId, assignmentId, reason, writer }: TakenBack,
  by: By,
  now: Date,
) {
  await locks.holdPerson(tx, personId)
  const [found] = await tx.select().from(departures).where(eq(departures.assignmentId, assignmentId)).for(held)
  const [assignment] = await tx.select().from(assignments).where(eq(assignments.id, assignmentId))
  const until = assignment?.until
  if (!found || !until || assignment.personId !== personId) return refused('working-life.refused.no-departure')
  const wasAwayTwice = isAwayTwice(await records.ofPerson(tx, ring, personId))
  const changes: records.Change[] = []
  for (const { id, version } of found.rows) {
    const row = await records.row(tx, ring, personId, id)
    if (row?.version !== version) continue
    const change = {
      personId,
      section: row.section,
      rowId: id,
      baseVersion: version,
      source: 'hr_entry' as const,
      writer,
      reason,
    }
    const before = version > 1 ? await records.rowAt(tx, ring, personId, id, version - 1) : undefined
    changes.push(
      before ? { ...change, operation: 'change', data: before } : { ...change, operation: 'delete', data: row.data },
    )
  }
  const goOn = async (inner: Db) => {
    if (!wasAwayTwice && isAwayTwice(await records.ofPerson(inner, ring, personId))) {
      return refused('working-life.refused.away-since')
    }
    // whoever takes the person on anew waits here, and sees what came of it
    const known = await accountStore.ofPerson(inner, personId)
    const account = known && (await accountStore.hold(inner, known.id))
    for (const one of await enteredWith(inner, personId, found)) {
      const before = one.untilBefore && one.untilBefore >= legalDay(now) ? one.untilBefore : null
      const ended = { id: one.assignmentId, agencyId: one.agencyId, until: one.until ?? until }
      const reopened = await assigned.reopen(inner, personId, ended, before, by, now)
      if (!reopened.ok) return reopened
      await inner.delete(departures).where(eq(departures.assignmentId, one.assignmentId))
    }
    if (account?.state === 'closed') await inviteAgain(inner, account.id, by, now)
    return { ok: true as const }
  }
  const [first, ...others] = changes
  const done = first ? await writeAll(tx, ring, [first, ...others], by, now, goOn) : await allOrNothing(tx, goOn)
  return done.ok ? { ...done, kept: found.rows.length - changes.length } : done
}

/** A departure, and what ended elsewhere with it. */
const enteredWith = (tx: Db, personId: string, { assignmentId, enteredAt }: typeof departures.$inferSelect) =>
  tx
    .select({
      assignmentId: departures.assignmentId,
      untilBefore: departures.untilBefore,
      agencyId: assignments.agencyId,
      until: assignments.until,
    })
    .from(departures)
    .innerJoin(assignments, eq(assignments.id, departures.assignmentId))
    .where(
      and(
        eq(assignments.personId, personId),
        eq(departures.enteredAt, enteredAt),
        or(eq(departures.assignmentId, assignmentId), sql`${departures.rows} = '[]'::jsonb`),
      ),
    )

const refused = (why: WorkingLifeRefusal) => ({ ok: false as const, why })
