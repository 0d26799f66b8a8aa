import type { State } from '../domain/correction.ts'
import { applied } from '../domain/record/difference.ts'
import type { Db } from './database.ts'
import type { By } from './events.ts'
import { bySystem } from './events.ts'
import type { Correction } from './corrections.ts'
import * as corrections from './corrections.ts'
import * as locks from './locks.ts'
import * as notices from './notices.ts'
import type { Written } from './records.ts'
import * as records from './records.ts'
import type { KeyRing } from './sealing.ts'

type WrittenBack = { ok: true; state: Extract<State, 'applied' | 'accepted' | 'partly_accepted'> } | Refused
type Refused = Exclude<Written, { ok: true }> | { ok: false; why: 'correction.refused.not-now' }

/**
 * Writes the accepted fields of a request that has just become `accepted` or `partly_accepted` through the one gate, in
 * the transaction of that decision. `baseVersion` is the version of the row the reviewer saw. While a lock holds, the
 * request stays as it is and waits; any other refusal is the caller's reason to undo the whole decision.
 */
export async function writeBack(
  tx: Db,
  ring: KeyRing,
  correction: Correction,
  baseVersion: number | null,
  by: By,
  now: Date,
): Promise<WrittenBack> {
  const { personId, section, operation, rowId } = correction
  const current = await records.row(tx, ring, personId, rowId)
  if (operation !== 'add' && !current) return { ok: false, why: 'record.refused.changed-meanwhile' }
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
  }
  const written = await records.write(tx, ring, change, by, now)
  if (!written.ok && written.why !== 'record.refused.locked') return written

  const state = correction.state as 'accepted' | 'partly_accepted'
  if (!written.ok) {
    const waits = { action: 'apply' as const, to: state, by: bySystem, at: now, set: { waitsForLock: true } }
    if (correction.waitsForLock || (await corrections.move(tx, ring, correction, waits))) return { ok: true, state }
    return { ok: false, why: 'correction.refused.not-now' }
  }
  const set = { waitsForLock: false, appliedVersion: written.version }
  const step = { action: 'apply' as const, to: 'applied' as const, by: bySystem, at: now, set }
  if (!(await corrections.move(tx, ring, correction, step))) return { ok: false, why: 'correction.refused.not-now' }
  const told = { text: 'notice.correction-applied', holes: { number: correction.number ?? '' } }
  await notices.tellPerson(tx, personId, { ...told, url: `/corrections/${correction.id}` }, now)
  return { ok: true, state: 'applied' }
}

/**
 * Called when a lock of the person has ended: writes what was accepted meanwhile, oldest decision first. What another
 * lock still holds goes on waiting. Gives how many were written.
 */
export async function applyWaiting(db: Db, ring: KeyRing, personId: string, by: By, now: Date): Promise<number> {
  let count = 0
  for (const { id } of await corrections.waitingForLock(db, ring, personId)) {
    await db.transaction(async tx => {
      await locks.holdPerson(tx, personId)
      const correction = await corrections.find(tx, ring, id)
      if (!correction?.waitsForLock) return
      const row = await records.row(tx, ring, personId, correction.rowId)
      const done = await writeBack(tx, ring, correction, row?.version ?? null, by, now)
      if (done.ok && done.state === 'applied') count += 1
    })
  }
  return count
}
