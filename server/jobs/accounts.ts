import { passwordNoticeDays } from '../domain/account/password-validity.ts'
import { addDays, legalDay } from '../domain/clock.ts'
import * as accounts from '../store/account/accounts.ts'
import * as passwordValidity from '../store/account/password-validity.ts'
import { bySystem } from '../store/database/events.ts'
import * as notices from '../store/notice/notices.ts'
import * as deputies from '../store/person/deputies.ts'
import * as credentials from '../store/ways/credentials.ts'
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

/** Tells the owner of a card 60, 30 and 7 days before it expires; whoever comes late hears of the nearest day only. */
export async function remindOfCards({ db, clock }: JobDeps): Promise<void> {
  const now = clock()
  for (const days of reminderDays) {
    for (const { id, kind, accountId, notAfter } of await credentials.ending(db, days, now)) {
      await db.transaction(async tx => {
        const holes = { day: legalDay(notAfter) }
        const text = `notice.account.${kind === 'phone' ? 'phone' : 'card'}-expires` as const
        await notices.tellAccount(tx, accountId, { text, holes, url: '/account' }, now)
        await credentials.reminded(tx, id, days)
      })
    }
  }
}

/** Tells the owner of a password two weeks before its last day, once; it can be changed after that day too. */
export async function remindOfPasswords({ db, clock }: JobDeps): Promise<void> {
  const now = clock()
  const today = legalDay(now)
  for (const { id, until } of await passwordValidity.ending(db, today, addDays(today, passwordNoticeDays))) {
    await db.transaction(async tx => {
      const notice = { text: 'notice.account.password-ends', holes: { day: until }, url: '/password' } as const
      await notices.tellAccount(tx, id, notice, now)
      await passwordValidity.reminded(tx, id, until)
    })
  }
}
