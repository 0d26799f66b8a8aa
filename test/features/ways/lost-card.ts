import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import {
  events,
  healthCards,
  notices,
  recoveries,
  secondFactors,
  sessions,
  spareCodes,
} from '../../../server/store/schema.ts'
import * as credentials from '../../../server/store/ways/credentials.ts'
import * as second from '../../../server/store/ways/second-factors.ts'
import { startApp, visitor, type Browser } from '../../support/app/app.ts'
import { bindCard, linHolder, signedBy, testCa } from '../../support/card/cards.ts'
import { addAgency, addPerson, goodPassword, openTo, signIn } from '../../support/person/people.ts'
import { enter, startSchool, type Asked } from '../../support/person/school.ts'
import { device } from '../../support/ways/authenticator.ts'
import { bindHealthCard } from '../../support/ways/health-card.ts'
import { phonePeople } from '../../support/ways/phone-desk.ts'
import { bindPhone } from '../../support/ways/phone.ts'

const ca = await testCa(t)
const linCard = await ca.card(linHolder)
const successor = await ca.card({ ...linHolder, serialNumber: '0000000099900077', cardNumber: 'TP99000000000077' })
const heron = { new_password: 'a blue heron stands', again: 'a blue heron stands' }

async function withThief(t: Test, asked: Asked = {}) {
  const school = await startSchool(t, ['lin', 'chen'], { ca, lin: asked })
  const { app, deps, lin, chen } = school
  await bindCard(deps, lin.accountId, linCard)
  const thief = visitor(app, '203.0.113.66')
  const byCard = async (one: Browser, card = linCard) =>
    one.post('/sign-in/card', signedBy(card, (await one.get('/sign-in')).body))
  const isIn = async (one: Browser) => (await one.get('/account')).statusCode === 200
  await openTo(deps, chen, lin.personId)
  const path = `/people/${lin.personId}/account`
  const cardIn = ({ body }: { body: string }) => /account\/cards\/([0-9a-f-]{36})/.exec(body)?.[1] ?? ''
  /** HR takes the first card away. */
  async function block() {
    await enter(chen)
    const page = await chen.get(path)
    await chen.post(`${path}/cards/${cardIn(page)}/removal`)
    return page
  }
  return { ...school, thief, byCard, isIn, path, cardIn, block }
}

t.test('when HR blocks a lost card, whoever is in anywhere is out at once, and reads so', async t => {
  const { browser, thief, lin, deps, byCard, isIn, block } = await withThief(t)
  await byCard(thief)
  await signIn(browser, lin)
  t.match([await isIn(thief), await isIn(browser)], [true, true])
  t.match((await block()).body, '所有登入會立即結束')
  t.match([await isIn(thief), await isIn(browser)], [false, false])
  t.match(await deps.db.select().from(events).where(eq(events.what, 'account.card-blocked')), [
    { details: { ended: 2 } },
  ])
  await signIn(browser, lin)
  t.match((await browser.get('/inbox')).body, '所有登入都結束了')
})

t.test('who removes a lost card ends the sign-ins by card elsewhere, and no others', async t => {
  const { app, browser, thief, lin, deps, byCard, isIn, cardIn } = await withThief(t)
  const office = visitor(app, '203.0.113.21')
  await byCard(thief)
  await signIn(office, lin)
  await signIn(browser, lin)
  const card = `/account/cards/${cardIn(await browser.get('/account'))}`
  t.match((await browser.get(card)).body, '其他裝置上用卡片或手機憑證的登入也會立即結束')
  await browser.post(`${card}/removal`)
  t.same([await isIn(thief), await isIn(office), await isIn(browser)], [false, true, true])
  t.match(await deps.db.select().from(events).where(eq(events.what, 'account.card-removed')), [
    { details: { ended: 1 } },
  ])
})

t.test('the same holds for a health card and a passkey, and who removes one stays in', async t => {
  const { app, browser, lin, deps, byCard, isIn } = await withThief(t)
  const ways = ['health_card', 'passkey'] as const
  await bindHealthCard(deps, lin.accountId, { cardNumber: '990000000001' })
  await byCard(browser)
  const phone = device()
  await browser.post('/account/passkeys/new', phone.make((await browser.get('/account/passkeys/new')).body))
  const elsewhere = visitor(app, '203.0.113.66')
  await elsewhere.post('/sign-in/passkey', { ...phone.use((await elsewhere.get('/sign-in')).body), next: '/sign-out' })
  t.equal(await isIn(elsewhere), true)
  const page = (await browser.get('/account')).body
  for (const kind of ['health-cards', 'passkeys'] as const) {
    const one = new RegExp(`/account/${kind}/[0-9a-f-]{36}`).exec(page)?.[0] ?? ''
    t.match((await browser.get(one)).body, '其他裝置上')
    t.equal((await browser.post(`${one}/removal`)).statusCode, 303)
  }
  t.equal(await isIn(elsewhere), false)
  t.equal(await isIn(browser), true)
  t.same(
    (await deps.db.select().from(sessions)).filter(({ data }) => ways.includes((data as { way: never }).way)),
    [],
  )
})

t.test('a way back that a lost card proved a moment ago is worth nothing once the card is gone', async t => {
  const { browser, thief, lin, deps, cardIn } = await withThief(t)
  await thief.post('/recovery/card', signedBy(linCard, (await thief.get('/recovery/card')).body))
  t.equal((await thief.get('/recovery/new-password')).statusCode, 200)
  await signIn(browser, lin)
  const card = `/account/cards/${cardIn(await browser.get('/account'))}`
  await browser.get(card)
  await browser.post(`${card}/removal`)
  t.equal((await thief.get('/recovery/new-password')).headers.location, '/recovery')
  t.match(await deps.db.select().from(recoveries), [{ kind: 'card', usedAt: null }])
})

t.test('cards of the past are listed with the day and the reason, to their owner and to HR', async t => {
  const { browser, lin, deps, block, chen, path } = await withThief(t)
  await signIn(browser, lin)
  t.notMatch((await browser.get('/account')).body, '以前的卡片')
  await block()
  await bindHealthCard(deps, lin.accountId, { cardNumber: '990000000001' })
  await bindHealthCard(deps, lin.accountId, { cardNumber: '990000000002' })
  await signIn(browser, lin)
  const past = (body: string) => /以前的卡片[^]*?<\/table>/.exec(body)?.[0].replace(/<[^>]*>|\s+/g, ' ') ?? ''
  for (const { body } of [await browser.get('/account'), await chen.get(path)]) {
    t.match(past(body), /林美華.*民國 115 年 11 月 23 日.*人事室停用/)
    t.match(past(body), /健保卡.*由新卡取代/)
  }
})

t.test('the new card after a blocked one is recognised, and the password registers it', async t => {
  const { browser, lin, byCard, block } = await withThief(t)
  await block()
  t.match((await byCard(browser)).body, '已經從帳號移除、停用')
  t.equal((await byCard(browser, successor)).headers.location, '/sign-in/renewal')
  await browser.get('/sign-in/renewal')
  const right = { login_name: lin.loginName, password: goodPassword }
  t.equal((await browser.post('/sign-in/renewal/password', right)).headers.location, '/account')
  await browser.get('/account')
  await browser.post('/sign-out')
  t.equal((await byCard(browser, successor)).statusCode, 303)
})

t.test('who waits to be activated again is led to the code, whatever card they had', async t => {
  const { browser, byCard } = await withThief(t, { state: 'invited', password: null })
  t.match((await byCard(browser, successor)).body, '這張卡片還沒有登記')
})

t.test('a name written with a dot or a blank is the same name on a new card', async t => {
  const { browser, lin, deps, byCard } = await withThief(t)
  for (const [n, name] of ['林‧美華', '林 美華', '林美華'].entries()) {
    const serialNumber = `000000009990008${n}`
    const next = await ca.card({ ...linHolder, name, serialNumber, cardNumber: `TP9900000000008${n}` })
    t.equal((await byCard(browser, next)).headers.location, '/sign-in/renewal', name)
    await browser.get('/sign-in/renewal')
    await browser.post('/sign-in/renewal/password', { login_name: lin.loginName, password: goodPassword })
    t.match(await credentials.ofAccount(deps.db, lin.accountId), [{ subjectSerial: serialNumber }], name)
    t.equal((await credentials.ofAccount(deps.db, lin.accountId)).length, 1, 'and the one before has retired')
    await browser.get('/account')
    await browser.post('/sign-out')
  }
  const other = await ca.card({ ...linHolder, lastFour: '0000', serialNumber: '0000000099900090' })
  t.match((await byCard(browser, other)).body, '這張卡片還沒有登記', 'with other last four it is another person')
})

t.test('"this was not me" takes app and spare codes away and shows what was added lately', async t => {
  const { browser, thief, lin, deps, setClock } = await withThief(t)
  const { db, ring, clock } = deps
  setClock(new Date('2026-10-01T06:00:00Z'))
  await bindHealthCard(deps, lin.accountId, { cardNumber: '990000000001' })
  setClock(new Date('2026-11-23T06:00:00Z'))
  await bindPhone(deps, lin.accountId, { ...phonePeople.lin, name: '林美華' })
  await signIn(browser, lin)
  await second.begin(db, ring, lin.accountId, 'JBSWY3DPEHPK3PXP', clock())
  const totp = await second.totpOf(db, ring, lin.accountId)
  await second.use(db, totp?.id ?? '', 1, clock())
  await second.makeSpareCodes(db, ring, lin.accountId)
  await thief.post('/recovery/card', signedBy(linCard, (await thief.get('/recovery/card')).body))

  await browser.get('/account/not-me')
  const short = await browser.post('/account/not-me', { new_password: 'short', again: 'short' })
  t.equal(short.statusCode, 422)
  t.equal((await db.select().from(secondFactors)).length, 1, 'nothing is done by halves')
  const done = await browser.post('/account/not-me', heron)
  t.equal(done.statusCode, 200)
  t.same(await db.select().from(secondFactors), [])
  t.same(await db.select().from(spareCodes), [])
  const told = await db.select().from(notices).where(eq(notices.accountId, lin.accountId))
  t.ok(
    told.some(({ text }) => text === 'notice.account.password-changed'),
    'or whoever knew the password did it unseen',
  )
  const lately = done.body.match(/href="\/account\/(cards|health-cards)\/[0-9a-f-]{36}#removal"/g) ?? []
  t.equal(lately.length, 2, 'the card and the phone, and not what was there long before')
  t.equal((await db.select().from(healthCards)).length, 1)
  t.equal((await thief.get('/recovery/new-password')).headers.location, '/recovery', 'a way back that was open is shut')
  t.equal((await signIn(thief, lin)).statusCode, 422, 'the old password is worth nothing from this moment on')
  await signIn(thief, lin, heron.new_password)
  t.equal((await thief.get('/account')).statusCode, 200)
})

t.test('HR who came by password sets up a second factor again after "this was not me"', async t => {
  const started = await startApp(t, { asksSecondFactor: true })
  const { app, deps } = started
  const chen = await addPerson(deps, await addAgency(deps), { roles: ['hr_officer'] })
  await second.begin(deps.db, deps.ring, chen.accountId, 'JBSWY3DPEHPK3PXP', deps.clock())
  const browser = visitor(app)
  await signIn(browser, chen)
  const totp = await second.totpOf(deps.db, deps.ring, chen.accountId)
  await second.use(deps.db, totp?.id ?? '', 1, deps.clock())
  t.equal((await browser.get('/account')).statusCode, 200)
  await browser.get('/account/not-me')
  await browser.post('/account/not-me', heron)
  t.equal((await browser.get('/account')).headers.location, '/account/second-factor')
})

t.test('a way that this installation does not offer is no other way in', async t => {
  const { browser, lin, deps, byCard, cardIn } = await withThief(t, { password: null })
  await bindPhone(deps, lin.accountId, { ...phonePeople.lin, name: '林美華' })
  await bindHealthCard(deps, lin.accountId, { cardNumber: '990000000001' })
  await byCard(browser)
  const page = await browser.get('/account')
  const cards = await credentials.ofAccount(deps.db, lin.accountId)
  const card = cards.find(({ kind }) => kind === 'citizen_card')?.id ?? cardIn(page)
  t.match((await browser.get(`/account/cards/${card}`)).body, '這是唯一能登入的方式')
  t.equal((await browser.post(`/account/cards/${card}/removal`)).statusCode, 409)
  const phone = cards.find(({ kind }) => kind === 'phone')?.id ?? ''
  await browser.get(`/account/cards/${phone}`)
  t.equal((await browser.post(`/account/cards/${phone}/removal`)).statusCode, 303, 'but it can go itself')
})
