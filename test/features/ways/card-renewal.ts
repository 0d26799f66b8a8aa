import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { remindOfCards } from '../../../server/jobs/accounts.ts'
import * as recoveryCodes from '../../../server/store/person/recovery-codes.ts'
import { cardRenewals, credentials, events, notices } from '../../../server/store/schema.ts'
import * as boundWays from '../../../server/store/ways/bound-ways.ts'
import { visitor } from '../../support/app/app.ts'
import { bindCard, linHolder, signedBy, testCa } from '../../support/card/cards.ts'
import { goodPassword, signIn } from '../../support/person/people.ts'
import { startSchool, type Asked } from '../../support/person/school.ts'

const ca = await testCa(t)
const linCard = await ca.card(linHolder)
const successor = await ca.card({ ...linHolder, serialNumber: '0000000099900077', cardNumber: 'TP99000000000077' })

async function withOldCard(t: Test, asked: Asked = {}) {
  const school = await startSchool(t, ['lin'], { ca, lin: asked })
  await bindCard(school.deps, school.lin.accountId, linCard)
  const present = async (card = successor, one = school.browser) =>
    one.post('/sign-in/card', signedBy(card, (await one.get('/sign-in')).body))
  return { ...school, present }
}

const told = async ({ db }: Awaited<ReturnType<typeof withOldCard>>['deps']) =>
  (await db.select().from(notices)).map(({ text }) => text)

t.test('a new certificate of the same card is taken without a question, and told', async t => {
  const { browser, deps, present } = await withOldCard(t)
  await present(linCard)
  t.same(await told(deps), [])
  await browser.get('/account')
  await browser.post('/sign-out')
  const renewed = await ca.card({ ...linHolder, cardNumber: 'TP99000000000002' })
  t.equal((await present(renewed)).statusCode, 303)
  t.same(await told(deps), ['notice.account.certificate-renewed'])
  t.match(await deps.db.select().from(events).where(eq(events.what, 'account.certificate-renewed')), [{}])
})

t.test('a card of a new number takes the place of the old one after the password', async t => {
  const { browser, deps, present, lin } = await withOldCard(t)
  const answer = await present()
  t.equal(answer.headers.location, '/sign-in/renewal')
  t.equal((await browser.get('/account')).statusCode, 303, 'nobody is signed in yet')
  const page = await browser.get('/sign-in/renewal')
  t.match(page.body, '您換了新卡')
  t.notMatch(page.body, lin.loginName)
  const wrong = await browser.post('/sign-in/renewal/password', { login_name: lin.loginName, password: 'x' })
  t.equal(wrong.statusCode, 422)
  const right = { login_name: lin.loginName, password: goodPassword }
  t.equal((await browser.post('/sign-in/renewal/password', right)).headers.location, '/account')
  const cards = await deps.db.select().from(credentials).orderBy(credentials.subjectSerial)
  t.match(cards, [
    { subjectSerial: linHolder.serialNumber, retireReason: 'renewed', retiredAt: deps.clock() },
    { subjectSerial: '0000000099900077', retiredAt: null, lastUsedAt: deps.clock() },
  ])
  t.same(await told(deps), ['notice.account.card-renewed'])
  await browser.get('/account')
  await browser.post('/sign-out')
  t.equal((await present()).headers.location, '/', 'from now on it signs in by itself')
  await browser.get('/account')
  await browser.post('/sign-out')
  t.match((await present(linCard)).body, '由新卡取代，不能登入', 'and the old one does not')
})

t.test('a card that was lost and blocked does not come back as the successor of another', async t => {
  const { deps, lin, present } = await withOldCard(t)
  await bindCard(deps, lin.accountId, successor)
  const [bound] = await deps.db.select().from(credentials).where(eq(credentials.subjectSerial, '0000000099900077'))
  await boundWays.retire(deps.db, 'card', lin.accountId, bound?.id ?? '', 'blocked-by-hr', deps.clock())
  t.match((await present()).body, '已經從帳號移除、停用')
  t.same(await deps.db.select().from(cardRenewals), [])
})

t.test('the password of another account proves nothing', async t => {
  const { browser, deps, present, add } = await withOldCard(t)
  const other = await add('wang')
  await present()
  await browser.get('/sign-in/renewal')
  const typed = { login_name: other.loginName, password: goodPassword }
  t.match((await browser.post('/sign-in/renewal/password', typed)).body, '帳號或密碼錯誤')
  t.equal((await deps.db.select().from(credentials)).length, 1)
})

t.test('who has no password brings a code from HR', async t => {
  const { browser, deps, present, lin, agencyId } = await withOldCard(t, { password: null })
  const { db, ring, clock } = deps
  const asked = { accountId: lin.accountId, agencyId, askedBy: lin.accountId }
  const id = await recoveryCodes.ask(db, asked, clock())
  await recoveryCodes.confirm(db, id, lin, clock())
  const code = (await recoveryCodes.issueCode(db, ring, id, clock()))?.code ?? ''
  await present()
  await browser.get('/sign-in/renewal')
  t.match((await browser.post('/sign-in/renewal/code', { code: 'AAAAA-AAAAA' })).body, '代碼錯誤')
  t.equal((await browser.post('/sign-in/renewal/code', { code })).headers.location, '/account')
  t.equal((await browser.get('/account')).statusCode, 200)
  t.equal(await recoveryCodes.pending(db, lin.accountId, clock()), undefined, 'the code is used up')
})

t.test('who signs in another way after showing a new card is asked whether it is theirs', async t => {
  const { browser, deps, present, lin } = await withOldCard(t)
  await present()
  await signIn(browser, lin)
  t.equal((await browser.get('/record')).headers.location, '/card-renewal', 'before anything else')
  const { body } = await browser.get('/card-renewal')
  t.match(body, linHolder.name)
  t.match(body, 'TP99000000000077')
  t.equal((await browser.post('/card-renewal')).headers.location, '/account')
  t.equal((await browser.get('/account')).statusCode, 200)
  t.match(await deps.db.select().from(credentials).orderBy(credentials.subjectSerial), [
    { subjectSerial: linHolder.serialNumber, retireReason: 'renewed' },
    { subjectSerial: '0000000099900077', retiredAt: null },
  ])
  t.same(await told(deps), ['notice.account.card-renewed'])
  const [event] = await deps.db.select().from(events).where(eq(events.what, 'account.card-renewed'))
  t.match(event, { about: lin.accountId, details: { proof: 'password' } })
  t.equal((await browser.get('/card-renewal')).headers.location, '/', 'it is asked once')
})

t.test('who says that the card is not theirs goes on without it', async t => {
  const { browser, deps, present, lin } = await withOldCard(t)
  await present()
  await signIn(browser, lin)
  await browser.get('/card-renewal')
  t.equal((await browser.post('/card-renewal/refusal')).headers.location, '/account')
  t.equal((await browser.get('/record')).statusCode, 200)
  t.match(await deps.db.select().from(credentials), [{ subjectSerial: linHolder.serialNumber, retiredAt: null }])
  t.equal(
    (await browser.post('/card-renewal')).headers.location,
    '/account',
    'a page that was left open changes nothing',
  )
  t.equal((await deps.db.select().from(credentials)).length, 1)
})

t.test('nobody is asked about a card that seems to be of somebody else, or in another browser', async t => {
  const { app, browser, present, lin, deps, add } = await withOldCard(t)
  const other = await add('wang')
  await present()
  await signIn(browser, other)
  t.equal((await browser.get('/record')).statusCode, 200)
  const elsewhere = visitor(app)
  await signIn(elsewhere, lin)
  t.equal((await elsewhere.get('/record')).statusCode, 200, 'nor in another browser')
  await browser.get('/account')
  await browser.post('/sign-out')
  await signIn(browser, lin)
  t.equal((await browser.get('/record')).statusCode, 200, 'nor after somebody else signed out')
  await browser.get('/account')
  await browser.post('/sign-out')
  await present()
  await signIn(browser, lin)
  t.equal((await browser.get('/record')).headers.location, '/card-renewal')
  await browser.get('/card-renewal')
  await browser.post('/sign-out')
  await signIn(browser, other)
  t.equal((await browser.get('/card-renewal')).headers.location, '/')
  await browser.get('/account')
  await browser.post('/card-renewal')
  t.equal((await deps.db.select().from(credentials)).length, 1, 'nor can it be taken by anybody else')
})

t.test('nobody is asked after a quarter of an hour', async t => {
  const { browser, present, lin, setClock } = await withOldCard(t)
  await present()
  await signIn(browser, lin)
  t.equal((await browser.get('/record')).headers.location, '/card-renewal')
  setClock(new Date('2026-11-23T06:15:01Z'))
  t.equal((await browser.get('/record')).statusCode, 200)
})

t.test('a stranger’s card is no renewal: another name, or another number', async t => {
  const { deps, present } = await withOldCard(t)
  const strangers = [
    { ...linHolder, serialNumber: '0000000099900078', name: '王大明' },
    { ...linHolder, serialNumber: '0000000099900079', lastFour: '0000' },
  ]
  for (const holder of strangers) {
    t.match((await present(await ca.card(holder))).body, '這張卡片還沒有登記')
  }
  t.same(await deps.db.select().from(cardRenewals), [])
})

t.test(
  'the second proof is given within a quarter of an hour, in the same browser, and the card is kept sealed',
  async t => {
    const { app, browser, present, setClock, deps } = await withOldCard(t)
    await present()
    t.notMatch(JSON.stringify(await deps.db.select().from(cardRenewals)), linHolder.name)
    t.equal((await visitor(app).get('/sign-in/renewal')).headers.location, '/sign-in')
    setClock(new Date('2026-11-23T06:15:01Z'))
    t.equal((await browser.get('/sign-in/renewal')).headers.location, '/sign-in')
  },
)

t.test('the owner is reminded 60, 30 and 7 days before a card expires, once each', async t => {
  const { deps, setClock, lin, browser } = await withOldCard(t)
  await deps.db.update(credentials).set({ notAfter: new Date('2027-03-01T04:00:00Z') })
  const after = async (day: string) => {
    setClock(new Date(`${day}T00:00:00Z`))
    await remindOfCards(deps)
    return (await told(deps)).length
  }
  t.equal(await after('2026-12-30'), 0)
  t.equal(await after('2026-12-31'), 1)
  t.equal(await after('2027-01-01'), 1)
  t.equal(await after('2027-01-31'), 2)
  t.equal(await after('2027-02-23'), 3)
  t.equal(await after('2027-02-28'), 3)
  t.equal(await after('2027-03-02'), 3)
  await signIn(browser, lin)
  t.match((await browser.get('/inbox')).body, '民國 116 年 3 月 1 日')
})

t.test('who is late hears only of the nearest day', async t => {
  const { deps } = await withOldCard(t)
  await deps.db.update(credentials).set({ notAfter: new Date('2026-11-28T04:00:00Z') })
  await remindOfCards(deps)
  await remindOfCards(deps)
  t.same(await told(deps), ['notice.account.card-expires'])
})

t.test('who comes by a card that ends is told what to do, at most a month and a week before', async t => {
  const { deps, browser, present } = await withOldCard(t, { password: null })
  const ends = (day: string) => deps.db.update(credentials).set({ notAfter: new Date(`${day}T04:00:00Z`) })
  const isAsked = async (day: string) => {
    await present(linCard)
    // every sign-in keeps the end of the card itself
    await ends(day)
    const asked = (await browser.get('/record')).headers.location === '/account/card-end'
    if (!asked) await browser.post('/sign-out', {})
    return asked
  }
  t.equal(await isAsked('2026-12-24'), false, '31 days before')
  t.equal(await isAsked('2026-12-23'), true)
  const { body } = await browser.get('/account/card-end')
  t.match(body, '民國 115 年 12 月 23 日')
  t.match(body, '這個帳號現在沒有別的登入方式')
  t.equal((await browser.get('/account/password')).statusCode, 200, 'what it advises can be done at once')
  await browser.get('/account/card-end')
  t.equal((await browser.post('/account/card-end', {})).headers.location, '/')
  t.equal(await isAsked('2026-12-01'), false, 'eight days before they still know')
  t.equal(await isAsked('2026-11-30'), true)
  await browser.get('/account/card-end')
  await browser.post('/account/card-end', {})
  t.equal(await isAsked('2026-11-24'), false, 'and no more')
  await present(linCard)
  t.equal((await browser.get('/account/card-end')).headers.location, '/')
  const renewed = await ca.card({ ...linHolder, cardNumber: 'TP99000000000003' })
  await browser.get('/account')
  await browser.post('/sign-out', {})
  await present(renewed)
  await ends('2026-11-30')
  t.equal((await browser.get('/record')).headers.location, '/account/card-end', 'of a new card they know nothing yet')
})

t.test('who has another way in reads so, and is not asked when they come by password', async t => {
  const { deps, lin, browser, present } = await withOldCard(t)
  const ending = () => deps.db.update(credentials).set({ notAfter: new Date('2026-12-01T04:00:00Z') })
  await ending()
  await signIn(browser, lin)
  t.equal((await browser.get('/record')).statusCode, 200)
  await browser.post('/sign-out')
  await present(linCard)
  await ending()
  t.match((await browser.get('/account/card-end')).body, '這個帳號還有別的登入方式')
})
