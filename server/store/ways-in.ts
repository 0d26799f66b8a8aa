import type { WayIn } from '../domain/ways-in.ts'
import * as accounts from './accounts.ts'
import * as credentials from './credentials.ts'
import type { Db } from './database.ts'
import * as passkeys from './passkeys.ts'

/** Everything that opens the account. To decide on it, hold the account first. */
export async function ofAccount(db: Db, accountId: string): Promise<WayIn[]> {
  const [account, bound, keys] = await Promise.all([
    accounts.find(db, accountId),
    credentials.ofAccount(db, accountId),
    passkeys.ofAccount(db, accountId),
  ])
  return [
    ...(account?.passwordHash ? [{ id: 'password', notAfter: null }] : []),
    ...bound,
    ...keys.map(({ id }) => ({ id, notAfter: null })),
  ]
}
