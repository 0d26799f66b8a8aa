import type { FastifyRequest } from 'fastify'
import type { Holder } from '../../domain/card/holder.ts'
import * as credentials from '../../store/credentials.ts'
import * as events from '../../store/events.ts'
import * as notices from '../../store/notices.ts'
import type { Deps } from '../../web/deps.ts'

/** Keeps that a bound card was used. A new certificate of the same card is taken without a question, and told. */
export async function cardUsed(
  request: FastifyRequest,
  { db, clock }: Deps,
  { id, accountId }: { id: string; accountId: string },
  holder: Holder,
): Promise<void> {
  const now = clock()
  await db.transaction(async tx => {
    if (!(await credentials.used(tx, id, credentials.cardOf(holder), now))) return
    const by = { accountId, role: 'employee', agencyId: null, requestId: request.id }
    await events.add(tx, {
      what: 'account.certificate-renewed',
      about: accountId,
      by,
      at: now,
      details: { credential: id },
    })
    await notices.tellAccount(tx, accountId, { text: 'notice.account.certificate-renewed', url: '/account' }, now)
  })
}
