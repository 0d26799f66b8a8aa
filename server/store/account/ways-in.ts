import type { Way } from '../../domain/way.ts'
import type { WayIn } from '../../domain/ways/ways-in.ts'
import type { Db } from '../database/database.ts'
import * as credentials from '../ways/credentials.ts'
import * as healthCards from '../ways/health-cards.ts'
import * as passkeys from '../ways/passkeys.ts'
import * as accounts from './accounts.ts'

/**
 * Everything that opens the account by one of the ways that are offered here; what is registered for another one opens
 * nothing now. To decide on it, hold the account first.
 */
export async function ofAccount(db: Db, accountId: string, offered: readonly Way[]): Promise<WayIn[]> {
  // one after the other: inside a transaction there is one connection
  const account = await accounts.find(db, accountId)
  const bound = await credentials.ofAccount(db, accountId)
  const health = await healthCards.ofAccount(db, accountId)
  const keys = await passkeys.ofAccount(db, accountId)
  const all: (WayIn & { way: Way })[] = [
    ...(account?.passwordHash ? [{ id: 'password', notAfter: null, way: 'password' as const }] : []),
    ...health.map(({ id }) => ({ id, notAfter: null, way: 'health_card' as const })),
    ...keys.map(({ id }) => ({ id, notAfter: null, way: 'passkey' as const })),
    ...bound.map(({ id, notAfter, kind }) => ({ id, notAfter, way: kind === 'phone' ? kind : ('card' as const) })),
  ]
  return all.filter(({ way }) => offered.includes(way)).map(({ id, notAfter }) => ({ id, notAfter }))
}
