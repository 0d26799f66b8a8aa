import type { FastifyInstance } from 'fastify'
import { slugs, waysFor } from '../../domain/way.ts'
import { rpIdOf } from '../../domain/ways/passkey.ts'
import { nameOnly } from '../../web/access/permitted.ts'
import { endSession } from '../../web/access/session.ts'
import { requireSignIn } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { safePath } from '../../web/own-path.ts'
import { cardSignIn } from './by-card.ts'
import { healthCardSignIn } from './by-health-card.ts'
import { passkeySignIn } from './by-passkey.ts'
import { passwordSignIn } from './by-password.ts'
import { phoneSignIn } from './by-phone.ts'
import { newPasswordPages } from './new-password.ts'
import { signInPage } from './page.ts'
import { proofPages } from './proof/proof.ts'
import { renewalPages } from './renewal/renewal.ts'
import { renewalStepPages } from './renewal/step.ts'
import { secondFactorPages } from './second-factor.ts'
import { sessionPages } from './session.ts'

/** Ways in and out, and what belongs to a session. */
export default async function signIn(app: FastifyInstance, deps: Deps) {
  app.get<{ Querystring: { next?: string } }>('/sign-in', async (request, reply) =>
    request.actor ? reply.seeOther(safePath(request.query.next)) : signInPage(request, reply, deps, {}),
  )

  app.post('/sign-in/card', cardSignIn(deps).answer)
  // what waits for its turn is kept in memory: no more than a login name, a password and an address take
  app.post('/sign-in/password', { bodyLimit: 16 * 1024 }, passwordSignIn(deps).answer)
  if (deps.healthCards) app.post('/sign-in/health-card', healthCardSignIn(deps).answer)
  if (deps.phone) {
    const phone = phoneSignIn(deps)
    app.post('/sign-in/phone', phone.ask)
    app.get('/sign-in/phone/:id', phone.answer)
  }
  if (rpIdOf(deps.config.baseUrl)) app.post('/sign-in/passkey', passkeySignIn(deps).answer)

  const session = sessionPages(deps)
  app.get('/session', { config: { isNoUse: true } }, session.show)

  app.get('/sign-out', async (request, reply) =>
    request.actor ? reply.page('sign-in/sign-out') : reply.seeOther('/sign-in'),
  )

  app.post('/sign-out', async (request, reply) => {
    await endSession(request, reply)
    return reply.seeOther('/sign-in', 'said.signed-out')
  })

  const secondFactor = secondFactorPages(deps)
  app.get('/sign-in/second-factor', secondFactor.form)
  app.post('/sign-in/second-factor', secondFactor.byCode)
  app.post('/sign-in/second-factor/passkey', secondFactor.byPasskey)

  const renewal = renewalPages(deps)
  app.get('/sign-in/renewal', renewal.form)
  app.post('/sign-in/renewal/password', renewal.byPassword)
  app.post('/sign-in/renewal/code', renewal.byCode)

  app.register(ofTheSignedIn, deps)
}

async function ofTheSignedIn(app: FastifyInstance, deps: Deps) {
  requireSignIn(app, deps)
  nameOnly(app, 'owner')

  const session = sessionPages(deps)
  app.get('/session/extension', session.extended)
  app.post('/session/extension', session.extend)
  app.post('/acting-agency', session.actFor)
  app.get('/saved-forms/:id', session.savedForm)

  const proof = proofPages(deps)
  app.get('/proof', proof.form)
  for (const way of waysFor.proof.filter(proof.isOffered)) app.post(`/proof/${slugs[way]}`, proof.answer(way))
  if (deps.phone) app.get('/proof/phone/:id', proof.phone)

  const newPassword = newPasswordPages(deps)
  const toChange = { config: { strong: 'ways-in' } } as const
  app.get('/password', toChange, newPassword.form)
  app.post('/password', toChange, newPassword.save)

  const renewal = renewalStepPages(deps)
  app.get('/card-renewal', renewal.form)
  app.post('/card-renewal', renewal.take)
  app.post('/card-renewal/refusal', renewal.refuse)
}
