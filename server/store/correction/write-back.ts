import { legalDay } from '../../domain/clock.ts'
import type { State } from '../../domain/correction/correction.ts'
import { applied } from '../../domain/record/difference.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import { bySystem } from '../database/events.ts'
import type { KeyRing } from '../database/sealing.ts'
import * as notices from '../notice/notices.ts'
import type { Lock } from '../record/locks.ts'
import * as locks from '../record/locks.ts'
import type { Written } from '../record/records.ts'
import * as records from '../record/records.ts'
import { noteReceived } from './corrected.ts'
import type { Correction } from './corrections.ts'
import * as corrections from './corrections.ts'
import * as news from './news.ts'
import * as reviewers from './reviewers.ts'

type WrittenBack = { ok: true; state: Extract<State, 'applied' | 'accepted' | 'partly_accepted'> } | Refused
type Refused = Exclude<Written, { ok: true }> | { ok: false; why: 'correction.refused.not-now' }

/**
 * Writes the accepted fields of a correction that has just become `accepted` or `partly_accepted` through the one gate,
 * in the transaction of that decision. `baseVersion` is the version of the row the reviewer saw. While a lock holds,
 * the correction stays as it is and waits; any other refusal is the caller's reason to undo the whole decision. The
 * person hears of either, and so hears of acceptance and result at once.
 */
export async function writeBack(
  tx: Db,
  ring: KeyRing,
  correction: Correction,
  baseVersion: number | null,
  by: By,
  now: Date,
): Promise<WrittenBack> {
  await locks.holdPerson(tx, correction.personId)
  const { personId, section, operation, rowId, authorityDay: day, authorityNumber: number } = correction
  const current = await records.row(tx, ring, personId, rowId)
  const accepted = correction.items.filter(item => item.decision !== 'rejected')
  const change = {
    personId,
    section,
    rowId,
    operation,
    baseVersion,
    data: operation === 'delete' ? (current?.data ?? {}) : applied(current?.data ?? {}, accepted),
    source: 'request' as const,
    correctionId: correction.id,
    reason: correction.reason,
    effective: correction.effective,
    decision: day && number ? { authority: null, day, number } : null,
  }
  const written = await records.write(tx, ring, change, by, now)
  if (!written.ok && written.why !== 'record.refused.locked') return written

  const state = correction.state as 'accepted' | 'partly_accepted'
  if (!written.ok) {
    const set = { waitsForLock: true, baseVersion }
    const waits = { action: 'apply' as const, to: state, by: bySystem, at: now, set }
    if (correction.waitsForLock) return { ok: true, state }
    if (!(await corrections.move(tx, ring, correction, waits))) return { ok: false, why: 'correction.refused.not-now' }
    await news.tellResult(tx, correction, 'waits', now)
    return { ok: true, state }
  }
  const set = { waitsForLock: false, appliedVersion: written.version }
  const step = { action: 'apply' as const, to: 'applied' as const, by: bySystem, at: now, set }
  if (!(await corrections.move(tx, ring, correction, step))) return { ok: false, why: 'correction.refused.not-now' }
  await noteReceived(tx, ring, correction, baseVersion, now)
  await news.tellResult(tx, correction, 'applied', now)
  return { ok: true, state: 'applied' }
}

/**
 * Ends a lock, tells the person, and writes what was accepted meanwhile: one transaction, so that nobody else's change
 * comes between. `reason` is null when its last day is over. False when it had ended before.
 */
export function endLock(
  db: Db,
  ring: KeyRing,
  { id, personId, kind }: Pick<Lock, 'id' | 'personId' | 'kind'>,
  { reason, by }: { reason: string | null; by: By },
  now: Date,
): Promise<boolean> {
  return db.transaction(async tx => {
    await locks.holdPerson(tx, personId)
    if (!(await locks.end(tx, id, reason, by, now))) return false
    const text = kind === 'dispute' ? 'notice.dispute-ended' : 'notice.lock-ended'
    await notices.tellPerson(tx, personId, { text, url: '/record' }, now)
    await applyWaiting(tx, ring, personId, now)
    return true
  })
}

/** Ends the locks of a person whose last day is over. */
export async function endOverdue(db: Db, ring: KeyRing, personId: string, now: Date): Promise<void> {
  for (const lock of await locks.overdue(db, legalDay(now), personId)) {
    await endLock(db, ring, lock, { reason: null, by: bySystem }, now)
  }
}

/**
 * Writes what was accepted while a lock held, oldest decision first, in the name of whoever decided. What another lock
 * still holds goes on waiting; what can no longer be written, because the record is not what the reviewer saw, goes
 * back to review. Runs inside the transaction that ends a lock.
 */
async function applyWaiting(tx: Db, ring: KeyRing, personId: string, now: Date): Promise<void> {
  for (const correction of await corrections.waitingForLock(tx, ring, personId)) {
    const { decidedBy: accountId, decidedFor: actingFor, agencyId } = correction
    const by = { ...bySystem, accountId, actingFor, agencyId }
    const done = await writeBack(tx, ring, correction, correction.baseVersion, by, now)
    if (!done.ok) await reconsider(tx, ring, correction, now)
  }
}

async function reconsider(tx: Db, ring: KeyRing, correction: Correction, now: Date): Promise<void> {
  const items = correction.items.map(({ field, old, new: proposed }) => ({ field, old, new: proposed }))
  const set = { items, waitsForLock: false, decidedBy: null, decidedFor: null, decidedAt: null, decisionText: null }
  const step = { action: 'reconsider' as const, to: 'in_review' as const, by: bySystem, at: now, set }
  if (!(await corrections.move(tx, ring, correction, step))) throw new Error('a waiting correction moved by itself')
  await news.tellReconsidered(tx, correction, now)
  if (correction.agencyId) {
    const { personId, agencyId, section } = correction
    const holes = { number: correction.number ?? '', section }
    const told = { text: 'notice.correction-review-again', holes } as const
    await reviewers.tell(tx, { personId, agencyId, section, items }, { ...told, url: `/review/${correction.id}` }, now)
  }
}
