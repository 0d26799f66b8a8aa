import type { FastifyInstance } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import * as accounts from '../../store/accounts.ts'
import * as events from '../../store/events.ts'
import * as notices from '../../store/notices.ts'
import * as people from '../../store/people.ts'
import * as sessions from '../../store/sessions.ts'
import type { Deps } from '../../web/deps.ts'
import { actorOf, byOf, proofFor, provedLately } from '../../web/signed-in.ts'

const path = '/account/not-me'

/** "This was not me": ends every other session, asks for a new password, tells HR; cards and record stay as they are. */
export default async function notMe(app: FastifyInstance, { db, clock }: Deps) {
  app.get(path, async (request, reply) =>
    provedLately(request, clock()) ? reply.page('account/not-me', { isDone: false }) : reply.seeOther(proofFor(path)),
  )

  app.post(path, async (request, reply) => {
    const { accountId, personId } = actorOf(request)
    const now = clock()
    if (!provedLately(request, now, 30)) return reply.seeOther(proofFor(path))
    const mustChange = await db.transaction(async tx => {
      const ended = await sessions.endAll(tx, accountId, request.session.sessionId)
      const agency = await people.mainAgency(tx, personId, legalDay(now))
      const notice = { text: 'notice.account.not-me', url: `/people/${personId}` }
      if (agency) await notices.tellHr(tx, agency.id, notice, now)
      const by = byOf(request, 'employee')
      await events.add(tx, { what: 'account.not-me', about: accountId, by, at: now, details: { ended } })
      return accounts.requireNewPassword(tx, accountId)
    })
    return reply.page('account/not-me', { isDone: true, mustChange })
  })
}
