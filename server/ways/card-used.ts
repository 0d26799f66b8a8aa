import type { FastifyRequest } from 'fastify'
import * as events from '../store/database/events.ts'
import * as notices from '../store/notice/notices.ts'
import * as credentials from '../store/ways/credentials.ts'
import type { Deps } from '../web/deps.ts'

/**
 * Keeps that a bound card or phone was used. A new certificate of the same one is taken without a question, and told.
 */
export async function cardUsed(
  request: FastifyRequest,
  { db, clock }: Deps,
  { id, accountId }: { id: string; accountId: string },
  card: credentials.NewCredential,
): Promise<void> {
  const now = clock()
  if (await credentials.usedAgain(db, id, card, now)) return
  await db.transaction(async tx => {
    if (!(await credentials.used(tx, id, card, now))) return
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
