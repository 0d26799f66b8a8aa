import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as confirmations from '../../store/account/mail-confirmations.ts'
import * as events from '../../store/database/events.ts'
import * as notices from '../../store/notice/notices.ts'
import { inVain } from '../../web/brake.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'

const path = '/mail-address'

/**
 * The link in a letter that confirms a work e-mail, for whoever reads that mailbox, signed in or not. Looking at it
 * does nothing, because mail servers open links to check them.
 */
export default async function mailAddress(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock, sendMail } = deps
  if (!sendMail) return

  app.get(path, async (request, reply) => {
    const { token = '' } = rawForm(request.query)
    const asked = await confirmations.byToken(db, ring, token, clock())
    if (!asked.ok) throw await refusal(request, asked)
    return reply.page('mail-address/index', { token })
  })

  app.post(path, async (request, reply) => {
    const { token = '' } = rawForm(request.body)
    const now = clock()
    const asked = await db.transaction(async tx => {
      const asked = await confirmations.byToken(tx, ring, token, now)
      if (!asked.ok) return asked
      const { id, accountId } = asked
      await confirmations.use(tx, id, now)
      const by = { accountId: null, role: null, agencyId: null, requestId: request.id }
      await events.add(tx, { what: 'account.mail-confirmed', about: accountId, by, at: now })
      await notices.tellAccount(tx, accountId, { text: 'notice.account.mail-confirmed', url: '/account' }, now)
      return asked
    })
    if (!asked.ok) throw await refusal(request, asked)
    return reply.seeOther(`${path}/confirmed`)
  })

  app.get(`${path}/confirmed`, async (_request, reply) => reply.page('mail-address/confirmed'))

  const refusal = async (request: FastifyRequest, { why }: confirmations.AskedRefusal) =>
    why === 'mail-address.refused.changed' ? refuseWith(422, why) : inVain(request, deps, refuseWith(404, why))
}
