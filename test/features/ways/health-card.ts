import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import {
  accounts,
  credentials,
  events,
  healthCards,
  notices,
  sessions,
  signatures,
  signIns,
} from '../../../server/store/schema.ts'
import { visitor, type Browser } from '../../support/app/app.ts'
import { errorsIn } from '../../support/app/pages.ts'
import { bindCard, linHolder } from '../../support/card/cards.ts'
import { sendByPages } from '../../support/correction/by-pages.ts'
import { openTo, signIn } from '../../support/person/people.ts'
import { activationCode, startSchool, type Asked } from '../../support/person/school.ts'
import { answeredBy, bindHealthCard, verifierOf } from '../../support/ways/health-card.ts'
import { healthPeople, startHealthDesk, type HealthEntry } from '../../support/ways/health-desk.ts'

const desk = await startHealthDesk(t)
const { lin: linCard, chen: chenCard } = healthPeople
const reissued: HealthEntry = { ...linCard, cardNumber: '990000009999' }

const school = (t: Test, asked: Asked = {}) =>
  startSchool(t, ['lin', 'chen'], { lin: asked, deps: { healthCards: verifierOf(desk) } })

/** Reads the card where a page asks for it, and sends the form. */
async function useCard(browser: Browser, entry: HealthEntry, url: string, action = url) {
  const page = await browser.get(url)
  return browser.post(action, await answeredBy(desk, entry, page, action))
}

const signInByCard = (browser: Browser, entry = linCard) => useCard(browser, entry, '/sign-in', '/sign-in/health-card')

t.test('a person registers the card, names it, signs in with it, and removes it', async t => {
  const { app, browser, deps, lin } = await school(t)
  await signIn(browser, lin)
  t.match((await browser.get('/account')).body, '還沒有登記健保卡')
  const registered = await useCard(browser, linCard, '/account/health-cards/new')
  t.equal(registered.headers.location, '/account')
  const [card] = await deps.db.select().from(healthCards)
  t.match(card, { accountId: lin.accountId, boundAt: deps.clock(), retiredAt: null })
  t.notMatch(JSON.stringify(card), linCard.cardNumber)
  t.match(await deps.db.select().from(events).where(eq(events.what, 'account.health-card-added')), [
    { about: lin.accountId, byAccountId: lin.accountId },
  ])
  t.match(await deps.db.select().from(notices), [{ text: 'notice.account.health-card-added' }])
  t.equal((await useCard(browser, linCard, '/account/health-cards/new')).statusCode, 303, 'once more changes nothing')
  t.equal((await deps.db.select().from(healthCards)).length, 1)

  const own = `/account/health-cards/${card?.id}`
  await browser.get(own)
  t.equal((await browser.post(own, { label: '長'.repeat(31) })).statusCode, 422)
  t.equal((await browser.post(own, { label: '家裡那張' })).statusCode, 303)
  t.match((await browser.get('/account')).body, '家裡那張')
  t.equal((await signInByCard(visitor(app))).statusCode, 303)

  await browser.get(own)
  t.equal((await browser.post(`${own}/removal`)).statusCode, 303)
  t.match(await deps.db.select().from(healthCards), [{ retireReason: 'removed' }])
  t.match((await browser.get('/inbox')).body, '您的帳號移除了健保卡')
  t.equal((await browser.get(own)).statusCode, 404)
})

t.test('a card in whose name somebody else stands is not registered', async t => {
  const { browser, deps, lin, chen } = await school(t)
  await signIn(browser, lin)
  const foreign = await useCard(browser, chenCard, '/account/health-cards/new')
  t.equal(foreign.statusCode, 422)
  t.match(errorsIn(foreign), ['與這個帳號的人事資料不符'])
  await bindHealthCard(deps, chen.accountId, linCard)
  t.match(errorsIn(await useCard(browser, linCard, '/account/health-cards/new')), ['登記在別的帳號'])
  t.equal((await deps.db.select().from(healthCards)).length, 1)
})

t.test('a card is registered and removed only with a fresh proof', async t => {
  const { browser, setClock, lin, deps } = await school(t)
  await signIn(browser, lin)
  const id = await bindHealthCard(deps, lin.accountId, linCard)
  const page = await browser.get('/account/health-cards/new')
  const answer = await answeredBy(desk, linCard, page, '/account/health-cards/new')
  setClock(new Date('2026-11-23T06:11:00Z'))
  t.match((await browser.get('/account/health-cards/new')).headers.location, /^\/proof/)
  t.match((await browser.post(`/account/health-cards/${id}/removal`)).headers.location, /^\/proof/)
  setClock(new Date('2026-11-23T06:31:00Z'))
  t.not((await browser.post('/account/health-cards/new', answer)).headers.location, '/account')
  t.match(await deps.db.select().from(healthCards), [{ retiredAt: null }])
})

t.test('a new card of the same person takes the place of the old one', async t => {
  const { app, browser, deps, lin } = await school(t)
  const old = await bindHealthCard(deps, lin.accountId, reissued)
  t.match(errorsIn(await signInByCard(visitor(app))), ['應該是換發的新卡'])
  await signIn(browser, lin)
  t.equal((await useCard(browser, linCard, '/account/health-cards/new')).statusCode, 303)
  const [kept, gone] = await deps.db.select().from(healthCards).orderBy(healthCards.retiredAt)
  t.match(
    [kept, gone].find(card => card?.id === old),
    { retireReason: 'renewed', retiredAt: deps.clock() },
  )
  t.equal((await signInByCard(visitor(app))).statusCode, 303)
})

t.test('with code, name and number, a card activates the account', async t => {
  const { app, browser, deps, lin } = await school(t, { state: 'invited', password: null })
  const claim = { code: await activationCode(deps, lin), name: lin.name, last_four: '6781' }
  await browser.get('/activation')
  await browser.post('/activation', claim)
  const foreign = await useCard(browser, chenCard, '/activation/way', '/activation/health-card')
  t.equal(foreign.statusCode, 422)
  t.match(errorsIn(foreign), ['與這個帳號的人事資料不符'])
  const done = await useCard(browser, linCard, '/activation/way', '/activation/health-card')
  t.equal(done.headers.location, '/')
  t.match(await deps.db.select().from(accounts).where(eq(accounts.id, lin.accountId)), [{ state: 'active' }])
  t.match(await deps.db.select().from(signIns), [{ way: 'activation', outcome: 'ok' }])
  t.match((await deps.db.select().from(sessions))[0]?.data, { way: 'health_card' })
  t.match(await deps.db.select().from(notices), [{ text: 'notice.activated-by-health_card' }])
  t.match((await browser.get('/inbox')).body, '登入方式是健保卡')
  t.equal((await signInByCard(visitor(app))).statusCode, 303)
})

t.test('who has a health card alone proves with it, and sends a correction that is not signed', async t => {
  const { browser, deps, setClock, lin } = await school(t, { password: null })
  const id = await bindHealthCard(deps, lin.accountId, linCard)
  t.equal((await signInByCard(browser)).statusCode, 303)
  t.equal((await browser.post(`/account/health-cards/${id}/removal`)).statusCode, 403, 'no form of a page yet')
  await bindCard(deps, lin.accountId, { holder: linHolder, signing: { certificate: Buffer.from('a certificate') } })
  const [citizenCard] = await deps.db.select().from(credentials)
  await browser.get('/account')
  const removed = await browser.post(`/account/cards/${citizenCard?.id}/removal`)
  t.equal(removed.headers.location, '/account', 'the health card is another way in')
  await browser.get(`/account/health-cards/${id}`)
  const kept = await browser.post(`/account/health-cards/${id}/removal`)
  t.equal(kept.statusCode, 409)
  t.match(errorsIn(kept), ['唯一能登入的方式'])

  setClock(new Date('2026-11-23T06:15:00Z'))
  await browser.get('/')
  const late = await browser.get('/account/health-cards/new')
  t.equal(late.headers.location, '/proof?next=%2Faccount%2Fhealth-cards%2Fnew')
  const proof = await browser.get('/proof?next=/corrections')
  t.notMatch(proof.body, 'action="/proof/password"')
  t.notMatch(proof.body, 'action="/proof/card"')
  const answer = await answeredBy(desk, linCard, proof, '/proof/health-card')
  t.match(errorsIn(await browser.post('/proof/health-card', { ...answer, registered_password: 'x' })), ['密碼錯誤'])
  const proved = await useCard(browser, linCard, '/proof?next=/corrections', '/proof/health-card')
  t.equal(proved.headers.location, '/corrections')
  t.match(errorsIn(await useCard(browser, chenCard, '/proof', '/proof/health-card')), ['不是您登記的健保卡'])

  await browser.get('/corrections')
  await sendByPages(
    browser,
    'add:skill',
    { row_skill: '急救', row_licence: '初級救護技術員證書' },
    { hasEvidence: true },
  )
  t.match(await deps.db.select().from(signatures), [{ way: 'password', cms: null }])
})

t.test('HR takes a lost card away, and nobody of another school can', async t => {
  const { app, deps, lin, chen } = await school(t)
  const id = await bindHealthCard(deps, lin.accountId, linCard)
  const hr = visitor(app)
  await signIn(hr, chen)
  await openTo(deps, chen, lin.personId)
  const page = `/people/${lin.personId}/account`
  t.match((await hr.get(page)).body, '健保卡')
  t.equal((await hr.post(`${page}/health-cards/${chen.personId}/removal`)).statusCode, 404)
  t.equal((await hr.post(`${page}/health-cards/${id}/removal`)).headers.location, page)
  t.match(await deps.db.select().from(healthCards), [{ retireReason: 'blocked-by-hr' }])
  t.match(await deps.db.select().from(events).where(eq(events.what, 'account.health-card-blocked')), [
    { about: lin.accountId, byAccountId: chen.accountId },
  ])
  t.match(errorsIn(await signInByCard(visitor(app))), ['還沒有登記'])
  const own = visitor(app)
  await signIn(own, lin)
  t.equal((await own.post(`${page}/health-cards/${id}/removal`)).statusCode, 403)
  await own.get('/account')
  t.equal((await own.post(`${page}/health-cards/${id}/removal`)).statusCode, 404)
})

t.test('a health card counts as two factors: HR comes in without an app', async t => {
  const { app, browser, deps, chen } = await school(t)
  deps.config.asksSecondFactor = true
  await bindHealthCard(deps, chen.accountId, chenCard)
  await signInByCard(browser, chenCard)
  t.equal((await browser.get('/')).statusCode, 200)
  const other = visitor(app)
  await signIn(other, chen)
  t.equal((await other.get('/')).headers.location, '/account/second-factor')
})
