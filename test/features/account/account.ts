import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { accounts, credentials, events, notices, sessions, signIns } from '../../../server/store/schema.ts'
import { all } from '../../../server/text/speak.ts'
import { visitor, type Browser } from '../../support/app/app.ts'
import { formIn } from '../../support/app/pages.ts'
import { bindCard, linHolder, signedBy, testCa } from '../../support/card/cards.ts'
import { goodPassword, setEmail, signIn } from '../../support/person/people.ts'
import { enter, startSchool, type Asked } from '../../support/person/school.ts'

const ca = await testCa(t)
const linCard = await ca.card(linHolder)

async function withAccount(t: Test, asked: Asked = {}) {
  const school = await startSchool(t, ['lin'], { ca, lin: asked })
  const account = async () => {
    const [row] = await school.deps.db.select().from(accounts).where(eq(accounts.id, school.lin.accountId))
    return row
  }
  return { ...school, account }
}

async function byCard(browser: Browser) {
  const page = await browser.get('/sign-in')
  return browser.post('/sign-in/card', signedBy(linCard, page.body))
}

t.test(
  'a person finds ways in, sessions, history, contact and language on one page, linked from every page',
  async t => {
    const { app, browser, lin, deps } = await withAccount(t)
    await bindCard(deps, lin.accountId, linCard)
    await setEmail(deps, lin.personId, 'staff@demo.edu.example')
    await signIn(browser, lin, 'wrong password')
    await signIn(browser, lin)
    t.match((await browser.get('/')).body, 'href="/account"')
    const { body } = await browser.get('/account')
    for (const word of [
      '林美華',
      'lin.meihua',
      '更改密碼',
      '這個裝置',
      '密碼錯誤',
      '203.0.113.7',
      'staff@demo.edu.example',
    ]) {
      t.match(body, word)
    }
    t.notMatch(body, '登出所有其他裝置', 'there is no other device')
    t.notMatch((await visitor(app).get('/account')).body, lin.name)
  },
)

t.test('whatever a try was refused for can be read later, without the code of that moment', async t => {
  const { browser, lin, deps } = await withAccount(t)
  await signIn(browser, lin)
  const { accountId } = lin
  const causes = Object.keys(all).filter(key => key.includes('.refused.') || key.startsWith('health-card.code.'))
  const rows = causes.map(cause => ({
    accountId,
    way: 'card' as const,
    outcome: 'refused' as const,
    cause,
    address: '',
  }))
  await deps.db.insert(signIns).values(rows.map(row => ({ ...row, at: deps.clock() })))
  for (const language of ['zh-TW', 'en']) {
    await browser.post('/language', { language })
    for (let page = 1; page <= Math.ceil(causes.length / 50); page += 1) {
      const { statusCode, body } = await browser.get(`/account/sign-ins?page=${page}`)
      t.equal(statusCode, 200)
      t.notMatch(body, /代碼 ）|[Cc]ode \)|[{}]\w*[{}]/)
    }
  }
})

t.test('the history goes on over pages', async t => {
  const { browser, lin, setClock } = await withAccount(t)
  for (let hour = 0; hour < 12; hour += 1) {
    setClock(new Date(Date.parse('2026-11-23T06:00:00Z') + hour * 3_600_000))
    await signIn(browser, lin)
    await browser.post('/sign-out')
  }
  await signIn(browser, lin)
  t.match((await browser.get('/account')).body, '全部登入紀錄')
  t.equal((await browser.get('/account/sign-ins')).body.match(/<th scope="row"/g)?.length, 13)
  t.equal((await browser.get('/account/sign-ins?page=2')).headers.location, '/account/sign-ins')
})

t.test('a person signs out one other device, or all', async t => {
  const { app, browser, lin, deps } = await withAccount(t)
  const [home, library] = [visitor(app, '203.0.113.20'), visitor(app, '203.0.113.21')]
  for (const device of [home, library, browser]) await signIn(device, lin)
  const { body } = await browser.get('/account')
  t.match(body, '203.0.113.20')
  const [first = ''] = [...body.matchAll(/name="session" value="([0-9a-f]+)"/g)].map(([, id]) => id ?? '')
  await browser.post('/account/sessions/end', { session: first })
  t.equal((await deps.db.select().from(sessions)).length, 2)
  await browser.post('/account/sessions/end', { session: 'no such session' })
  t.equal((await deps.db.select().from(sessions)).length, 2)
  await browser.post('/account/sessions/end')
  t.equal((await deps.db.select().from(sessions)).length, 1)
  t.equal((await browser.get('/account')).statusCode, 200)
  t.equal((await home.get('/account')).statusCode, 303)
  t.match(await deps.db.select().from(events).where(eq(events.what, 'account.sessions-ended')), [{}, {}])
})

t.test('an open screen alone signs nobody out elsewhere: the proof leads on to what was meant', async t => {
  const { app, browser, lin, deps, setClock } = await withAccount(t)
  const [home, library] = [visitor(app, '203.0.113.20'), visitor(app, '203.0.113.21')]
  for (const device of [home, library, browser]) await signIn(device, lin)
  setClock(new Date(deps.clock().getTime() + 15 * 60_000))
  const { body } = await browser.get('/account')
  const hash = /203\.0\.113\.20[^]*?name="session" value="([0-9a-f]+)"/.exec(body)?.[1] ?? ''
  const end = (form: Record<string, string>) => browser.post('/account/sessions/end', form)
  for (const form of [{ session: hash }, {}, { session: '"><b>' }]) {
    t.match((await end(form)).headers.location, /^\/proof\?next=%2F(saved-forms|account%2Fsessions%2Fend$)/)
  }
  t.equal((await deps.db.select().from(sessions)).length, 3)
  t.same(await deps.db.select().from(events).where(eq(events.what, 'account.sessions-ended')), [])

  const proof = (await end({ session: hash })).headers.location ?? ''
  await browser.get(proof)
  const next = new URL(proof, 'http://hr.test').searchParams.get('next') ?? ''
  const proved = await browser.post('/proof/password', { password: goodPassword, next })
  const page = await browser.get(proved.headers.location ?? '')
  const form = formIn(page, '/account/sessions/end') ?? {}
  t.match(form, { session: hash })
  t.equal((await home.get('/account')).statusCode, 200)
  await end(form)
  t.equal((await home.get('/account')).statusCode, 303)
  t.equal((await deps.db.select().from(sessions)).length, 2)
  const gone = await browser.get(`/account/sessions/end?session=${hash}`)
  t.equal(gone.headers.location, '/account', 'there is nothing more to end')
})

t.test('nobody signs out somebody else', async t => {
  const { browser, lin, deps, add } = await withAccount(t)
  const other = await enter(await add('wang'))
  await signIn(browser, lin)
  const all = await deps.db.select().from(sessions)
  const hash = all.find(({ accountId }) => accountId === other.accountId)?.idHash ?? ''
  await browser.get('/account')
  await browser.post('/account/sessions/end', { session: hash })
  t.equal((await other.get('/account')).statusCode, 200)
})

t.test('a person registers a card, names it, signs in with it and removes it', async t => {
  const { browser, lin, deps } = await withAccount(t)
  await signIn(browser, lin)
  t.match((await browser.get('/account')).body, '還沒有登記卡片')
  const page = await browser.get('/account/cards/new')
  t.equal((await browser.post('/account/cards/new', signedBy(linCard, page.body))).headers.location, '/account')
  const [card] = await deps.db.select().from(credentials)
  t.match(card, { accountId: lin.accountId, subjectSerial: linHolder.serialNumber })
  const path = `/account/cards/${card?.id}`
  await browser.get(path)
  t.match((await browser.post(path, { label: '長'.repeat(31) })).body, '名稱最多 30 個字')
  await browser.post(path, { label: '新卡' })
  t.match((await browser.get('/account')).body, '新卡')

  await browser.post('/sign-out')
  t.equal((await byCard(browser)).statusCode, 303)
  await browser.get(path)
  t.equal((await browser.post(`${path}/removal`)).headers.location, '/account')
  t.match(await deps.db.select().from(credentials), [{ retireReason: 'removed' }])
  await browser.post('/sign-out')
  t.match((await byCard(browser)).body, '已經從帳號移除')
  t.same(
    (await deps.db.select().from(notices)).map(({ text }) => text),
    ['notice.account.card-added', 'notice.account.card-removed'],
  )
})

t.test('a card of another number or name is not registered, and HR hears of the name', async t => {
  const { browser, lin, deps, add } = await withAccount(t)
  const hr = await add('chen')
  await signIn(browser, lin)
  const other = await ca.card({ ...linHolder, serialNumber: '0000000099900009', lastFour: '0000' })
  const page = await browser.get('/account/cards/new')
  t.match((await browser.post('/account/cards/new', signedBy(other, page.body))).body, '末四碼與您的人事資料不符')
  const renamed = await ca.card({ ...linHolder, serialNumber: '0000000099900010', name: '林美樺' })
  const again = await browser.get('/account/cards/new')
  t.match((await browser.post('/account/cards/new', signedBy(renamed, again.body))).body, '已經通知人事室')
  t.same(await deps.db.select().from(credentials), [])
  t.match(await deps.db.select().from(notices), [{ accountId: hr.accountId, text: 'notice.card-name-differs' }])
})

t.test('what was signed to sign in registers no card', async t => {
  const { browser, lin } = await withAccount(t)
  const { body } = await browser.get('/sign-in')
  await signIn(browser, lin)
  await browser.get('/account/cards/new')
  t.match((await browser.post('/account/cards/new', signedBy(linCard, body))).body, '為別的用途')
})

t.test('the last way in cannot be removed, not even by two requests at once', async t => {
  const { browser, lin, deps } = await withAccount(t, { password: null })
  const second = await ca.card({ ...linHolder, serialNumber: '0000000099900011' })
  for (const card of [linCard, second]) await bindCard(deps, lin.accountId, card)
  await byCard(browser)
  const cards = await deps.db.select().from(credentials)
  await browser.get(`/account/cards/${cards[0]?.id}`)
  const answers = await Promise.all(cards.map(({ id }) => browser.post(`/account/cards/${id}/removal`)))
  t.same(answers.map(({ statusCode }) => statusCode).sort(), [303, 409])
  const left = (await deps.db.select().from(credentials)).find(({ retiredAt }) => retiredAt === null)
  const page = await browser.get(`/account/cards/${left?.id}`)
  t.match(page.body, '這是唯一能登入的方式')
  t.notMatch(page.body, '/removal"')
})

t.test('who came by card sets a first password and can sign in without a reader', async t => {
  const { app, browser, lin, deps, account } = await withAccount(t, { password: null })
  await bindCard(deps, lin.accountId, linCard)
  await byCard(browser)
  t.match((await browser.get('/account')).body, '還沒有密碼')
  await browser.get('/account/password')
  const typed = { login_name: 'lin.mei', password: 'a blue heron stands', again: 'a blue heron stands' }
  const weak = await browser.post('/account/password', { ...typed, password: '林美華最喜歡的那一個秘密', again: 'x' })
  t.equal(weak.statusCode, 422)
  t.match(weak.body, '密碼裡不能有帳號、姓名')
  t.match(weak.body, 'value="lin.mei"')
  await browser.post('/account/password', typed)
  t.match(await account(), { loginName: 'lin.mei' })
  t.equal((await browser.get('/account/password')).headers.location, '/password', 'from now on it is changed')
  t.equal((await signIn(visitor(app), { ...lin, loginName: 'lin.mei' }, typed.password)).statusCode, 303)
})

t.test('a change of credentials asks for a fresh proof', async t => {
  const { browser, lin, deps, setClock } = await withAccount(t)
  await bindCard(deps, lin.accountId, linCard)
  await signIn(browser, lin)
  const [card] = await deps.db.select().from(credentials)
  setClock(new Date('2026-11-23T06:15:00Z'))
  for (const path of ['/account/cards/new', '/account/not-me']) {
    t.equal((await browser.get(path)).headers.location, `/proof?next=${encodeURIComponent(path)}`)
  }
  await browser.get('/account')
  const removal = await browser.post(`/account/cards/${card?.id}/removal`)
  t.match(removal.headers.location, /^\/proof/)
  t.match(await deps.db.select().from(credentials), [{ retiredAt: null }])
})

t.test('"this was not me" ends other sessions, takes a new password and tells HR', async t => {
  const { app, browser, lin, deps, account, add } = await withAccount(t)
  const hr = await add('chen')
  const thief = visitor(app, '203.0.113.66')
  await signIn(thief, lin)
  await signIn(browser, lin)
  t.match((await browser.get('/account/not-me')).body, '懷疑別人知道您的密碼')
  const unlike = await browser.post('/account/not-me', { new_password: 'a blue heron stands', again: 'a heron' })
  t.equal(unlike.statusCode, 422)
  t.equal((await thief.get('/account')).statusCode, 200)
  await browser.post('/account/not-me', { new_password: 'a blue heron stands', again: 'a blue heron stands' })
  t.equal((await thief.get('/account')).statusCode, 303)
  t.match(await account(), { state: 'active' })
  t.match(await deps.db.select().from(notices), [{ accountId: hr.accountId, text: 'notice.account.not-me' }])
  t.equal((await browser.get('/record')).statusCode, 200)
  t.equal((await signIn(thief, lin, goodPassword)).statusCode, 422)
})

t.test('the language is kept on the account and follows the person', async t => {
  const { app, browser, lin, account } = await withAccount(t)
  await signIn(browser, lin)
  await browser.get('/account')
  t.equal((await browser.post('/language', { language: 'en', back: '/account' })).headers.location, '/account')
  t.match(await account(), { language: 'en' })
  const elsewhere = visitor(app)
  t.match((await elsewhere.get('/sign-in')).body, '登入')
  await signIn(elsewhere, lin)
  const { body } = await elsewhere.get('/account')
  t.match(body, 'Where you are signed in')
  t.match(body, '<html lang="en">')
})
