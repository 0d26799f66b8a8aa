import type { FastifyReply, FastifyRequest } from 'fastify'
import * as accounts from '../../store/account/accounts.ts'
import * as sessions from '../../store/account/sessions.ts'
import * as events from '../../store/database/events.ts'
import * as notices from '../../store/notice/notices.ts'
import { hashChosen } from '../../ways/chosen-password.ts'
import { provedBeforeTyping, provedRecently } from '../../web/access/proof.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { tryPassword } from './tries.ts'

/** A new password: asked for when somebody else set the old one, or whenever its owner likes. */
export function newPasswordPages(deps: Deps) {
  const { db, clock } = deps

  const form: Handler = async (request, reply) => page(request, reply)

  const save: Handler = async (request, reply) => {
    const { current = '', new_password: typed = '', again = '' } = rawForm(request.body)
    const actor = actorOf(request)
    const now = clock()
    const account = await accounts.find(db, actor.accountId)
    const errors: FieldError[] = []

    if (asksCurrent(request, provedBeforeTyping)) {
      const loginName = account?.loginName ?? ''
      const tried = await tryPassword(request, deps, { loginName, find: async () => account, typed: current })
      if (!tried.ok) {
        if (tried.why === 'busy') {
          return page(request, reply.code(503), [{ field: 'current', text: 'sign-in.refused.busy' }])
        }
        const { holes } = tried.wait
        return page(request, reply.code(429), [{ field: 'current', text: 'activation.refused.wait', holes }])
      }
      if (!tried.isRight) errors.push({ field: 'current', text: 'password.refused.current' })
    }
    const chosen = await hashChosen(
      request,
      deps,
      { ...actor, loginName: account?.loginName ?? '', password: typed, again },
      'new_password',
    )
    if (!chosen.ok) return page(request, reply.code(chosen.status), [...errors, ...chosen.errors])
    if (errors.length > 0) return page(request, reply.code(422), errors)

    const { passwordHash } = chosen
    await db.transaction(async tx => {
      await accounts.setPassword(tx, actor.accountId, passwordHash, now)
      await sessions.endAll(tx, actor.accountId, request.session.sessionId)
      await events.add(tx, {
        what: 'account.password-changed',
        about: actor.accountId,
        by: byOf(request, 'employee'),
        at: now,
      })
      const notice = { text: 'notice.account.password-changed', url: '/account/not-me' } as const
      await notices.tellAccount(tx, actor.accountId, notice, now)
    })
    request.requiredSteps = request.requiredSteps.filter(step => step !== 'password')
    return reply.page('sign-in/password-changed')
  }

  // whoever was sent here has just typed it, unless the screen was left alone since
  const asksCurrent = (request: FastifyRequest, isProved: typeof provedRecently) =>
    !request.requiredSteps.includes('password') || !isProved(request, clock())

  async function page(request: FastifyRequest, reply: FastifyReply, errors: FieldError[] = []) {
    const account = await accounts.find(db, actorOf(request).accountId)
    return reply.page('sign-in/new-password', {
      errors,
      asksCurrent: asksCurrent(request, provedRecently),
      mustChange: account?.state === 'must_change',
      isOver: account?.state !== 'must_change' && request.requiredSteps.includes('password'),
    })
  }

  return { form, save }
}
