import { legalDay } from '../../domain/clock.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as notices from '../../store/notice/notices.ts'
import * as hrOffices from '../../store/person/hr-offices.ts'
import * as people from '../../store/person/people.ts'
import { offeredWays } from '../../ways/offered-ways.ts'
import { endSession } from '../../web/access/session.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import type { Handler } from '../../web/handler.ts'

/** The owner locks the account: nobody signs in, themselves included, until HR opens it again. */
export function lockPages(deps: Deps) {
  const { db, clock } = deps

  const form: Handler = async (_request, reply) => reply.page('account/lock')

  const lock: Handler = async (request, reply) => {
    const { accountId, personId } = actorOf(request)
    const now = clock()
    const offered = await offeredWays(deps)
    await db.transaction(async tx => {
      const agency = await people.mainAgency(tx, personId, legalDay(now))
      const others = agency ? await hrOffices.present(tx, agency.id, { now, offered, not: [accountId] }) : []
      // unless somebody else at the HR office can sign in, nobody could open it again
      if (!agency || others.length === 0) throw refuseWith(409, 'account.refused.no-hr')
      const by = byOf(request, 'employee')
      await accounts.changeState(tx, accountId, { change: 'lock', reason: null }, by, now)
      const notice = { text: 'notice.account.locked-by-owner', url: `/people/${personId}/account` } as const
      await notices.tellHr(tx, agency.id, notice, now)
    })
    await endSession(request, reply)
    return reply.seeOther('/sign-in', 'said.account-locked')
  }

  return { form, lock }
}
