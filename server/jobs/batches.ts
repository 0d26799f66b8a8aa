import { goOn } from '../carrying/going-on.ts'
import * as batches from '../store/record/batches.ts'
import type { JobDeps } from './expiry.ts'

/** One batch gives way to others after so many milliseconds, and a run ends after so many: the next one goes on. */
const [turnMs, runMs] = [60_000, 5 * 60_000]
/** Where every row fails the first of them tell why. */
const mostTold = 10

/**
 * Goes on with the batches that nobody waits for, each in its turn. One that fails keeps no other and rests for a
 * while; its error is thrown at the end.
 */
export async function carryBatches({ db, ring, clock }: JobDeps): Promise<void> {
  const failed: unknown[] = []
  const onFailed = (error: unknown) => void (failed.length < mostTold && failed.push(error))
  const using = { db, ring, clock, onFailed }
  const end = clock().getTime() + runMs
  while (clock().getTime() < end) {
    const id = await batches.nextGoingOn(db, clock())
    if (id === undefined) break
    await goOn(using, id, { longest: turnMs, isAlone: true }).catch(onFailed)
  }
  if (failed.length > 0) throw new AggregateError(failed, 'rows of batches could not be written')
}
