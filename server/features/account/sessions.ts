import type { FastifyInstance } from 'fastify'
import * as events from '../../store/events.ts'
import * as sessions from '../../store/sessions.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import { actorOf, byOf } from '../../web/signed-in.ts'

/** "Sign out elsewhere": one device, or all others. */
export default async function ownSessions(app: FastifyInstance, { db, clock }: Deps) {
  app.post('/account/sessions/end', async (request, reply) => {
    const { session: hash } = rawForm(request.body)
    const { accountId } = actorOf(request)
    await db.transaction(async tx => {
      const ended = hash
        ? Number(await sessions.endOne(tx, accountId, hash))
        : await sessions.endAll(tx, accountId, request.session.sessionId)
      if (ended === 0) return
      const [by, at] = [byOf(request, 'employee'), clock()]
      await events.add(tx, { what: 'account.sessions-ended', about: accountId, by, at, details: { ended } })
    })
    return reply.seeOther('/account#sessions')
  })
}
