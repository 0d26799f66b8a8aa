import type { WayIn } from '../domain/ways-in.ts'
import * as accounts from './accounts.ts'
import * as credentials from './credentials.ts'
import type { Db } from './database.ts'
import * as healthCards from './health-cards.ts'
import * as passkeys from './passkeys.ts'

/** Everything that opens the account. To decide on it, hold the account first. */
export async function ofAccount(db: Db, accountId: string): Promise<WayIn[]> {
  // one after the other: inside a transaction there is one connection
  const account = await accounts.find(db, accountId)
  const bound = await credentials.ofAccount(db, accountId)
  const health = await healthCards.ofAccount(db, accountId)
  const keys = await passkeys.ofAccount(db, accountId)
  const lasting = [...(account?.passwordHash ? [{ id: 'password' }] : []), ...health, ...keys]
  return [...lasting.map(({ id }) => ({ id, notAfter: null })), ...bound]
}
