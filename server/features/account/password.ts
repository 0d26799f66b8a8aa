import type { FastifyInstance } from 'fastify'
import { readLoginName } from '../../domain/login-name.ts'
import { checkPassword } from '../../domain/password.ts'
import * as accounts from '../../store/accounts.ts'
import { allOrNothing } from '../../store/all-or-nothing.ts'
import * as events from '../../store/events.ts'
import * as notices from '../../store/notices.ts'
import { ownWords } from '../../store/own-words.ts'
import { hashOf } from '../../store/password-hashes.ts'
import * as pastPasswords from '../../store/past-passwords.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import { actorOf, byOf, passwordPath, proofFor, provedBeforeTyping, provedLately } from '../../web/signed-in.ts'

const path = '/account/password'

/** A first password for an account that only a card opens. */
export default async function firstPassword(app: FastifyInstance, { db, ring, clock }: Deps) {
  app.get(path, async (request, reply) => {
    const account = await accounts.find(db, actorOf(request).accountId)
    if (account?.passwordHash) return reply.seeOther(passwordPath)
    if (!provedLately(request, clock())) return reply.seeOther(proofFor(path))
    return reply.page('account/password', { form: { login_name: account?.loginName ?? '' } })
  })

  app.post(path, async (request, reply) => {
    const { accountId, personId } = actorOf(request)
    const now = clock()
    if (!provedBeforeTyping(request, now)) return reply.seeOther(proofFor(path))
    const { password = '', again = '', ...form } = rawForm(request.body)
    const loginName = readLoginName(form['login_name'] ?? '')
    const checked = checkPassword(password, [form['login_name'] ?? '', ...(await ownWords(db, ring, personId))])
    const errors: FieldError[] = []
    if (!loginName.ok) errors.push({ field: 'login_name', text: loginName.why })
    if (!checked.ok) errors.push({ field: 'password', text: checked.why })
    else if (password !== again) errors.push({ field: 'again', text: 'password.refused.again' })
    if (errors.length === 0 && (await pastPasswords.wasUsed(db, accountId, password))) {
      errors.push({ field: 'password', text: 'password.refused.used-before' })
    }
    if (!loginName.ok || errors.length > 0) return reply.code(422).page('account/password', { form, errors })

    const passwordHash = await hashOf(password)
    const kept = await allOrNothing(db, async tx => {
      const { passwordHash: known } = await accounts.hold(tx, accountId)
      if (known) return { ok: false as const, why: 'account.refused.has-password' as const }
      const named = await accounts.setLoginName(tx, accountId, loginName.value)
      if (!named.ok) return named
      await accounts.setPassword(tx, accountId, passwordHash, now)
      await events.add(tx, { what: 'account.password-added', about: accountId, by: byOf(request, 'employee'), at: now })
      await notices.tellAccount(tx, accountId, { text: 'notice.account.password-added', url: '/account' }, now)
      return named
    })
    if (kept.ok) return reply.seeOther('/account')
    return reply.code(422).page('account/password', { form, errors: [{ field: 'login_name', text: kept.why }] })
  })
}
