import { mayRemove } from '../../domain/ways-in.ts'
import * as accounts from '../../store/accounts.ts'
import type { Db } from '../../store/database.ts'
import * as waysIn from '../../store/ways-in.ts'

/**
 * Takes one way in from its owner, and never the last one: the account is held meanwhile, so that two requests cannot
 * take one each. `take` ends it and says whether it was there.
 */
export const removeWay = (
  db: Db,
  { accountId, id }: { accountId: string; id: string },
  now: Date,
  take: (tx: Db) => Promise<boolean>,
): Promise<'last' | 'gone' | 'done'> =>
  db.transaction(async tx => {
    await accounts.hold(tx, accountId)
    if (!mayRemove(await waysIn.ofAccount(tx, accountId), id, now)) return 'last'
    return (await take(tx)) ? 'done' : 'gone'
  })
