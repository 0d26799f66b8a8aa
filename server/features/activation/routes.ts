import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../web/deps.ts'
import { cardPages } from './by-card.ts'
import { codePages } from './by-code.ts'
import { healthCardPages } from './by-health-card.ts'
import { linkPages } from './by-link.ts'
import { passwordPages } from './by-password.ts'
import { phonePages } from './by-phone.ts'
import { cardAlonePages } from './card-alone.ts'
import { healthCardAlonePages } from './health-card-alone.ts'
import { phoneAlonePages } from './phone-alone.ts'

/**
 * The first time: a code from HR, name and number, then a way to sign in from then on; or that way alone, where it
 * proves who one is.
 */
export default async function activation(app: FastifyInstance, deps: Deps) {
  const code = codePages(deps)
  app.get('/activation', code.form)
  app.post('/activation', code.claim)
  app.get('/activation/way', code.choose)

  const link = linkPages(deps)
  app.get('/activation/mail/link', link.open)
  app.get('/activation/mail', link.form)
  app.post('/activation/mail', link.claim)

  app.post('/activation/card', cardPages(deps).answer)
  app.post('/activation/password', passwordPages(deps).choose)
  app.post('/activation/without-code/card', cardAlonePages(deps).answer)
  if (deps.healthCards) {
    app.post('/activation/health-card', healthCardPages(deps).answer)
    app.post('/activation/without-code/health-card', healthCardAlonePages(deps).answer)
  }
  if (deps.phone) {
    const phone = phonePages(deps)
    app.post('/activation/phone', phone.ask)
    app.get('/activation/phone/:id', phone.answer)
    const alone = phoneAlonePages(deps)
    app.post('/activation/without-code/phone', alone.ask)
    app.get('/activation/without-code/phone/:id', alone.answer)
  }
}
