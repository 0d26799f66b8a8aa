import { and, inArray, isNotNull } from 'drizzle-orm'
import type { Way } from '../../domain/way.ts'
import type { WayIn } from '../../domain/ways/ways-in.ts'
import type { Db } from '../database/database.ts'
import { accounts } from '../schema.ts'
import * as boundWays from '../ways/bound-ways.ts'

/**
 * Everything that opens the account by one of the ways that are offered here; what is registered for another one opens
 * nothing now. To decide on it, hold the account first.
 */
export const ofAccount = (db: Db, accountId: string, offered: readonly Way[]): Promise<WayIn[]> =>
  ofAccounts(db, [accountId], offered)

/** The same of several accounts. */
export async function ofAccounts(
  db: Db,
  accountIds: string[],
  offered: readonly Way[],
): Promise<(WayIn & { accountId: string })[]> {
  const passwords = await db
    .select({ accountId: accounts.id })
    .from(accounts)
    .where(and(inArray(accounts.id, accountIds), isNotNull(accounts.passwordHash)))
  const all = [
    ...passwords.map(({ accountId }) => ({ accountId, id: 'password', notAfter: null, way: 'password' as const })),
    ...(await boundWays.ofAccounts(db, accountIds)),
  ]
  return all
    .filter(({ way }) => offered.includes(way))
    .map(({ accountId, id, notAfter }) => ({ accountId, id, notAfter }))
}
