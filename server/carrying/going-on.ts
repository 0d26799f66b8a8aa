import type { BatchState, Doing } from '../domain/record/batch.ts'
import * as notices from '../store/notice/notices.ts'
import * as batches from '../store/record/batches.ts'
import { apply, reverse, type Using } from './carrying-out.ts'

/** `elsewhere`: somebody else is at it, or nothing goes on any more. */
export type Gone = 'done' | 'left' | 'stopped' | 'elsewhere'

/** After so many milliseconds it is looked whether it is still to go on, and in whose name. */
const pieceMs = 1000

/**
 * Goes on with a batch that is being applied or reversed, for `longest` milliseconds, in the name of whoever it is kept
 * to be done for. They are told at the end where `isAlone` says that they do not wait for it. Where they may no longer
 * write these rows, nobody goes on by itself, and HR of the agency is told.
 */
export async function goOn(
  deps: Using,
  id: string,
  { longest, isAlone }: { longest: number; isAlone: boolean },
): Promise<Gone> {
  const { db, clock } = deps
  const end = clock().getTime() + longest
  for (let batch = await batches.claim(db, id, clock()); batch?.doing; batch = await batches.stay(db, id, clock())) {
    const come = await piece({ ...deps, longest: pieceMs }, batch, batch.doing)
    if (come === 'done') return finish(deps, batch, isAlone)
    if (come === 'stopped') {
      await stop(deps, batch, batch.doing)
      return 'stopped'
    }
    if (clock().getTime() < end) continue
    await batches.release(db, id, clock())
    return 'left'
  }
  return 'elsewhere'
}

const piece = (deps: Using, batch: batches.Batch, { by, reason = '' }: Doing) =>
  batch.state === 'reversing' ? reverse(deps, batch, reason, by) : apply(deps, batch, by)

const ends: Partial<Record<BatchState, BatchState>> = { applying: 'applied', reversing: 'reversed' }

async function finish({ db, clock }: Using, { id, state, doing }: batches.Batch, isAlone: boolean): Promise<Gone> {
  const [to, by] = [ends[state], doing?.by]
  if (!to || !by) return 'elsewhere'
  const isMoved = await db.transaction(async tx => {
    const at = clock()
    const set = { by, at, doing: null, claimedUntil: null }
    const isMoved = await batches.move(tx, id, { from: [state], to }, set)
    const notice = { text: 'notice.batch-done', url: `/batches/${id}`, actingFor: by.actingFor ?? null } as const
    if (isMoved && isAlone && by.accountId) await notices.tellAccount(tx, by.accountId, notice, at)
    return isMoved
  })
  return isMoved ? 'done' : 'elsewhere'
}

async function stop({ db, clock }: Using, { id, agencyId }: batches.Batch, doing: Doing): Promise<void> {
  await db.transaction(async tx => {
    const at = clock()
    if (!(await batches.stop(tx, id, doing, at))) return
    await notices.tellHr(tx, agencyId, { text: 'notice.batch-stopped', url: `/batches/${id}` }, at)
  })
}
