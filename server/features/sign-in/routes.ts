import type { FastifyInstance } from 'fastify'
import { rpIdOf } from '../../domain/ways/passkey.ts'
import { rememberRenewal } from '../../web/access/pending-renewal.ts'
import { endSession } from '../../web/access/session.ts'
import { passwordPath, requireSignIn, safePath } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import { byCard } from './by-card.ts'
import byHealthCard from './by-health-card.ts'
import byPasskey from './by-passkey.ts'
import { byPassword } from './by-password.ts'
import byPhone from './by-phone.ts'
import { enter } from './enter.ts'
import { countFailure } from './failure.ts'
import newPassword from './new-password.ts'
import { signInPage } from './page.ts'
import proof from './proof/proof.ts'
import renewal, { renewalPath } from './renewal/renewal.ts'
import renewalStep from './renewal/step.ts'
import secondFactor, { rememberHalf, secondPath } from './second-factor.ts'
import session from './session.ts'

/** Once somebody is signed in, the agency card that was refused alone is asked for; then they go on. */
const withAgencyCard = (next: unknown) => `/agency-card?next=${encodeURIComponent(safePath(next))}`

/** Ways in and out, and what belongs to a session. */
export default async function signIn(app: FastifyInstance, deps: Deps) {
  app.get<{ Querystring: { next?: string } }>('/sign-in', async (request, reply) =>
    request.actor ? reply.seeOther(safePath(request.query.next)) : signInPage(request, reply, deps, {}),
  )

  app.post('/sign-in/card', async (request, reply) => {
    const { next } = rawForm(request.body)
    const judged = await byCard(request, deps)
    if (!judged.ok && judged.renewal) {
      rememberRenewal(reply, deps, judged.renewal)
      return reply.seeOther(renewalPath)
    }
    if (!judged.ok) {
      await countFailure(request, deps, { text: judged.why, holes: judged.holes })
      const field = judged.why === 'card.refused.not-bound' ? 'register-card' : 'card-pin'
      const errors = [{ field, text: judged.why, holes: judged.holes }]
      const isAgency = judged.why === 'agency-card.refused.alone'
      return signInPage(request, reply.code(422), deps, { errors, next: isAgency ? withAgencyCard(next) : next })
    }
    const mustChange = judged.account.state === 'must_change'
    await enter(request, reply, deps, { accountId: judged.account.id, way: 'card' })
    return reply.seeOther(mustChange ? passwordPath : safePath(next))
  })

  app.post('/sign-in/password', async (request, reply) => {
    const { login_name: loginName = '', password = '', next } = rawForm(request.body)
    const form = { login_name: loginName }
    const judged = await byPassword(request, reply, deps, { loginName, password, purpose: 'sign-in' })
    if (!judged.ok) {
      const errors = [{ field: 'password', text: judged.why, holes: judged.holes }]
      await countFailure(request, deps, { text: judged.why })
      reply.code(judged.until ? 429 : 422)
      return signInPage(request, reply, deps, { form, errors, next })
    }
    if (judged.needsSecond) {
      rememberHalf(reply, deps, judged.account)
      return reply.seeOther(secondPath(safePath(next)))
    }
    await enter(request, reply, deps, { accountId: judged.account.id, way: 'password' })
    const mustChange = judged.account.state === 'must_change'
    return reply.seeOther(mustChange ? passwordPath : safePath(next))
  })

  if (deps.healthCards) app.register(byHealthCard, deps)
  if (deps.phone) app.register(byPhone, deps)
  if (rpIdOf(deps.config.baseUrl)) app.register(byPasskey, deps)

  app.get('/sign-out', async (request, reply) =>
    request.actor ? reply.page('sign-in/sign-out') : reply.seeOther('/sign-in'),
  )

  app.post('/sign-out', async (request, reply) => {
    await endSession(request, reply)
    return reply.seeOther('/sign-in')
  })

  app.register(secondFactor, deps)
  app.register(renewal, deps)
  app.register(async signedIn => {
    requireSignIn(signedIn, deps)
    for (const part of [session, proof, newPassword, renewalStep]) await part(signedIn, deps)
  })
}
