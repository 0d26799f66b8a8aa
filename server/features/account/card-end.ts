import { legalDay } from '../../domain/clock.ts'
import { mayRemoveAll } from '../../domain/ways/ways-in.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as waysIn from '../../store/account/ways-in.ts'
import * as endingCards from '../../store/ways/ending-cards.ts'
import { offeredWays } from '../../ways/offered-ways.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'

/** The card or phone that signed somebody in ends soon: what to do, and whether anything else opens the account. */
export function cardEndPages(deps: Deps) {
  const { db, clock } = deps

  const show: Handler = async (request, reply) => {
    const { accountId, way } = actorOf(request)
    const now = clock()
    const cards = await endingCards.ofAccount(db, accountId, { today: legalDay(now), way })
    const [first] = cards
    if (!first) return reply.seeOther('/')
    const ids = cards.map(({ id }) => id)
    return reply.page('account/card-end', {
      day: legalDay(first.notAfter),
      isPhone: way === 'phone',
      hasOtherWay: mayRemoveAll(await waysIn.ofAccount(db, accountId, await offeredWays(deps)), ids, now),
      hasPassword: Boolean((await accounts.find(db, accountId))?.passwordHash),
    })
  }

  const acknowledge: Handler = async (request, reply) => {
    const { accountId, way } = actorOf(request)
    await endingCards.acknowledge(db, accountId, { today: legalDay(clock()), way })
    return reply.seeOther('/', 'said.card-end-seen')
  }

  return { show, acknowledge }
}
