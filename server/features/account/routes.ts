import type { FastifyInstance } from 'fastify'
import { nameOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { cardEndPages } from './card-end.ts'
import { boundWayPages, ofBoundWay } from './bound-way.ts'
import { cardPages } from './cards.ts'
import { healthCardPages } from './health-cards.ts'
import { historyPages } from './history.ts'
import { lockPages } from './lock.ts'
import { mailAddressPages } from './mail-address.ts'
import { notMePages } from './not-me.ts'
import { accountPage } from './page.ts'
import { passkeyPages } from './passkeys.ts'
import { passwordPages } from './password.ts'
import { phonePages } from './phones.ts'
import { secondFactorPages } from './second-factor.ts'
import { pageOf, sessionPages } from './sessions.ts'

const ofAccount = { pressed: 'proof.pressed.account' } as const
// a new card or phone shows the ID number of its owner, and what ends something opens no door
const plain = { strong: 'not-asked' } as const
const fresh = { config: { proof: 'fresh', ...plain } } as const
const freshAtPage = { config: { proof: 'fresh-at-page', ...plain, ...ofAccount } } as const
const waysIn = { strong: 'ways-in' } as const
const freshForWays = { config: { proof: 'fresh', ...waysIn } } as const
const atPageForWays = { config: { proof: 'fresh-at-page', ...waysIn, ...ofAccount } } as const
const removalAt = (page: string) =>
  ({ config: { proof: 'fresh', ...plain, page, pressed: 'proof.pressed.removal' } }) as const

/** What belongs to the account and not to the record: ways in, sessions, the history of sign-ins, language, contact. */
export default async function account(app: FastifyInstance, deps: Deps) {
  nameOnly(app, 'owner')

  app.get('/account', async (request, reply) => accountPage(request, reply, deps))
  app.get('/account/sign-ins', historyPages(deps).list)

  const cardEnd = cardEndPages(deps)
  app.get('/account/card-end', cardEnd.show)
  app.post('/account/card-end', cardEnd.acknowledge)

  const cards = cardPages(deps)
  app.get('/account/cards/new', fresh, cards.newForm)
  app.post('/account/cards/new', freshAtPage, cards.add)

  if (deps.phone) {
    const phones = phonePages(deps)
    const atNewPhone = {
      config: { proof: 'fresh-at-page', ...plain, page: '/account/phones/new', ...ofAccount },
    } as const
    app.get('/account/phones/new', fresh, phones.newForm)
    app.post('/account/phones/new', freshAtPage, phones.ask)
    app.post('/account/phones/new/enrolment', atNewPhone, phones.enrolment)
    app.get('/account/phones/:id', phones.answer)
  }

  if (deps.healthCards) {
    const healthCards = healthCardPages(deps)
    app.get('/account/health-cards/new', fresh, healthCards.newForm)
    app.post('/account/health-cards/new', freshAtPage, healthCards.add)
  }

  const passkeys = passkeyPages(deps)
  app.get('/account/passkeys/new', freshForWays, passkeys.newForm)
  app.post('/account/passkeys/new', atPageForWays, passkeys.add)

  const boundWay = boundWayPages(deps)
  app.register(async one => {
    ofBoundWay(one, deps, ['card', 'phone'])
    one.get('/account/cards/:id', boundWay.show)
    one.post('/account/cards/:id', boundWay.rename)
    one.post('/account/cards/:id/removal', removalAt('/account/cards/:id'), boundWay.remove)
  })
  app.register(async one => {
    ofBoundWay(one, deps, ['health_card'])
    one.get('/account/health-cards/:id', boundWay.show)
    one.post('/account/health-cards/:id', boundWay.rename)
    one.post('/account/health-cards/:id/removal', removalAt('/account/health-cards/:id'), boundWay.remove)
  })
  app.register(async one => {
    ofBoundWay(one, deps, ['passkey'])
    one.get('/account/passkeys/:id', boundWay.show)
    one.post('/account/passkeys/:id', boundWay.rename)
    one.post('/account/passkeys/:id/removal', removalAt('/account/passkeys/:id'), boundWay.remove)
  })

  const password = passwordPages(deps)
  app.get('/account/password', { ...freshForWays, preHandler: password.toChangeIt }, password.form)
  app.post('/account/password', atPageForWays, password.add)

  const sessions = sessionPages(deps)
  const ofSession = { proof: 'fresh', ...plain, page: pageOf(({ query }) => query) } as const
  app.get('/account/sessions/end', { config: ofSession }, sessions.ask)
  const ofEnd = { page: pageOf(({ body }) => body), pressed: 'proof.pressed.sessions-end' } as const
  const ending = { proof: 'fresh', ...plain, ...ofEnd } as const
  app.post('/account/sessions/end', { config: ending }, sessions.end)

  const notMe = notMePages(deps)
  // whoever was in may have set up an app of their own: the owner shall not need it
  app.get('/account/not-me', fresh, notMe.form)
  app.post('/account/not-me', freshAtPage, notMe.save)

  const lock = lockPages(deps)
  app.get('/account/lock', fresh, lock.form)
  app.post('/account/lock', { config: { proof: 'fresh-at-page', ...plain, pressed: 'proof.pressed.lock' } }, lock.lock)

  const secondFactor = secondFactorPages(deps)
  const ofFactor = { page: '/account/second-factor', ...waysIn, ...ofAccount } as const
  const atSecondFactor = { config: { proof: 'fresh', ...ofFactor } } as const
  const atApp = { config: { proof: 'fresh-at-page', ...ofFactor } } as const
  app.get('/account/second-factor', secondFactor.show)
  app.post('/account/second-factor/app', atSecondFactor, secondFactor.beginApp)
  // or whoever sits at another session would know the secret before it is in force
  app.get('/account/second-factor/app', { config: ofFactor }, secondFactor.app)
  app.post('/account/second-factor/app/code', atApp, secondFactor.confirmApp)
  app.post('/account/second-factor/spare-codes', atSecondFactor, secondFactor.makeSpareCodes)
  app.post('/account/second-factor/removal', atSecondFactor, secondFactor.removeApp)

  if (deps.sendMail) {
    // a confirmed address is a way back
    const atAccount = { config: { proof: 'fresh', ...waysIn, page: '/account', ...ofAccount } } as const
    app.post('/account/mail-confirmation', atAccount, mailAddressPages(deps).confirm)
  }
}
