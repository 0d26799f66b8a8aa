import { normaliseLoginName } from '../../domain/account/login-name.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as confirmations from '../../store/account/mail-confirmations.ts'
import { letterAllowances } from '../../store/account/sign-in-delays.ts'
import * as events from '../../store/database/events.ts'
import * as recoveries from '../../store/person/recoveries.ts'
import * as unreachableMail from '../../store/person/unreachable-mail.ts'
import { speak } from '../../text/speak.ts'
import { deviceOf } from '../../ways/devices.ts'
import { mayTry } from '../../web/brake.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'

/**
 * A link in a letter to the confirmed work e-mail of the record. Nobody learns from the answer whether the account
 * exists, or whether a letter went out moments ago, after which no other one does.
 */
export function mailPages(deps: Deps) {
  const { db, ring, clock, config, sendMail } = deps

  const form: Handler = async (_request, reply) => reply.page('recovery/mail', { isSent: false })

  const ask: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const loginName = normaliseLoginName(form['login_name'] ?? '')
    if (loginName === '') {
      const errors = [{ field: 'login_name', text: 'login-name.refused.blank' as const }]
      return reply.code(422).page('recovery/mail', { form, errors, isSent: false })
    }
    const asked = { loginName, place: request.place, device: deviceOf(request, deps, loginName) }
    const counted = await mayTry(request, deps, letterAllowances(ring, asked))
    if (!counted.ok) {
      const { holes } = counted
      const errors = [{ field: 'login_name', text: 'activation.refused.wait' as const, holes }]
      return reply.code(429).page('recovery/mail', { form, errors, isSent: false })
    }
    // not waited for: the answer comes at the same time whether or not there is somebody to write to
    void send(loginName, request.id).catch(error => request.log.error({ err: error }, 'A letter was not sent.'))
    return reply.page('recovery/mail', { isSent: true })
  }

  async function send(loginName: string, requestId: string) {
    const now = clock()
    const account = await accounts.byLoginName(db, loginName)
    if (!account || (account.state !== 'active' && account.state !== 'must_change')) return
    const { address: to, isConfirmed } = await confirmations.workMail(db, ring, account.personId)
    if (!isConfirmed) return
    const made = await db.transaction(async tx => {
      // whoever asks at the same moment waits, and then finds the letter
      await accounts.hold(tx, account.id)
      if (await recoveries.hasNewLetter(tx, account.id, now)) return undefined
      const made = await recoveries.byLink(tx, ring, { accountId: account.id, kind: 'mail' }, now)
      const by = { accountId: null, role: null, agencyId: null, requestId }
      await events.add(tx, { what: 'recovery.mail-asked', about: account.id, by, at: now })
      return made
    })
    if (!made) return
    const t = speak(account.language ?? 'zh-TW')
    const url = `${config.baseUrl}/recovery/mail/link?token=${made.token}`
    const text = [t('recovery.mail.asked'), url, t('recovery.mail.otherwise')].join('\n\n')
    let isSent = false
    try {
      const sent = await sendMail?.({ to, subject: t('recovery.mail.subject'), text })
      if (sent === 'unreachable') await unreachableMail.tell(db, ring, account.personId, now)
      isSent = sent !== 'unreachable'
    } finally {
      // a link that nobody has keeps no letter back
      if (!isSent) await recoveries.endOne(db, made.id, clock())
    }
  }

  return { form, ask }
}
