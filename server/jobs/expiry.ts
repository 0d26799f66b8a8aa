import type { Clock } from '../domain/clock.ts'
import { legalDay } from '../domain/clock.ts'
import type { EvidenceHomes } from '../domain/correction/evidence-home.ts'
import type { Scan } from '../domain/virus-scan.ts'
import * as entryEvidence from '../store/correction/entry-evidence.ts'
import * as evidenceOutside from '../store/correction/evidence-outside.ts'
import * as heldEvidence from '../store/correction/held-evidence.ts'
import { endOverdue } from '../store/correction/write-back.ts'
import type { Db } from '../store/database/database.ts'
import type { KeyRing } from '../store/database/sealing.ts'
import { forget } from '../store/installation/expired.ts'
import * as locks from '../store/record/locks.ts'

export type JobDeps = { db: Db; ring: KeyRing; clock: Clock }
export type EvidenceDeps = Pick<JobDeps, 'db' | 'clock'> & { evidenceHomes: EvidenceHomes }
export type ScanDeps = EvidenceDeps & { ring: KeyRing; scan: Scan | null }

/** Deletes what served its time. */
export const forgetEnded = ({ db, clock }: JobDeps): Promise<void> => forget(db, clock())

/** Removes the files of forms that were never carried out, and those outside that nothing names any more. */
export async function sweepEvidence({ db, clock, evidenceHomes }: EvidenceDeps): Promise<void> {
  await entryEvidence.forgetUnclaimed(db, clock())
  await evidenceOutside.sweep(db, evidenceHomes, clock())
}

/** Has files looked at that are held; that the scanner still does not answer is thrown, so that the log has it. */
export async function scanEvidence({ db, ring, clock, evidenceHomes: homes, scan }: ScanDeps): Promise<void> {
  const { unanswered } = await heldEvidence.lookAgain({ db, ring, homes, scan }, clock())
  if (unanswered !== undefined) throw new Error('the virus scanner does not answer', { cause: unanswered })
}

/**
 * Ends the locks whose last day is over, and writes what was accepted while they held. One person's failure does not
 * keep the locks of others; it is thrown at the end, so that the job is tried again.
 */
export async function endLocks({ db, ring, clock }: JobDeps): Promise<void> {
  const now = clock()
  const people = new Set((await locks.overdue(db, legalDay(now))).map(({ personId }) => personId))
  const failed: unknown[] = []
  for (const personId of people) {
    await endOverdue(db, ring, personId, now).catch((error: unknown) => failed.push(error))
  }
  if (failed.length > 0) throw new AggregateError(failed, 'locks could not be ended')
}
