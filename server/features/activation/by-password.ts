import { hashOf } from '../../store/account/password-hashes.ts'
import * as pastPasswords from '../../store/account/past-passwords.ts'
import { ownWords } from '../../store/person/own-words.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { begin } from './begin.ts'
import { finish } from './finish.ts'
import { readLogin } from './form.ts'
import { startAgain, wayPage, type Shown } from './pages.ts'
import { pendingActivation } from './pending.ts'

/** A login name and a password after the code. */
export function passwordPages(deps: Deps) {
  const { db, ring, config } = deps

  const choose: Handler = async (request, reply) => {
    const activation = await pendingActivation(request, deps)
    if (!activation) return startAgain(request, reply, deps)
    const refuse = (shown: Shown) => wayPage(request, reply.code(422), deps, activation, shown)
    const { personId, accountId } = activation
    const form = rawForm(request.body)
    const typed = form['login_name'] ?? ''
    const words = await ownWords(db, ring, { personId, loginName: typed, baseUrl: config.baseUrl })
    const read = readLogin(form, words)
    if (!read.ok) return refuse(read)
    const { loginName, password } = read.value
    // an account that comes back after it was closed had passwords before
    if (await pastPasswords.wasUsed(db, accountId, password)) {
      const errors = [{ field: 'password', text: 'password.refused.used-before' as const }]
      return refuse({ form: { login_name: loginName }, errors })
    }
    const login = { loginName, passwordHash: await hashOf(password, accountId) }
    const finished = await finish(request, deps, activation, { way: 'password', login })
    if (!finished.ok) {
      return refuse({ form: { login_name: loginName }, errors: [{ field: 'login_name', text: finished.why }] })
    }
    await begin(request, reply, deps, { accountId, way: 'password' })
    return reply.seeOther('/')
  }

  return { choose }
}
