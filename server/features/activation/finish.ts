import type { FastifyRequest } from 'fastify'
import { noticeVersion } from '../../domain/account/required-step.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as activations from '../../store/account/activations.ts'
import * as signIns from '../../store/account/sign-ins.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import * as events from '../../store/database/events.ts'
import * as notices from '../../store/notice/notices.ts'
import type { NewCredential } from '../../store/ways/credentials.ts'
import * as credentials from '../../store/ways/credentials.ts'
import * as healthCards from '../../store/ways/health-cards.ts'
import type { TextKey } from '../../text/speak.ts'
import { visitOf } from '../../web/access/visit.ts'
import type { Deps } from '../../web/deps.ts'

export type Means =
  | { way: 'card' | 'phone'; card: NewCredential }
  | { way: 'health_card'; cardNumber: string }
  | { way: 'password'; login: { loginName: string; passwordHash: string } }

/** An account and the activation that proved whose it is; null where the means do that themselves. */
type Proved = { accountId: string; id: string | null }

/** The owner takes over the account by the means they chose, all or nothing. */
export async function finish(
  request: FastifyRequest,
  { db, ring, clock }: Deps,
  { id, accountId }: Proved,
  means: Means,
): Promise<{ ok: true } | { ok: false; why: TextKey }> {
  const now = clock()
  const { way } = means
  const by = { accountId, role: 'employee', agencyId: null, requestId: request.id }
  return allOrNothing<{ ok: true } | { ok: false; why: TextKey }>(db, async tx => {
    if (!(await isWaiting(tx)))
      return { ok: false, why: id ? 'activation.refused.over' : 'activation.refused.not-waiting' }
    const bound = await bind(tx, means)
    if (bound && !bound.ok) return bound
    const activated = await accounts.activate(tx, accountId, means.way === 'password' ? means.login : null, now)
    if (!activated.ok) return activated

    if (id) await activations.use(tx, id, now)
    const details = { way, credential: bound?.id ?? null, hasCode: id !== null, notice: noticeVersion }
    await events.add(tx, { what: 'account.activated', about: accountId, by, at: now, details })
    await notices.tellAccount(tx, accountId, { text: `notice.activated-by-${way}`, url: '/' }, now)
    await signIns.add(tx, { accountId, way: 'activation', ...visitOf(request) }, null, now)
    return { ok: true }
  })

  async function isWaiting(tx: Deps['db']) {
    // the account before its codes, as issuing a code takes them, or the two would wait for each other
    const { state } = await accounts.hold(tx, accountId)
    if (id) return (await activations.take(tx, id, now)) !== undefined
    await activations.endAll(tx, accountId, now)
    return state === 'invited'
  }

  async function bind(tx: Deps['db'], means: Means) {
    if (means.way === 'password') return undefined
    return means.way === 'health_card'
      ? healthCards.bind(tx, ring, accountId, means.cardNumber, now)
      : credentials.bind(tx, accountId, means.card, now)
  }
}
