import { legalDay } from '../domain/clock.ts'
import * as accounts from '../store/accounts.ts'
import * as credentials from '../store/credentials.ts'
import * as deputies from '../store/deputies.ts'
import { bySystem } from '../store/events.ts'
import * as notices from '../store/notices.ts'
import type { JobDeps } from './expiry.ts'

/** Closes the accounts of those who left everywhere. The record stays. */
export async function closeLeft({ db, clock }: JobDeps): Promise<void> {
  const now = clock()
  for (const { id } of await accounts.leftBehind(db, legalDay(now))) {
    await db.transaction(tx => accounts.changeState(tx, id, { change: 'close', reason: null }, bySystem, now))
  }
}

/** Writes down and tells which deputyships a date began or ended. */
export const turnDeputies = ({ db, clock }: JobDeps): Promise<void> => deputies.turn(db, clock())

const reminderDays = [7, 30, 60] as const

/** Tells the owner of a card 60, 30 and 7 days before it expires; who comes late hears the nearest only. */
export async function remindOfCards({ db, clock }: JobDeps): Promise<void> {
  const now = clock()
  for (const days of reminderDays) {
    for (const { id, accountId, notAfter } of await credentials.ending(db, days, now)) {
      await db.transaction(async tx => {
        const holes = { day: legalDay(notAfter) }
        await notices.tellAccount(tx, accountId, { text: 'notice.account.card-expires', holes, url: '/account' }, now)
        await credentials.reminded(tx, id, days)
      })
    }
  }
}
