import type { Action, State } from '../../domain/correction/correction.ts'
import type { NoticeAt } from '../../domain/notice/notice.ts'
import type { Db } from '../database/database.ts'
import * as notices from '../notice/notices.ts'

type Text = NoticeAt<`/corrections/${string}`>
type Told = { id: string; personId: string; number: string | null; section: string }

/** What the owner hears of each step of a reviewer; an acceptance is told by what becomes of it (`writeBack`). */
const steps: Partial<Record<Action, Text>> = {
  take: 'notice.correction-taken',
  return: 'notice.correction-returned',
  forward: 'notice.correction-forwarded',
  extend: 'notice.correction-extended',
  reject: 'notice.correction-doubted',
  confirm_rejection: 'notice.correction-rejected',
  overturn_rejection: 'notice.correction-reopened',
}

const results = {
  applied: 'notice.correction-applied',
  'applied in part': 'notice.correction-partly-applied',
  waits: 'notice.correction-waits',
  'waits in part': 'notice.correction-partly-waits',
} as const

/**
 * Tells the owner of a correction where a step has brought it; `day` is the one by which somebody has to answer now.
 */
export async function tellStep(
  tx: Db,
  correction: Told,
  { action, to, day }: { action: Action; to: State; day: string | null | undefined },
  at: Date,
): Promise<void> {
  const text = to === 'rejected' ? 'notice.correction-rejected' : steps[action]
  if (text) await tell(tx, correction, text, at, day ? { day } : {})
}

/** Tells the owner of an accepted correction that it was written, or that a lock holds it. */
export async function tellResult(
  tx: Db,
  correction: Told & { state: State },
  result: 'applied' | 'waits',
  at: Date,
): Promise<void> {
  const isPart = correction.state === 'partly_accepted'
  await tell(tx, correction, results[isPart ? (`${result} in part` as const) : result], at)
}

/** Tells the owner that an accepted correction which waited must be reviewed again. */
export const tellReconsidered = (tx: Db, correction: Told, at: Date): Promise<void> =>
  tell(tx, correction, 'notice.correction-reconsidered', at)

/** Tells whoever was reviewing a correction that somebody else gave it back. */
export async function tellReleased(tx: Db, correction: Told, reviewerId: string, at: Date): Promise<void> {
  const holes = { number: correction.number ?? '', section: correction.section }
  const told = { text: 'notice.correction-released', holes, url: `/review/${correction.id}` } as const
  await notices.tellAccount(tx, reviewerId, told, at)
}

async function tell(
  tx: Db,
  { id, personId, number, section }: Told,
  text: Text,
  at: Date,
  more: { day?: string } = {},
): Promise<void> {
  const holes = { number: number ?? '', section, ...more }
  await notices.tellPerson(tx, personId, { text, holes, url: `/corrections/${id}` }, at)
}
