import * as accounts from '../../store/account/accounts.ts'
import * as confirmations from '../../store/account/mail-confirmations.ts'
import type { Db } from '../../store/database/database.ts'
import * as events from '../../store/database/events.ts'
import { keyedHash } from '../../store/database/sealing.ts'
import * as unreachableMail from '../../store/person/unreachable-mail.ts'
import { speak, type Holes, type TextKey } from '../../text/speak.ts'
import { offerOnceMore, once } from '../../web/access/once.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import { mayTry } from '../../web/brake.ts'
import type { Deps } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'
import { accountPage } from './page.ts'

const freeLetters = 3

/**
 * Sends the link that confirms a work e-mail its owner changed. A confirmed one is a way back into the account, so
 * whoever sits at an open session first proves who they are.
 */
export function mailAddressPages(deps: Deps) {
  const { db, ring, clock, config, sendMail } = deps

  const confirm: Handler = async (request, reply) => {
    const { accountId, personId } = actorOf(request)
    const now = clock()
    const { address, since, isConfirmed } = await confirmations.workMail(db, ring, personId)
    if (!since || isConfirmed) return reply.seeOther('/account', 'said.mail-confirmed')

    const token = confirmations.newToken()
    const ask = async (tx: Db) => {
      const letters = { key: keyedHash(ring, 'mail-confirmation-letters', accountId), free: freeLetters }
      const counted = await mayTry(request, { ...deps, db: tx }, [letters])
      if (!counted.ok) return counted
      await confirmations.keep(tx, ring, { accountId, since, token }, now)
      await events.add(tx, { what: 'account.mail-asked', about: accountId, by: byOf(request, 'employee'), at: now })
      return counted
    }
    const refuse = async (status: 422 | 429 | 503, text: TextKey, holes: Holes = {}) =>
      accountPage(request, reply.code(status), deps, [{ field: 'mail-confirmation', text, holes }])
    const takeBack = async () => {
      await confirmations.discard(db, ring, token)
      await offerOnceMore(request, deps)
    }

    // before the letter: of two clicks at once one writes it
    const asked = await once(request, deps, ask, done => (done.ok ? '/account' : null))
    if (!asked.ok) return refuse(429, 'mail-address.refused.wait', asked.holes)
    try {
      if ((await send(accountId, address, token)) === 'unreachable') {
        await takeBack()
        await unreachableMail.tell(db, ring, personId, now)
        return refuse(422, 'mail-address.refused.unreachable')
      }
    } catch (error) {
      request.log.error({ err: error }, 'A letter was not sent.')
      await takeBack()
      return refuse(503, 'mail-address.refused.not-sent')
    }
    return reply.seeOther('/account', 'said.confirmation-sent')
  }

  async function send(accountId: string, to: string, token: string) {
    const t = speak((await accounts.find(db, accountId))?.language ?? 'zh-TW')
    const url = `${config.baseUrl}/mail-address?token=${token}`
    const text = [t('mail-address.mail.asked'), url, t('mail-address.mail.otherwise')].join('\n\n')
    return sendMail?.({ to, subject: t('mail-address.mail.subject'), text })
  }

  return { confirm }
}
