import { eq } from 'drizzle-orm'
import t from 'tap'
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
import { startApp, visitor } from '../../support/app/app.ts'
import { errorsIn } from '../../support/app/pages.ts'
import { bindCard, linCard } from '../../support/card/cards.ts'
import { sendByPages } from '../../support/correction/by-pages.ts'
import { addPerson, openTo, signIn } from '../../support/person/people.ts'
import { activationCode, addSchool } from '../../support/person/school.ts'
import { answeredBy, bindHealthCard, verifierOf } from '../../support/ways/health-card.ts'
import { healthPeople, startHealthDesk, type HealthEntry } from '../../support/ways/health-desk.ts'

const desk = await startHealthDesk(t)
const { lin, chen } = healthPeople
const reissued: HealthEntry = { ...lin, cardNumber: '990000009999' }

async function school(t: Parameters<typeof startApp>[0], asked: Parameters<typeof addPerson>[2] = {}) {
  const started = await startApp(t, {}, { healthCards: verifierOf(desk) })
  const people = await addSchool(started.deps, asked)
  const browser = visitor(started.app)
  return { ...started, ...people, browser }
}

type Browser = ReturnType<typeof visitor>

/** Reads the card where a page asks for it, and sends the form. */
async function useCard(browser: Browser, entry: HealthEntry, url: string, action = url) {
  const page = await browser.get(url)
  return browser.post(action, await answeredBy(desk, entry, page, action))
}

const signInByCard = (browser: Browser, entry = lin) => useCard(browser, entry, '/sign-in', '/sign-in/health-card')

t.test('a person registers the card, names it, signs in with it, and removes it', async t => {
  const { app, browser, deps, teacher } = await school(t)
  await signIn(browser, teacher)
  t.match((await browser.get('/account')).body, '還沒有登記健保卡')
  const registered = await useCard(browser, lin, '/account/health-cards/new')
  t.equal(registered.headers.location, '/account')
  const [card] = await deps.db.select().from(healthCards)
  t.match(card, { accountId: teacher.accountId, boundAt: deps.clock(), retiredAt: null })
  t.notMatch(JSON.stringify(card), lin.cardNumber)
  t.match(await deps.db.select().from(events).where(eq(events.what, 'account.health-card-added')), [
    { about: teacher.accountId, byAccountId: teacher.accountId },
  ])
  t.match(await deps.db.select().from(notices), [{ text: 'notice.account.health-card-added' }])
  t.equal((await useCard(browser, lin, '/account/health-cards/new')).statusCode, 303, 'once more changes nothing')
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
  const { browser, deps, teacher, officer } = await school(t)
  await signIn(browser, teacher)
  const foreign = await useCard(browser, chen, '/account/health-cards/new')
  t.equal(foreign.statusCode, 422)
  t.match(errorsIn(foreign), ['和這個帳號的人事資料不一樣'])
  await bindHealthCard(deps, officer.accountId, lin)
  t.match(errorsIn(await useCard(browser, lin, '/account/health-cards/new')), ['登記在別的帳號'])
  t.equal((await deps.db.select().from(healthCards)).length, 1)
})

t.test('a card is registered and removed only with a fresh proof', async t => {
  const { browser, setClock, teacher, deps } = await school(t)
  await signIn(browser, teacher)
  const id = await bindHealthCard(deps, teacher.accountId, lin)
  const page = await browser.get('/account/health-cards/new')
  const answer = await answeredBy(desk, lin, page, '/account/health-cards/new')
  setClock(new Date('2026-11-23T06:11:00Z'))
  t.match((await browser.get('/account/health-cards/new')).headers.location, /^\/proof/)
  t.match((await browser.post(`/account/health-cards/${id}/removal`)).headers.location, /^\/proof/)
  setClock(new Date('2026-11-23T06:31:00Z'))
  t.not((await browser.post('/account/health-cards/new', answer)).headers.location, '/account')
  t.match(await deps.db.select().from(healthCards), [{ retiredAt: null }])
})

t.test('a new card of the same person takes the place of the old one', async t => {
  const { app, browser, deps, teacher } = await school(t)
  const old = await bindHealthCard(deps, teacher.accountId, reissued)
  t.match(errorsIn(await signInByCard(visitor(app))), ['應該是換發的新卡'])
  await signIn(browser, teacher)
  t.equal((await useCard(browser, lin, '/account/health-cards/new')).statusCode, 303)
  const [kept, gone] = await deps.db.select().from(healthCards).orderBy(healthCards.retiredAt)
  t.match(
    [kept, gone].find(card => card?.id === old),
    { retireReason: 'renewed', retiredAt: deps.clock() },
  )
  t.equal((await signInByCard(visitor(app))).statusCode, 303)
})

t.test('with code, name and number, a card activates the account', async t => {
  const { app, browser, deps, teacher } = await school(t, { state: 'invited', password: null })
  const claim = { code: await activationCode(deps, teacher), name: teacher.name, last_four: '6781' }
  await browser.get('/activation')
  await browser.post('/activation', claim)
  const foreign = await useCard(browser, chen, '/activation/way', '/activation/health-card')
  t.equal(foreign.statusCode, 422)
  t.match(errorsIn(foreign), ['和這個帳號的人事資料不一樣'])
  const done = await useCard(browser, lin, '/activation/way', '/activation/health-card')
  t.equal(done.headers.location, '/')
  t.match(await deps.db.select().from(accounts).where(eq(accounts.id, teacher.accountId)), [{ state: 'active' }])
  t.match(await deps.db.select().from(signIns), [{ way: 'activation', outcome: 'ok' }])
  t.match((await deps.db.select().from(sessions))[0]?.data, { way: 'health_card' })
  t.match(await deps.db.select().from(notices), [{ text: 'notice.activated-by-health_card' }])
  t.match((await browser.get('/inbox')).body, '登入方式是健保卡')
  t.equal((await signInByCard(visitor(app))).statusCode, 303)
})

t.test('who has a health card alone proves with it, and sends a correction that is not signed', async t => {
  const { browser, deps, setClock, teacher } = await school(t, { password: null })
  const id = await bindHealthCard(deps, teacher.accountId, lin)
  t.equal((await signInByCard(browser)).statusCode, 303)
  t.equal((await browser.post(`/account/health-cards/${id}/removal`)).statusCode, 403, 'no form of a page yet')
  await bindCard(deps, teacher.accountId, { holder: linCard, signing: { certificate: Buffer.from('a certificate') } })
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
  const answer = await answeredBy(desk, lin, proof, '/proof/health-card')
  t.match(errorsIn(await browser.post('/proof/health-card', { ...answer, registered_password: 'x' })), ['密碼不對'])
  const proved = await useCard(browser, lin, '/proof?next=/corrections', '/proof/health-card')
  t.equal(proved.headers.location, '/corrections')
  t.match(errorsIn(await useCard(browser, chen, '/proof', '/proof/health-card')), ['不是您登記的健保卡'])

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
  const { app, deps, teacher, officer } = await school(t)
  const id = await bindHealthCard(deps, teacher.accountId, lin)
  const hr = visitor(app)
  await signIn(hr, officer)
  await openTo(deps, officer, teacher.personId)
  const page = `/people/${teacher.personId}/account`
  t.match((await hr.get(page)).body, '健保卡')
  t.equal((await hr.post(`${page}/health-cards/${officer.personId}/removal`)).statusCode, 404)
  t.equal((await hr.post(`${page}/health-cards/${id}/removal`)).headers.location, page)
  t.match(await deps.db.select().from(healthCards), [{ retireReason: 'blocked-by-hr' }])
  t.match(await deps.db.select().from(events).where(eq(events.what, 'account.health-card-blocked')), [
    { about: teacher.accountId, byAccountId: officer.accountId },
  ])
  t.match(errorsIn(await signInByCard(visitor(app))), ['還沒有登記'])
  const own = visitor(app)
  await signIn(own, teacher)
  t.equal((await own.post(`${page}/health-cards/${id}/removal`)).statusCode, 403)
  await own.get('/account')
  t.equal((await own.post(`${page}/health-cards/${id}/removal`)).statusCode, 404)
})

t.test('a health card counts as two factors: HR comes in without an app', async t => {
  const { app, browser, deps, officer } = await school(t)
  deps.config.asksSecondFactor = true
  await bindHealthCard(deps, officer.accountId, chen)
  await signInByCard(browser, chen)
  t.equal((await browser.get('/')).statusCode, 200)
  const other = visitor(app)
  await signIn(other, officer)
  t.equal((await other.get('/')).headers.location, '/account/second-factor')
})
