import { idleNoticeDays } from '../domain/account/idle.ts'
import { legalDay } from '../domain/clock.ts'
import type { Way } from '../domain/way.ts'
import * as accounts from '../store/account/accounts.ts'
import * as idleAccounts from '../store/account/idle.ts'
import type { Db } from '../store/database/database.ts'
import { bySystem } from '../store/database/events.ts'
import * as notices from '../store/notice/notices.ts'
import * as hrOffices from '../store/person/hr-offices.ts'
import { speak } from '../text/speak.ts'
import type { JobDeps } from './expiry.ts'

/** An account is suspended after `idleDays` without a sign-in, 0 for never; `offeredWays` tells who could sign in. */
export type IdleDeps = Pick<JobDeps, 'db' | 'clock'> & { idleDays: number; offeredWays: () => Promise<Way[]> }

const day = 86_400_000

/**
 * Suspends accounts that were not used for `idleDays`. Their owners are told two weeks before, however late this job
 * first runs. Administrators are left alone, and so is the last of an HR office who can sign in.
 */
export async function suspendIdle({ db, clock, idleDays, offeredWays }: IdleDeps): Promise<void> {
  if (idleDays === 0) return
  const now = clock()
  const ago = (days: number) => new Date(now.getTime() - days * day)
  const today = legalDay(now)
  for (const { id, since } of await idleAccounts.toTell(db, ago(idleDays - idleNoticeDays), today)) {
    const end = Math.max(since.getTime() + idleDays * day, now.getTime() + idleNoticeDays * day)
    const holes = { day: legalDay(new Date(end)) }
    await db.transaction(async tx => {
      await accounts.hold(tx, id)
      // somebody may have come in since
      const [still] = await idleAccounts.toTell(tx, ago(idleDays - idleNoticeDays), today, id)
      if (!still) return
      await notices.tellAccount(tx, id, { text: 'notice.account.idle', holes, url: '/account' }, now)
      await idleAccounts.told(tx, id, now)
    })
  }
  const toldBy = ago(idleNoticeDays)
  const offered = await offeredWays()
  for (const { id } of await idleAccounts.over(db, ago(idleDays), toldBy, today)) {
    await db.transaction(async tx => {
      if (await isLastOfHr(tx, id, offered, now)) return
      await accounts.hold(tx, id)
      const [still] = await idleAccounts.over(tx, ago(idleDays), toldBy, today, id)
      if (!still) return
      const reason = speak(still.language ?? 'zh-TW')('account.idle-reason', { days: idleDays })
      await accounts.changeState(tx, id, { change: 'suspend', reason }, bySystem, now)
    })
  }
}

async function isLastOfHr(tx: Db, id: string, offered: Way[], now: Date): Promise<boolean> {
  for (const { agencyId } of await hrOffices.ofAccount(tx, id, legalDay(now))) {
    if ((await hrOffices.present(tx, agencyId, { now, offered, not: [id] })).length === 0) return true
  }
  return false
}
