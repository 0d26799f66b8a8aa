import type { FastifyInstance } from 'fastify'
import { rpIdOf } from '../../domain/ways/passkey.ts'
import { endSession } from '../../web/access/session.ts'
import { requireSignIn, safePath } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import byCard from './by-card.ts'
import byHealthCard from './by-health-card.ts'
import byPasskey from './by-passkey.ts'
import byPassword from './by-password.ts'
import byPhone from './by-phone.ts'
import newPassword from './new-password.ts'
import { signInPage } from './page.ts'
import proof from './proof/proof.ts'
import renewal from './renewal/renewal.ts'
import renewalStep from './renewal/step.ts'
import secondFactor from './second-factor.ts'
import session from './session.ts'

/** Ways in and out, and what belongs to a session. */
export default async function signIn(app: FastifyInstance, deps: Deps) {
  app.get<{ Querystring: { next?: string } }>('/sign-in', async (request, reply) =>
    request.actor ? reply.seeOther(safePath(request.query.next)) : signInPage(request, reply, deps, {}),
  )

  app.register(byCard, deps)
  app.register(byPassword, deps)
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
