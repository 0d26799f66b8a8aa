import type { FastifyRequest } from 'fastify'
import { waysFor, type Way } from '../../domain/way.ts'
import { mayRemove } from '../../domain/ways/ways-in.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as sessions from '../../store/account/sessions.ts'
import * as waysIn from '../../store/account/ways-in.ts'
import type { Db } from '../../store/database/database.ts'
import * as recoveries from '../../store/person/recoveries.ts'
import { offeredWays } from '../../ways/offered-ways.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'

type Removal = {
  id: string
  /** Sign-ins that it may have begun. */
  ways: readonly Way[]
  /** False when it is not there (any more). */
  retire: (tx: Db, now: Date) => Promise<boolean>
  /** Tells of it; `ended` counts the sign-ins elsewhere that ended with it. */
  tell: (tx: Db, now: Date, ended: number) => Promise<void>
}

/**
 * Takes one way in from its owner, and never the last one: the account is held meanwhile, so that two requests cannot
 * take one each. Perhaps it is lost: what somebody else began with it elsewhere, a way back included, ends at once.
 */
export async function removeWay(
  request: FastifyRequest,
  deps: Deps,
  { id, ways, retire, tell }: Removal,
): Promise<'last' | 'gone' | 'done'> {
  const { accountId } = actorOf(request)
  const now = deps.clock()
  const offered = await offeredWays(deps)
  return deps.db.transaction(async tx => {
    await accounts.hold(tx, accountId)
    if (!mayRemove(await waysIn.ofAccount(tx, accountId, offered), id, now)) return 'last'
    if (!(await retire(tx, now))) return 'gone'
    await recoveries.end(tx, accountId, waysFor.recovery, now)
    await tell(tx, now, await sessions.endShownBy(tx, accountId, ways, request.session.sessionId))
    return 'done'
  })
}

/** Whether a page offers to take a way in away. */
export async function mayTake({ db, clock, ...deps }: Deps, accountId: string, id: string): Promise<boolean> {
  const offered = await offeredWays(deps)
  return mayRemove(await waysIn.ofAccount(db, accountId, offered), id, clock())
}
