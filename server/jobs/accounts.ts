import { legalDay } from '../domain/clock.ts'
import * as accounts from '../store/accounts.ts'
import { bySystem } from '../store/events.ts'
import type { JobDeps } from './expiry.ts'

/** Closes the accounts of those who left everywhere. The record stays. */
export async function closeLeft({ db, clock }: JobDeps): Promise<void> {
  const now = clock()
  for (const { id } of await accounts.leftBehind(db, legalDay(now))) {
    await db.transaction(tx => accounts.changeState(tx, id, { change: 'close', reason: null }, bySystem, now))
  }
}
