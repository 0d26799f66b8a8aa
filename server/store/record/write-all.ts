import { blockingLock } from '../../domain/record/lock.ts'
import { legalDay } from '../../domain/clock.ts'
import { allOrNothing } from '../database/all-or-nothing.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import type { KeyRing } from '../database/sealing.ts'
import * as findings from './findings/reckoning.ts'
import * as locks from './locks.ts'
import { write, type Change, type Written } from './records.ts'

/**
 * Writes several rows of one person, all or none, and with them whatever `alongside` does and does not refuse. A lock
 * on any of their sections refuses all of it, and the event of the attempt is kept with the caller's transaction.
 */
export async function writeAll<R extends string = never>(
  tx: Db,
  ring: KeyRing,
  changes: readonly [Change, ...Change[]],
  by: By,
  now: Date,
  alongside: (inner: Db, written: readonly number[]) => Promise<{ ok: true } | { ok: false; why: R }> = async () => ({
    ok: true,
  }),
): Promise<{ ok: true } | { ok: false; why: R } | Extract<Written, { ok: false }>> {
  const [{ personId }] = changes
  await locks.holdPerson(tx, personId)
  const [active, today] = [await locks.active(tx, personId, legalDay(now)), legalDay(now)]
  const locked = changes.find(({ section }) => blockingLock(active, section, today))
  if (locked) {
    const refused = await write(tx, ring, locked, by, now)
    if (refused.ok) throw new Error('a lock that holds the person did not hold the row')
    return refused
  }
  return allOrNothing(tx, async inner => {
    const versions: number[] = []
    for (const change of changes) {
      const written = await write(inner, ring, { ...change, isOneOfMany: true }, by, now)
      if (!written.ok) return written
      versions.push(written.version)
    }
    const done = await alongside(inner, versions)
    if (done.ok) await findings.reckon(inner, ring, personId, now)
    return done
  })
}
