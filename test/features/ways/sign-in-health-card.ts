import { Writable } from 'node:stream'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { buildApp } from '../../../server/app.ts'
import { readHealthCardCode } from '../../../server/domain/ways/health-card-codes.ts'
import { componentFailures } from '../../../server/domain/ways/health-card.ts'
import * as outages from '../../../server/store/help-desk/outages.ts'
import { failures, healthCards, sessions, signInDelays, signIns } from '../../../server/store/schema.ts'
import { startApp, visitor, type Browser } from '../../support/app/app.ts'
import { errorsIn, formIn } from '../../support/app/pages.ts'
import { testCa, trustCa } from '../../support/card/cards.ts'
import { goodPassword, signIn } from '../../support/person/people.ts'
import { startSchool, type Asked } from '../../support/person/school.ts'
import { eventually } from '../../support/running/waiting.ts'
import { answeredBy, bindHealthCard, digitsOf, failedWith, verifierOf } from '../../support/ways/health-card.ts'
import { healthPeople, startHealthDesk, type HealthEntry } from '../../support/ways/health-desk.ts'

const desk = await startHealthDesk(t)
const { lin: linCard, chen: chenCard, gone, unregistered } = healthPeople
const action = '/sign-in/health-card'
const start = new Date('2026-11-23T06:00:00Z')

async function withHealthCard(t: Test, { isBound = true, ...asked }: Asked & { isBound?: boolean } = {}) {
  await desk.act('restart')
  const school = await startSchool(t, ['lin'], { lin: asked, deps: { healthCards: verifierOf(desk) } })
  if (isBound) await bindHealthCard(school.deps, school.lin.accountId, linCard)
  const later = (seconds: number) => school.setClock(new Date(start.getTime() + seconds * 1000))
  return { ...school, later }
}

async function tryCard(browser: Browser, entry: HealthEntry, changes: Record<string, string> = {}) {
  const page = await browser.get('/sign-in?next=/record')
  return browser.post(action, { ...(await answeredBy(desk, entry, page, action)), ...changes })
}

async function signOut(browser: Browser) {
  await browser.get('/sign-out')
  const answer = await browser.post('/sign-out')
  if (answer.statusCode !== 303) throw new Error(`not signed out: ${answer.statusCode}`)
}

t.test('card and registered password together open the account, on the page that was wanted', async t => {
  const { browser, deps, lin } = await withHealthCard(t)
  const entered = await tryCard(browser, linCard)
  t.equal(entered.statusCode, 303)
  t.equal(entered.headers.location, '/record')
  t.match((await browser.get('/sign-out')).body, lin.name)
  t.match((await deps.db.select().from(sessions))[0]?.data, { way: 'health_card' })
  t.match(await deps.db.select().from(signIns), [{ way: 'health_card', outcome: 'ok' }])
  t.match(await deps.db.select().from(healthCards), [{ lastUsedAt: deps.clock() }])
  t.match((await browser.get('/account')).body, '健保卡')
})

t.test('the page may talk to the components for health cards, other pages may not', async t => {
  const { browser } = await withHealthCard(t)
  const page = await browser.get('/sign-in')
  const allowed = /connect-src ([^;]*)/.exec(String(page.headers['content-security-policy']))?.[1]
  t.equal(
    allowed,
    "'self' http://localhost:59001 https://localhost:59002 wss://iccert.nhi.gov.tw:7777 wss://localhost:7777 wss://127.0.0.1:7777",
  )
  t.match((await browser.get('/recovery')).headers['content-security-policy'], "connect-src 'self';")
  const again = await browser.post(action, {})
  t.match(again.headers['content-security-policy'], 'wss://localhost:7777', 'also after a refusal')
})

t.test('where no verifier is configured, nothing offers the health card', async t => {
  const { app } = await startApp(t)
  const browser = visitor(app)
  const page = await browser.get('/sign-in')
  t.notMatch(page.body, 'health-card')
  t.match(page.headers['content-security-policy'], "connect-src 'self';")
  t.equal((await browser.post(action, {})).statusCode, 404)
  t.notMatch((await browser.get('/recovery')).body, '健保卡')
})

const refused: [string, HealthEntry, { card?: string; password?: string; locked?: boolean }, string][] = [
  ['a wrong password', linCard, { password: 'kite2469' }, '健保卡註冊密碼錯誤'],
  ['a card that was cancelled', gone, {}, '已經註銷'],
  ['a card without registration', unregistered, { password: 'anything' }, '還沒有在健保署網站註冊'],
  ['a locked registration', linCard, { locked: true }, '鎖住了'],
]
t.test('each refusal of the verifier has its sentence, and opens nothing', async t => {
  const { app, deps } = await withHealthCard(t)
  for (const [name, entry, { password, locked = false }, sentence] of refused) {
    await desk.act('lock', { card: entry.id, locked })
    const browser = visitor(app)
    const answer = await tryCard(browser, entry, password ? { registered_password: password } : {})
    await desk.act('lock', { card: entry.id, locked: false })
    t.equal(answer.statusCode, 422, name)
    t.match(errorsIn(answer)[0], sentence, name)
    t.match(answer.body, 'id="by-password"', 'the other ways are there')
    t.notMatch(answer.body, password ?? entry.password ?? 'nothing', 'the password is not shown again')
    t.match(formIn(answer, action), { basic: '', sign: '', registered_password: '' })
  }
  t.same(await deps.db.select().from(sessions), [])
})

const troubles: [string, string][] = [
  ['unreachable', '連不上健保署的驗證服務'],
  ['silent', '連不上健保署的驗證服務'],
  ['html', '內容不完整'],
  ['other-transaction', '內容不完整'],
  ['other-random', '內容不完整'],
  ['other-person', '內容不完整'],
  ['bare-yes', '內容不完整'],
]
t.test('without a whole yes of the verifier nobody comes in', async t => {
  const { app, deps } = await withHealthCard(t)
  for (const [fault, sentence] of troubles) {
    await desk.act('verifier', { fault })
    const answer = await tryCard(visitor(app, `203.0.113.${troubles.findIndex(([one]) => one === fault)}`), linCard)
    t.equal(answer.statusCode, 422, fault)
    t.match(errorsIn(answer)[0], sentence, fault)
  }
  await desk.act('verifier', { fault: 'number-result' })
  t.equal((await tryCard(visitor(app, '203.0.113.99'), linCard)).statusCode, 303, 'zero as a number is a yes')
  t.equal((await deps.db.select().from(sessions)).length, 1)
})

t.test('what the component could not do is told by its own word or code, and asks nobody', async t => {
  const { browser, deps, app } = await withHealthCard(t)
  const page = await browser.get('/sign-in')
  const told = new Set<string>()
  for (const component_failure of componentFailures) {
    const answer = await browser.post(action, failedWith(page, action, { component_failure }))
    t.equal(answer.statusCode, 422)
    told.add(errorsIn(answer)[0] ?? '')
    t.match(answer.body, 'href="/diagnosis#health-card"')
  }
  for (const component_code of ['7004', '8013', '4206', '4061', 'A001', '1234']) {
    const answer = await browser.post(action, failedWith(page, action, { component_code }))
    told.add(errorsIn(answer)[0] ?? '')
    t.match(answer.body, `href="/codes/health-card.${readHealthCardCode(component_code) ?? 'unknown'}"`)
  }
  told.add(errorsIn(await browser.post(action, failedWith(page, action, {})))[0] ?? '')
  t.equal(told.size, componentFailures.length + 7)
  t.same(await deps.db.select().from(signInDelays), [], 'none of it counts as a try')
  const causes = (await deps.db.select().from(failures)).map(({ cause }) => cause)
  t.ok(['health-card.7004', 'health-card.none', 'health-card.blank'].every(cause => causes.includes(cause)))
  t.equal((await tryCard(visitor(app), linCard)).statusCode, 303)
})

t.test('an answer counts once, in its own browser, in time, and for its own purpose', async t => {
  const { browser, app, later, deps, lin } = await withHealthCard(t)
  const page = await browser.get('/sign-in')
  const answer = await answeredBy(desk, linCard, page, action)

  const thief = visitor(app)
  await thief.get('/sign-in')
  t.match(errorsIn(await thief.post(action, { ...answer, _csrf: thief.token() })), ['另一個瀏覽器'])
  later(301)
  t.match(errorsIn(await browser.post(action, answer)), ['超過 5 分鐘'])
  later(0)
  t.match(errorsIn(await browser.post(action, { ...answer, line: answer.line?.replace('sign-in', 'proof') ?? '' })), [
    '不是這一頁剛發出的',
  ])
  t.equal((await browser.post(action, answer)).statusCode, 303)
  await signOut(browser)
  await browser.get('/sign-in')
  t.match(errorsIn(await browser.post(action, { ...answer, _csrf: browser.token() })), ['已經用過'])

  await signIn(browser, lin)
  const proof = await browser.get('/proof')
  const forProof = await answeredBy(desk, linCard, proof, '/proof/health-card')
  await signOut(browser)
  await browser.get('/sign-in')
  t.match(errorsIn(await browser.post(action, { ...forProof, _csrf: browser.token() })), ['別的用途'])
  t.equal((await deps.db.select().from(sessions)).length, 0)
})

t.test('the digits are those of our own page: a card that signed others opens nothing', async t => {
  const { browser } = await withHealthCard(t)
  const page = await browser.get('/sign-in')
  const answer = await answeredBy(desk, linCard, page, action)
  const other = await desk.signed(linCard, '0000000000000001')
  t.match(errorsIn(await browser.post(action, { ...answer, sign: other.sign })), ['簽章有誤'])
  t.not(digitsOf(await browser.get('/sign-in')), digitsOf(page), 'each page has new ones')
})

t.test('an answer without its parts is refused before anybody is asked', async t => {
  const { browser } = await withHealthCard(t)
  for (const [changes, sentence] of [
    [{ basic: 'half' }, '無法辨識'],
    [{ sign: 'A0' }, '無法辨識'],
    [{ version: '' }, '無法辨識'],
    [{ registered_password: '' }, '沒有填健保卡註冊密碼'],
  ] as const) {
    const answer = await tryCard(browser, linCard, changes)
    t.equal(answer.statusCode, 422)
    t.match(errorsIn(answer), [sentence])
  }
})

t.test('a card that nobody registered is told how to, and so is a new card of the same person', async t => {
  const { browser, deps, lin, add } = await withHealthCard(t, { isBound: false })
  const unbound = await tryCard(browser, linCard)
  t.equal(unbound.statusCode, 422)
  t.match(errorsIn(unbound), ['這張健保卡還沒有登記'])
  t.match(unbound.body, '<a href="#register-health-card">')

  await bindHealthCard(deps, lin.accountId, { cardNumber: '990000009999' })
  t.match(errorsIn(await tryCard(browser, linCard)), ['應該是換發的新卡'])
  t.match(
    errorsIn(await tryCard(browser, chenCard)),
    ['這張健保卡還沒有登記'],
    'who is unknown reads the same as who is not bound',
  )

  const other = await add('chen')
  await bindHealthCard(deps, other.accountId, linCard)
  t.match(errorsIn(await tryCard(browser, linCard)), ['與這個帳號的人事資料不符'], 'a binding alone is not enough')
  t.same(await deps.db.select().from(sessions), [])
})

t.test('an account that is held is not opened, and its owner reads of every try', async t => {
  const { browser, deps } = await withHealthCard(t, { state: 'locked' })
  t.equal((await tryCard(browser, linCard)).statusCode, 422)
  await tryCard(browser, linCard, { registered_password: 'wrong one' })
  t.same(await deps.db.select().from(sessions), [])
  const noted = await eventually(
    () => deps.db.select().from(signIns),
    rows => rows.length === 2,
  )
  t.match(noted, [
    { way: 'health_card', outcome: 'refused', cause: 'sign-in.refused.account-locked' },
    { way: 'health_card', outcome: 'refused', cause: 'health-card.refused.password' },
  ])
})

t.test('nobody can guess a registered password through this site', async t => {
  const { app, later, deps } = await withHealthCard(t)
  const guess = (browser: Browser, registered_password: string) => tryCard(browser, linCard, { registered_password })
  const statuses: number[] = []
  for (let i = 0; i < 6; i += 1) statuses.push((await guess(visitor(app), `guess number ${i}`)).statusCode)
  t.same(statuses, [422, 422, 422, 422, 422, 429])
  const waiting = await tryCard(visitor(app), linCard)
  t.match(errorsIn(waiting), ['請在 14:15 以後再試'], 'the right one waits too')
  t.equal((await tryCard(visitor(app, '198.51.100.1'), linCard)).statusCode, 303, 'elsewhere its owner comes in')
  t.notMatch(JSON.stringify(await deps.db.select().from(signInDelays)), linCard.idNumber)
  later(16 * 60)
  t.equal((await tryCard(visitor(app), linCard)).statusCode, 303)
  for (let i = 0; i < 5; i += 1) t.equal((await guess(visitor(app), `guess number ${i}`)).statusCode, 422, 'forgiven')
})

t.test('tries sent at the same moment are counted one by one', async t => {
  const { app } = await withHealthCard(t)
  const ready: (() => Promise<{ statusCode: number }>)[] = []
  for (let i = 0; i < 8; i += 1) {
    const browser = visitor(app)
    const answer = await answeredBy(desk, linCard, await browser.get('/sign-in'), action)
    ready.push(() => browser.post(action, { ...answer, registered_password: `guess number ${i}` }))
  }
  const statuses = (await Promise.all(ready.map(send => send()))).map(({ statusCode }) => statusCode)
  t.equal(statuses.filter(status => status === 429).length, 3)
})

t.test('neither number, name nor password stands in a log, a page or a row that can be read', async t => {
  const { deps } = await withHealthCard(t)
  const lines: string[] = []
  const stream = new Writable({ write: (line, _, done) => void (lines.push(String(line)), done()) })
  const app = await buildApp(deps, { log: pino(stream) })
  t.teardown(() => app.close())
  const browser = visitor(app)
  const page = await tryCard(browser, linCard, { registered_password: 'kite2469' })
  await tryCard(browser, linCard)
  const rows = [await deps.db.select().from(healthCards), await deps.db.select().from(signIns)]
  const kept = lines.join('') + page.body + JSON.stringify(rows)
  t.match(kept, 'health-card.refused.password')
  t.notMatch(kept, 'pin-received', 'the name of the field is no PIN’s')
  for (const secret of [linCard.cardNumber, linCard.idNumber, linCard.name, 'kite246'])
    t.notMatch(lines.join(''), secret, secret)
  for (const secret of [linCard.cardNumber, 'kite246']) t.notMatch(kept, secret, secret)
})

t.test('the notice of an outage stands beside the health card', async t => {
  const { browser, deps, lin } = await withHealthCard(t)
  await outages.set(deps.db, 'health_card', '健保署維護中', lin.accountId, start)
  t.match((await browser.get('/sign-in')).body, /id="by-health-card"[^]*健保署維護中[^]*id="by-p/)
})

t.test('the way used last in this browser comes first, and the cookie says nothing else', async t => {
  const { browser, lin, deps } = await withHealthCard(t)
  const order = async (one: Browser) =>
    [...(await one.get('/sign-in')).body.matchAll(/<section class="sheet" id="by-([a-z-]+)"/g)].map(([, way]) => way)
  t.same(await order(browser), ['health-card', 'password', 'passkey'], 'no card where no authority is trusted')
  await trustCa(deps, await testCa(t))
  const withCard = await eventually(
    () => order(browser),
    ([first]) => first === 'card',
  )
  t.same(withCard, ['card', 'health-card', 'password', 'passkey'])
  await signIn(browser, lin, goodPassword)
  await signOut(browser)
  t.same(await order(browser), ['password', 'card', 'health-card', 'passkey'])
  const entered = await tryCard(browser, linCard)
  const cookies = [entered.headers['set-cookie'] ?? []].flat().filter(cookie => cookie.startsWith('way='))
  t.equal(cookies.at(-1), 'way=health_card; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax')
  await signOut(browser)
  t.same(await order(browser), ['health-card', 'card', 'password', 'passkey'])
  await tryCard(browser, linCard, { registered_password: 'wrong' })
  t.same(await order(browser), ['health-card', 'card', 'password', 'passkey'], 'a failure changes nothing')
  browser.cookies.set('way', 'nonsense')
  t.same(await order(browser), ['card', 'health-card', 'password', 'passkey'])
})
