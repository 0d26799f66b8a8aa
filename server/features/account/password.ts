import type { FastifyReply, FastifyRequest } from 'fastify'
import * as accounts from '../../store/account/accounts.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import { readLogin } from '../../ways/chosen-password.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, passwordPath } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { tellChange } from './change.ts'

/** A first password for an account that only a card opens. */
export function passwordPages(deps: Deps) {
  const { db, clock } = deps

  const form: Handler = async (request, reply) => {
    const account = await accounts.find(db, actorOf(request).accountId)
    return reply.page('account/password', { form: { login_name: account?.loginName ?? '' } })
  }

  const add: Handler = async (request, reply) => {
    const { accountId, personId } = actorOf(request)
    const now = clock()
    const read = await readLogin(request, deps, { accountId, personId }, rawForm(request.body))
    if (!read.ok) return reply.code(read.status).page('account/password', read)

    const { loginName, passwordHash } = read
    const keep = async (tx: Deps['db']) => {
      const { passwordHash: known } = await accounts.hold(tx, accountId)
      if (known) return { ok: false as const, why: 'account.refused.has-password' as const }
      const named = await accounts.setLoginName(tx, accountId, loginName)
      if (!named.ok) return named
      await accounts.setPassword(tx, accountId, passwordHash, now)
      await tellChange(tx, request, 'password-added', now)
      return named
    }
    const kept = await once(
      request,
      deps,
      tx => allOrNothing(tx, keep),
      done => (done.ok ? '/account' : null),
    )
    if (kept.ok) return reply.seeOther('/account', 'said.password-added')
    const errors: FieldError[] = [{ field: 'login_name', text: kept.why }]
    return reply.code(422).page('account/password', { form: { login_name: loginName }, errors })
  }

  /** Somebody who has a password changes it elsewhere. */
  async function toChangeIt(request: FastifyRequest, reply: FastifyReply) {
    const account = await accounts.find(db, actorOf(request).accountId)
    if (account?.passwordHash) return reply.seeOther(passwordPath)
  }

  return { toChangeIt, form, add }
}
