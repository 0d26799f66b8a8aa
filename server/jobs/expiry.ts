import type { Clock } from '../domain/clock.ts'
import { legalDay } from '../domain/clock.ts'
import * as corrections from '../store/corrections.ts'
import type { Db } from '../store/database.ts'
import { forget } from '../store/ended.ts'
import { bySystem } from '../store/events.ts'
import * as locks from '../store/locks.ts'
import * as notices from '../store/notices.ts'
import type { KeyRing } from '../store/sealing.ts'
import { applyWaiting } from '../store/write-back.ts'

export type JobDeps = { db: Db; ring: KeyRing; clock: Clock }

/** Deletes what served its time. */
export const forgetEnded = ({ db, clock }: JobDeps): Promise<void> => forget(db, clock())

/** Ends the locks whose last day is over, tells the person, and writes what was accepted while they held. */
export async function endLocks({ db, ring, clock }: JobDeps): Promise<void> {
  const now = clock()
  for (const { id, personId } of await locks.overdue(db, legalDay(now))) {
    await db.transaction(async tx => {
      await locks.holdPerson(tx, personId)
      // no reason: it ended by its date
      const isEnded = await locks.end(tx, id, '', bySystem, now)
      if (isEnded) await notices.tellPerson(tx, personId, { text: 'notice.lock-ended', url: '/record' }, now)
    })
    await applyWaiting(db, ring, personId, bySystem, now)
  }
  for (const personId of await corrections.leftWaiting(db)) await applyWaiting(db, ring, personId, bySystem, now)
}
