import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { showCode } from '../../../server/domain/readable-code.ts'
import * as activations from '../../../server/store/account/activations.ts'
import {
  accounts,
  activations as codes,
  credentials,
  events,
  notices,
  sessions,
  signInDelays,
  signIns,
} from '../../../server/store/schema.ts'
import { visitor } from '../../support/app/app.ts'
import { askedBy, bindCard, failedBy, linHolder, signedBy, testCa } from '../../support/card/cards.ts'
import { signIn } from '../../support/person/people.ts'
import { startSchool, type Asked } from '../../support/person/school.ts'

const ca = await testCa(t)
const linCard = await ca.card(linHolder)

async function invited(t: Test, asked: Asked = {}) {
  const school = await startSchool(t, ['lin'], { ca, lin: { state: 'invited', password: null, ...asked } })
  const { deps, lin, browser } = school
  const { code } = await activations.issue(deps.db, deps.ring, { accountId: lin.accountId, by: null }, deps.clock())
  await browser.get('/activation')
  const claim = { code: showCode(code), name: '林美華', last_four: '6781' }
  return { ...school, code, claim }
}

const newLogin = { login_name: 'Lin.Meihua', password: 'a blue heron stands', again: 'a blue heron stands' }

t.test('a person activates with code, name and number, sets a password without script, and is signed in', async t => {
  const { browser, claim, deps, lin } = await invited(t)
  const agreed = await browser.post('/activation', claim)
  t.equal(agreed.statusCode, 303)
  t.equal(agreed.headers.location, '/activation/way')
  t.match(agreed.headers['set-cookie'], /activation=.*Path=\/; HttpOnly; SameSite=Lax/)
  t.same(await deps.db.select().from(sessions), [], 'no session yet')
  t.match((await browser.get('/activation/way')).body, '林美華，您好')

  const done = await browser.post('/activation/password', newLogin)
  t.equal(done.statusCode, 303)
  t.equal(done.headers.location, '/')
  t.match((await browser.get('/sign-out')).body, lin.name)
  const [account] = await deps.db.select().from(accounts)
  t.match(account, { state: 'active', loginName: 'lin.meihua', activatedAt: deps.clock(), lastSignInAt: deps.clock() })
  t.match((await deps.db.select().from(codes))[0], { usedAt: deps.clock() })
  t.match(await deps.db.select().from(signIns), [{ way: 'activation', outcome: 'ok' }])
  t.match(await deps.db.select().from(notices), [{ text: 'notice.activated-by-password' }])
  t.match(await deps.db.select().from(events).where(eq(events.what, 'account.activated')), [
    { about: lin.accountId, byAccountId: lin.accountId, details: { way: 'password' } },
  ])

  await browser.post('/sign-out')
  t.equal((await signIn(browser, lin, newLogin.password)).statusCode, 303)
})

t.test('a name that was kept with signs that nobody sees opens with the name one types', async t => {
  const { browser, claim } = await invited(t, { name: '林\u200B美\u3164華' })
  t.equal((await browser.post('/activation', claim)).headers.location, '/activation/way')
})

t.test('a person registers their card, is signed in, and signs in with it the next time', async t => {
  const { browser, claim, deps, lin } = await invited(t)
  await browser.post('/activation', claim)
  const page = await browser.get('/activation/way')
  const done = await browser.post('/activation/card', signedBy(linCard, page.body))
  t.equal(done.headers.location, '/')
  t.match((await deps.db.select().from(accounts))[0], { state: 'active', loginName: null, passwordHash: null })
  t.match(await deps.db.select().from(credentials), [
    { accountId: lin.accountId, kind: 'citizen_card', subjectSerial: linHolder.serialNumber, subjectName: '林美華' },
  ])
  t.match((await deps.db.select().from(sessions))[0]?.data, { way: 'card' })
  await browser.get('/sign-out')
  await browser.post('/sign-out')
  const signIn = await browser.get('/sign-in')
  t.equal((await browser.post('/sign-in/card', signedBy(linCard, signIn.body))).statusCode, 303)
})

t.test('letters of any width and case, blanks, dots and variants of a name make no difference', async t => {
  const { browser, code, claim } = await invited(t, { name: '林‧真 台' })
  const typed = { ...claim, code: ` ${code.toLowerCase()} `, name: '林眞臺', last_four: ' ６７８１' }
  t.equal((await browser.post('/activation', typed)).statusCode, 303)
})

t.test('a wrong code, a wrong name and a wrong number are answered in the same words', async t => {
  const { browser, claim, code } = await invited(t)
  const other = [...code].toReversed().join('')
  const wrong = [{ code: other }, { name: '林美花' }, { last_four: '6782' }]
  for (const part of wrong) {
    const answer = await browser.post('/activation', { ...claim, ...part })
    t.equal(answer.statusCode, 422)
    t.match(answer.body, '啟用碼、姓名或末四碼不符')
    t.equal((await browser.get('/activation/way')).headers.location, '/activation')
  }
  t.equal((await browser.post('/activation', claim)).statusCode, 303)
})

t.test('what cannot be a code, a name or four characters is said at its field, and what was typed stays', async t => {
  const { browser, deps } = await invited(t)
  const answer = await browser.post('/activation', { code: 'ABC', name: ' ', last_four: '67811' })
  t.equal(answer.statusCode, 422)
  for (const field of ['code', 'name', 'last_four']) t.match(answer.body, `<a href="#${field}">`)
  t.match(answer.body, 'value="ABC"')
  t.match((await deps.db.select().from(codes))[0], { tries: 0 })
})

t.test('a code closes after five wrong tries, also for its owner', async t => {
  const { browser, claim } = await invited(t)
  for (let i = 0; i < 5; i += 1) await browser.post('/activation', { ...claim, name: '林美花' })
  const answer = await browser.post('/activation', claim)
  t.equal(answer.statusCode, 422)
  t.match(answer.body, '這個啟用碼輸入錯誤太多次')
})

t.test('tries at the same moment cannot slip past the count', async t => {
  const { app, claim, deps } = await invited(t)
  const answers = await Promise.all(
    Array.from({ length: 9 }, async () => {
      const browser = visitor(app)
      await browser.get('/activation')
      return browser.post('/activation', { ...claim, last_four: '0000' })
    }),
  )
  t.equal(answers.filter(({ body }) => body.includes('啟用碼、姓名或末四碼不符')).length, 5)
  t.match((await deps.db.select().from(codes))[0], { tries: 5 })
})

t.test('who tries codes all day waits, whatever the code', async t => {
  const { browser, claim, deps } = await invited(t)
  await browser.post('/activation', { ...claim, code: '3333333333' })
  // as if 299 of the tries of a day had been used up: one comes back in 288 seconds
  await deps.db.update(signInDelays).set({ until: deps.clock() })
  await browser.post('/activation', { ...claim, code: '3333333333' })
  const answer = await browser.post('/activation', claim)
  t.equal(answer.statusCode, 429)
  t.match(answer.body, '14:05')
})

t.test('a code works once, for fourteen days, and until there is a newer one', async t => {
  const { browser, claim, deps, lin, setClock } = await invited(t)
  const again = await activations.issue(deps.db, deps.ring, { accountId: lin.accountId, by: null }, deps.clock())
  t.match((await browser.post('/activation', claim)).body, '已經過期，或人事室給過您更新的')
  setClock(new Date('2026-12-07T06:00:01Z'))
  const newer = { ...claim, code: again.code }
  t.match((await browser.post('/activation', newer)).body, '已經過期')
  setClock(new Date('2026-12-07T05:59:59Z'))
  await browser.post('/activation', newer)
  await browser.post('/activation/password', newLogin)
  await browser.get('/activation')
  t.match((await browser.post('/activation', newer)).body, '這個啟用碼已經用過')
})

t.test('a person who is active cannot use an old code', async t => {
  for (const state of ['active', 'must_change', 'locked', 'suspended', 'closed'] as const) {
    const { browser, claim } = await invited(t, { state, password: 'correct horse battery' })
    t.match((await browser.post('/activation', claim)).body, '這個帳號不在等候啟用的狀態', state)
  }
})

t.test('after a quarter of an hour, or without having agreed, one begins again', async t => {
  const { browser, claim, setClock, app, deps } = await invited(t)
  await browser.post('/activation', claim)
  setClock(new Date('2026-11-23T06:15:01Z'))
  const late = await browser.post('/activation/password', newLogin)
  t.equal(late.statusCode, 422)
  t.match(late.body, '超過 15 分鐘')
  t.match(late.body, 'action="/activation"')
  const stranger = visitor(app)
  await stranger.get('/activation')
  stranger.cookies.set('activation', browser.cookies.get('activation')?.replace(/\d{13}/, '9999999999999') ?? '')
  t.equal((await stranger.post('/activation/password', newLogin)).statusCode, 422)
  t.equal((await stranger.get('/activation/way')).headers.location, '/activation')
  t.match((await deps.db.select().from(accounts))[0], { state: 'invited' })
})

t.test('of two browsers that agreed with one code, one finishes', async t => {
  const { browser, claim, app } = await invited(t)
  const other = visitor(app, '203.0.113.8')
  await other.get('/activation')
  for (const one of [browser, other]) await one.post('/activation', claim)
  const answers = await Promise.all([
    browser.post('/activation/password', newLogin),
    other.post('/activation/password', { ...newLogin, login_name: 'somebody.else' }),
  ])
  t.same(answers.map(({ statusCode }) => statusCode).sort(), [303, 422])
})

t.test('a weak password, one with own data, and a login name that is taken are refused at their fields', async t => {
  const { browser, claim, deps, add } = await invited(t)
  await add('wang')
  await browser.post('/activation', claim)
  const weak = await browser.post('/activation/password', { ...newLogin, password: 'short', again: 'short' })
  t.equal(weak.statusCode, 422)
  t.match(weak.body, '<a href="#password">')
  t.match(weak.body, 'value="Lin.Meihua"')
  t.notMatch(weak.body, 'value="short"')
  const own = 'heron A223456781 stands'
  t.match((await browser.post('/activation/password', { ...newLogin, password: own, again: own })).body, '密碼裡不能有')
  t.match((await browser.post('/activation/password', { ...newLogin, again: 'x' })).body, '兩次輸入的密碼不一樣')
  const taken = await browser.post('/activation/password', { ...newLogin, login_name: 'wang.daming' })
  t.match(taken.body, '這個帳號已經有人使用')
  t.match((await deps.db.select().from(codes))[0], { usedAt: null }, 'the code is not used up')
  t.equal((await browser.post('/activation/password', newLogin)).statusCode, 303)
})

t.test('a card of another number, or under another name, is not registered', async t => {
  const { browser, claim, deps } = await invited(t)
  await browser.post('/activation', claim)
  const odd = { ...linHolder, serialNumber: '0000000099900005', cardNumber: 'TP99000000000005' }
  const otherNumber = await ca.card({ ...odd, lastFour: '6782' })
  const page = await browser.get('/activation/way')
  const refused = await browser.post('/activation/card', signedBy(otherNumber, page.body))
  t.equal(refused.statusCode, 422)
  t.match(refused.body, '末四碼與您的人事資料不符')
  const otherName = await ca.card({ ...odd, name: '林改名', lastFour: '6781' })
  const named = await browser.post('/activation/card', signedBy(otherName, refused.body))
  t.match(named.body, '已經通知人事室核對')
  t.same(await deps.db.select().from(credentials), [])
  t.match((await deps.db.select().from(codes))[0], { usedAt: null })
  t.equal((await browser.post('/activation/card', signedBy(linCard, named.body))).statusCode, 303)
})

t.test('a card that is registered for another account is refused, and nothing is written', async t => {
  const { browser, claim, deps, add } = await invited(t)
  const wang = await add('wang')
  await bindCard(deps, wang.accountId, linCard)
  await browser.post('/activation', claim)
  const answer = await browser.post('/activation/card', signedBy(linCard, (await browser.get('/activation/way')).body))
  t.equal(answer.statusCode, 422)
  t.match(answer.body, '已經登記在別的帳號')
  t.match((await deps.db.select().from(codes))[0], { usedAt: null })
  t.equal((await browser.post('/activation/password', newLogin)).statusCode, 303)
})

t.test('a signature made to sign in registers no card', async t => {
  const { browser, claim } = await invited(t)
  const signInPage = await browser.get('/sign-in')
  await browser.post('/activation', claim)
  const answer = await browser.post('/activation/card', signedBy(linCard, signInPage.body))
  t.match(answer.body, '為別的用途')
})

t.test('without script the card explains itself, and a failure leaves both ways open', async t => {
  const { browser, claim } = await invited(t)
  await browser.post('/activation', claim)
  const page = await browser.get('/activation/way')
  t.match(page.body, /<noscript>[^<]*<p class="note">卡片要由瀏覽器與讀卡元件溝通/)
  const failed = await browser.post('/activation/card', failedBy(page.body, {}))
  t.match(failed.body, '請確認瀏覽器已開啟 JavaScript')
  t.not(askedBy(failed.body).nonce, askedBy(page.body).nonce)
  t.match(failed.body, 'action="/activation/password"')
})

t.test('a request that carries a PIN is refused on the way to activation too', async t => {
  const { browser, claim } = await invited(t)
  await browser.post('/activation', claim)
  const { body } = await browser.get('/activation/way')
  t.equal((await browser.post('/activation/card', { ...signedBy(linCard, body), pin: '739146' })).statusCode, 400)
})

t.test('of two who choose one login name in the same instant one is let in, and the other chooses again', async t => {
  const { app, browser, claim, deps, add } = await invited(t)
  const { accountId } = await add('wang', { state: 'invited', password: null })
  const { code } = await activations.issue(deps.db, deps.ring, { accountId, by: null }, deps.clock())
  const other = visitor(app)
  await other.get('/activation')
  await browser.post('/activation', claim)
  await other.post('/activation', { code: showCode(code), name: '王大明', last_four: '6780' })
  for (const one of [browser, other]) await one.get('/activation/way')
  const answers = await Promise.all([browser, other].map(one => one.post('/activation/password', newLogin)))
  t.same(answers.map(({ statusCode }) => statusCode).sort(), [303, 422])
  const late = answers.find(({ statusCode }) => statusCode === 422)
  t.match(late?.body, 'value="lin.meihua"')
  t.match(late?.body, '這個帳號已經有人使用')
})
