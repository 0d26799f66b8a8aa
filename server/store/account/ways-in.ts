import type { Way } from '../../domain/way.ts'
import type { WayIn } from '../../domain/ways/ways-in.ts'
import type { Db } from '../database/database.ts'
import * as boundWays from '../ways/bound-ways.ts'
import * as accounts from './accounts.ts'

/**
 * Everything that opens the account by one of the ways that are offered here; what is registered for another one opens
 * nothing now. To decide on it, hold the account first.
 */
export async function ofAccount(db: Db, accountId: string, offered: readonly Way[]): Promise<WayIn[]> {
  const account = await accounts.find(db, accountId)
  const all: (WayIn & { way: Way })[] = [
    ...(account?.passwordHash ? [{ id: 'password', notAfter: null, way: 'password' as const }] : []),
    ...(await boundWays.ofAccount(db, accountId)),
  ]
  return all.filter(({ way }) => offered.includes(way)).map(({ id, notAfter }) => ({ id, notAfter }))
}
