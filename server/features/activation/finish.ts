import type { FastifyRequest } from 'fastify'
import * as accounts from '../../store/accounts.ts'
import type { Activation } from '../../store/activations.ts'
import * as activations from '../../store/activations.ts'
import type { Card } from '../../store/credentials.ts'
import * as credentials from '../../store/credentials.ts'
import * as healthCards from '../../store/health-cards.ts'
import * as events from '../../store/events.ts'
import * as notices from '../../store/notices.ts'
import * as signIns from '../../store/sign-ins.ts'
import type { TextKey } from '../../text/speak.ts'
import type { Deps } from '../../web/deps.ts'

export type Means =
  | { way: 'card' | 'phone'; card: Card }
  | { way: 'health_card'; cardNumber: string }
  | { way: 'password'; login: { loginName: string; passwordHash: string } }

/** The owner takes over the account by the means they chose, all or nothing. */
export async function finish(
  request: FastifyRequest,
  { db, ring, clock }: Deps,
  { id, accountId }: Activation,
  means: Means,
): Promise<{ ok: true } | { ok: false; why: TextKey }> {
  const now = clock()
  const { way } = means
  const by = { accountId, role: 'employee', agencyId: null, requestId: request.id }
  return db.transaction(async tx => {
    if (!(await activations.open(tx, id, now))) return { ok: false, why: 'activation.refused.over' }
    // each of the two refuses before it writes, and a card leaves the second nothing to refuse
    const bound = await bind(tx, means)
    if (bound && !bound.ok) return bound
    const activated = await accounts.activate(tx, accountId, means.way === 'password' ? means.login : null, now)
    if (!activated.ok) return activated

    await activations.use(tx, id, now)
    const details = { way, credential: bound?.id ?? null }
    await events.add(tx, { what: 'account.activated', about: accountId, by, at: now, details })
    await notices.tellAccount(tx, accountId, { text: `inbox.activated-by-${way}`, url: '/' }, now)
    await signIns.add(tx, { accountId, way: 'activation', address: request.ip }, null, now)
    return { ok: true }
  })

  async function bind(tx: Deps['db'], means: Means) {
    if (means.way === 'password') return undefined
    return means.way === 'health_card'
      ? healthCards.bind(tx, ring, accountId, means.cardNumber, now)
      : credentials.bind(tx, accountId, means.card, now)
  }
}
