import type { FastifyInstance } from 'fastify'
import * as accounts from '../../store/accounts.ts'
import * as events from '../../store/events.ts'
import * as confirmations from '../../store/mail-confirmations.ts'
import { keyedHash } from '../../store/sealing.ts'
import * as unreachableMail from '../../store/unreachable-mail.ts'
import { speak } from '../../text/speak.ts'
import { mayTry } from '../../web/brake.ts'
import type { Deps } from '../../web/deps.ts'
import { once } from '../../web/once.ts'
import { actorOf, byOf, proofFor, provedLately } from '../../web/signed-in.ts'
import { accountPage } from './page.ts'

const freeLetters = 3

/**
 * Sends the link that confirms a work e-mail its owner changed. A confirmed one is a way back into the account, so who
 * sits at an open session proves first who they are.
 */
export default async function mailAddress(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock, config, sendMail } = deps
  if (!sendMail) return

  app.post('/account/mail-confirmation', async (request, reply) => {
    const { accountId, personId } = actorOf(request)
    const now = clock()
    if (!provedLately(request, now)) return reply.seeOther(proofFor('/account'))
    const { address, since, isConfirmed } = await confirmations.workMail(db, ring, personId)
    if (!since || isConfirmed) return reply.seeOther('/account#contact')

    const letters = { key: keyedHash(ring, 'mail-confirmation-letters', accountId), free: freeLetters }
    const counted = await mayTry(request, deps, [letters])
    if (!counted.ok) {
      const { holes } = counted
      const errors = [{ field: 'mail-confirmation', text: 'mail-address.refused.wait' as const, holes }]
      return accountPage(request, reply.code(429), deps, errors)
    }

    const token = confirmations.newToken()
    const t = speak((await accounts.find(db, accountId))?.language ?? 'zh-TW')
    const url = `${config.baseUrl}/mail-address?token=${token}`
    const text = [t('mail-address.mail.asked'), url, t('mail-address.mail.otherwise')].join('\n\n')
    try {
      const sent = await sendMail({ to: address, subject: t('mail-address.mail.subject'), text })
      if (sent === 'unreachable') {
        await unreachableMail.tell(db, ring, personId, now)
        const errors = [{ field: 'mail-confirmation', text: 'mail-address.refused.unreachable' as const }]
        return accountPage(request, reply.code(422), deps, errors)
      }
    } catch (error) {
      request.log.error({ err: error }, 'A letter was not sent.')
      const errors = [{ field: 'mail-confirmation', text: 'mail-address.refused.not-sent' as const }]
      return accountPage(request, reply.code(503), deps, errors)
    }
    await once(
      request,
      deps,
      async tx => {
        await confirmations.keep(tx, ring, { accountId, since, token }, now)
        await events.add(tx, { what: 'account.mail-asked', about: accountId, by: byOf(request, 'employee'), at: now })
      },
      () => '/account#contact',
    )
    return reply.seeOther('/account#contact')
  })
}
