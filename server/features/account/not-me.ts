import type { FastifyInstance } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { mayRemoveAll } from '../../domain/ways-in.ts'
import * as accounts from '../../store/accounts.ts'
import type { Db } from '../../store/database.ts'
import * as events from '../../store/events.ts'
import * as mailConfirmations from '../../store/mail-confirmations.ts'
import * as notices from '../../store/notices.ts'
import * as passkeys from '../../store/passkeys.ts'
import * as people from '../../store/people.ts'
import * as secondFactors from '../../store/second-factors.ts'
import * as sessions from '../../store/sessions.ts'
import * as waysIn from '../../store/ways-in.ts'
import type { Deps } from '../../web/deps.ts'
import { actorOf, byOf, proofFor, provedBeforeTyping, provedLately } from '../../web/signed-in.ts'

const path = '/account/not-me'

/**
 * "This was not me": ends every other session, asks for a new password, tells HR. Passkeys and
 * confirmations of the e-mail go, because whoever was in may have made them; cards, which are their holder's, and the record stay as they are.
 */
export default async function notMe(app: FastifyInstance, { db, clock }: Deps) {
  app.get(path, async (request, reply) => {
    if (!provedLately(request, clock())) return reply.seeOther(proofFor(path))
    const keys = await passkeys.ofAccount(db, actorOf(request).accountId)
    return reply.page('account/not-me', { isDone: false, hasPasskeys: keys.length > 0 })
  })

  app.post(path, async (request, reply) => {
    const { accountId, personId } = actorOf(request)
    const now = clock()
    if (!provedBeforeTyping(request, now)) return reply.seeOther(proofFor(path))
    const done = await db.transaction(async tx => {
      await accounts.hold(tx, accountId)
      await mailConfirmations.endAll(tx, accountId)
      const hasPasskeys = !(await removePasskeys(tx, accountId, now))
      const ended = await sessions.endAll(tx, accountId, request.session.sessionId)
      const agency = await people.mainAgency(tx, personId, legalDay(now))
      const notice = { text: 'notice.account.not-me', url: `/people/${personId}` }
      if (agency) await notices.tellHr(tx, agency.id, notice, now)
      const by = byOf(request, 'employee')
      await events.add(tx, { what: 'account.not-me', about: accountId, by, at: now, details: { ended } })
      return { hasPasskeys, mustChange: await accounts.requireNewPassword(tx, accountId) }
    })
    return reply.page('account/not-me', { isDone: true, ...done })
  })
}

/** False when nothing else opens the account, so that they stay. */
async function removePasskeys(tx: Db, accountId: string, now: Date): Promise<boolean> {
  const keys = (await passkeys.ofAccount(tx, accountId)).map(({ id }) => id)
  if (!mayRemoveAll(await waysIn.ofAccount(tx, accountId), keys, now)) return keys.length === 0
  await passkeys.retireAll(tx, accountId, 'not-me', now)
  await secondFactors.tidySpareCodes(tx, accountId)
  return true
}
