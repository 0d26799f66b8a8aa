import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import * as kept from '../../../server/store/account/sessions.ts'
import { ofSession } from '../../../server/store/actor/actors.ts'
import { accounts, savedForms, sessions, signInDelays, signIns } from '../../../server/store/schema.ts'
import { startApp, visitor } from '../../support/app/app.ts'
import { addAgency, addPerson, goodPassword, signIn } from '../../support/person/people.ts'
import { enter, startSchool, type Asked } from '../../support/person/school.ts'

const school = (t: Test, lin: Asked = {}) => startSchool(t, ['lin'], { lin })

t.test('a visitor without script signs in by login name and password and comes to the page they wanted', async t => {
  const { lin, browser, deps } = await school(t)
  const page = await browser.get('/sign-in?next=/corrections')
  t.match(page.body, 'name="next" value="/corrections"')
  t.same(await deps.db.select().from(sessions), [], 'an anonymous visitor costs no row')
  const answer = await browser.post('/sign-in/password', {
    login_name: ' LIN.meihua ',
    password: goodPassword,
    next: '/corrections',
  })
  t.equal(answer.statusCode, 303)
  t.equal(answer.headers.location, '/corrections')
  t.match((await browser.get('/sign-out')).body, lin.name)
  const [account] = await deps.db.select().from(accounts)
  t.same(account?.lastSignInAt, deps.clock())
})

t.test('the sign-in page is the same for all visitors, but no token of it is anybody else’s', async t => {
  const { app } = await school(t)
  const token = /(?<=name="_csrf" value="|challenge&quot;:&quot;)[\w-]+|[\da-f]{32,}|(?<= at:)\S+/g
  const pageOf = async (browser = visitor(app)) => (await browser.get('/sign-in?next=/corrections')).body
  const tokensIn = (page: string) => [...new Set(page.match(token))].filter(one => !one.includes(':'))
  const returning = visitor(app)
  const [first, second, third] = [await pageOf(), await pageOf(), await pageOf(returning)]
  const [fourth, fifth] = [await pageOf(returning), await pageOf(returning)]
  t.equal(first.replace(token, ''), second.replace(token, ''))
  t.equal(fourth.replace(token, ''), fifth.replace(token, ''), 'also where the sheet is not inside')
  t.equal(tokensIn(first).length, 5, 'of the forms, of the question to a passkey, its line and its two seals')
  const all = [first, second, third, fourth, fifth].flatMap(tokensIn)
  t.equal(new Set(all).size, all.length)
})

t.test('the address of another site is no page to go to after signing in', async t => {
  const { browser } = await school(t)
  await browser.get('/sign-in')
  const answer = await browser.post('/sign-in/password', {
    login_name: 'lin.meihua',
    password: goodPassword,
    next: '//evil.example/',
  })
  t.equal(answer.headers.location, '/')
})

t.test('a session known before sign-in is worth nothing after it', async t => {
  const { browser, lin, app } = await school(t)
  await signIn(browser, lin)
  const before = browser.cookies.get('desk') ?? ''
  await browser.post('/sign-out')
  await signIn(browser, lin)
  t.not(browser.cookies.get('desk'), before)
  const thief = visitor(app)
  thief.cookies.set('desk', before)
  t.equal((await thief.get('/sign-out')).headers.location, '/sign-in')
})

t.test('after five wrong passwords the pair of account and address waits, and longer each time', async t => {
  const { browser, lin, setClock, deps } = await school(t)
  await browser.get('/sign-in')
  const attempt = (password: string) => browser.post('/sign-in/password', { login_name: lin.loginName, password })
  for (let i = 0; i < 5; i += 1) t.equal((await attempt('wrong password')).statusCode, 422)
  const waiting = await attempt(goodPassword)
  t.equal(waiting.statusCode, 429)
  t.match(waiting.body, '14:15')
  t.match((await deps.db.select().from(accounts))[0], { state: 'active' }, 'the account itself is not touched')

  setClock(new Date('2026-11-23T06:15:01Z'))
  t.equal((await attempt('wrong password')).statusCode, 422)
  t.match((await attempt(goodPassword)).body, '14:46', 'never a minute too early')
  setClock(new Date('2026-11-23T06:45:02Z'))
  t.equal((await attempt(goodPassword)).statusCode, 303)
  t.notMatch(JSON.stringify(await deps.db.select().from(signInDelays)), lin.loginName)
})

t.test('tries sent at the same moment are counted one by one', async t => {
  const { app, lin } = await school(t)
  const answers = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const browser = visitor(app)
      await browser.get('/sign-in')
      return browser.post('/sign-in/password', { login_name: lin.loginName, password: 'wrong password' })
    }),
  )
  t.equal(answers.filter(answer => answer.statusCode === 422).length, 5)
  t.equal(answers.filter(answer => answer.statusCode === 429).length, 7)
})

t.test('a stranger who tries the name does not keep its owner out of a browser that signed in before', async t => {
  const { app, browser, lin } = await school(t)
  await signIn(browser, lin)
  await browser.post('/sign-out')
  const stranger = visitor(app)
  await stranger.get('/sign-in')
  for (let i = 0; i < 6; i += 1) {
    await stranger.post('/sign-in/password', { login_name: lin.loginName, password: 'wrong password' })
  }
  t.equal((await signIn(stranger, lin)).statusCode, 429)
  t.equal((await signIn(browser, lin)).statusCode, 303)
})

t.test('a school behind one address signs in all morning', async t => {
  const { app, deps, add } = await school(t)
  const teacher = await add('wang')
  for (let i = 0; i < 12; i += 1) t.equal((await signIn(visitor(app), teacher)).statusCode, 303)
  t.match(await deps.db.select().from(signInDelays), [{ failures: 0 }])
})

const held: [NonNullable<(typeof accounts.$inferInsert)['state']>, string][] = [
  ['locked', '您在民國 115 年 11 月 23 日鎖定了這個帳號'],
  ['suspended', '停用。原因和恢復請洽示範國小人事室'],
  ['invited', '這個帳號還沒有啟用'],
  ['closed', '註銷，因為已經沒有任職'],
]
for (const [state, sentence] of held) {
  t.test(`an account that is ${state} says so only to somebody who knows its password`, async t => {
    const { browser, lin } = await school(t, { state })
    t.match((await signIn(browser, lin)).body, sentence)
    t.notMatch((await signIn(browser, lin, 'wrong password')).body, sentence)
  })
}

t.test('who must change the password can do nothing else first', async t => {
  const { browser, lin, deps } = await school(t, { state: 'must_change' })
  t.equal((await signIn(browser, lin)).headers.location, '/password')
  t.equal((await browser.get('/proof')).headers.location, '/password')
  await browser.get('/password')
  const weak = await browser.post('/password', { new_password: 'lin.meihua2026', again: 'lin.meihua2026' })
  t.equal(weak.statusCode, 422)
  t.match(weak.body, '密碼裡不能有帳號')
  const unlike = await browser.post('/password', { new_password: 'a blue heron stands', again: 'a blue heron sits' })
  t.match(unlike.body, '兩次輸入的密碼不一樣')
  t.equal(
    (await browser.post('/password', { new_password: 'a blue heron stands', again: 'a blue heron stands' })).statusCode,
    200,
  )
  t.equal((await browser.get('/proof')).statusCode, 200)
  const [account] = await deps.db.select().from(accounts)
  t.equal(account?.state, 'active')
})

t.test('a changed password ends the sign-ins on other devices and needs the old one', async t => {
  const { browser, lin, app } = await school(t)
  const other = visitor(app, '203.0.113.9')
  await signIn(other, lin)
  await signIn(browser, lin)
  await browser.get('/password')
  const change = { new_password: 'a blue heron stands', again: 'a blue heron stands' }
  t.match((await browser.post('/password', { ...change, current: 'not it at all' })).body, '目前的密碼輸入錯誤')
  t.equal((await browser.post('/password', { ...change, current: goodPassword })).statusCode, 200)
  t.equal((await browser.get('/sign-out')).statusCode, 200)
  t.equal((await other.get('/sign-out')).headers.location, '/sign-in')
})

t.test('a session ends when nothing is done, and a button without script keeps it', async t => {
  const { browser, lin, setClock } = await school(t)
  await signIn(browser, lin)
  t.match((await browser.get('/sign-out')).body, '14:20')
  setClock(new Date('2026-11-23T06:15:00Z'))
  t.match((await browser.post('/session/extension')).body, '14:35')
  t.match((await browser.get('/sign-out')).body, '14:35')
  setClock(new Date('2026-11-23T06:36:00Z'))
  t.equal((await browser.get('/sign-out')).headers.location, '/sign-in')
})

t.test('a page says two minutes before the end that the session ends, and in place that it goes on', async t => {
  const { browser, lin, setClock, app } = await school(t)
  await signIn(browser, lin)
  const at = (time: string) => setClock(new Date(`2026-11-23T${time}Z`))
  const asPart = { 'hx-request': 'true', 'hx-request-type': 'partial' }
  const told = async () => {
    const { body } = await browser.get('/session', asPart)
    const [text = ''] = /(?<=<p>)[^<]+/.exec(body) ?? []
    return [text, Number(/data-ask-in="(\d+)"/.exec(body)?.[1]), /<button/.test(body)]
  }
  const page = await browser.get('/sign-out')
  t.match(
    page.body,
    /<div id="session-end" aria-live="assertive"[^>]* data-ask-in="1080"><\/div>/,
    'it is there and empty',
  )
  const near = (time: string) => `再過不到兩分鐘，${time} 就會自動登出。`

  at('06:17:59')
  t.same(await told(), ['', 1, false])
  at('06:18:00')
  t.same(await told(), [near('14:20'), 15, true])
  at('06:19:50')
  t.same(await told(), [near('14:20'), 11, true], 'asking was no use of the session')
  t.equal((await browser.get('/nowhere')).statusCode, 404)
  t.equal((await browser.get('/', { 'sec-purpose': 'prefetch;prerender' })).statusCode, 503)
  t.same(await told(), [near('14:20'), 11, true], 'nor is an address that is none, or a page that nobody opened')

  const { body } = await browser.post('/session/extension', {}, asPart)
  t.match(
    body,
    /data-ask-in="1080" data-ends="若沒有操作，14:39 會自動登出。" data-said="已延長登入，14:39 才會自動登出。"/,
  )
  t.same(await told(), ['', 1080, false], 'as in every other tab that asks')

  at('06:39:51')
  t.match((await told())[0], '登入已經結束。這一頁若有填好的內容，請照常送出')
  t.equal((await browser.post('/session/extension', {}, asPart)).statusCode, 204, 'nothing to put in place')
  const late = await browser.post('/session/extension')
  t.equal(late.headers.location, '/sign-in?next=%2Fsession%2Fextension', 'where no script asks, one signs in again')
  t.match((await browser.get(String(late.headers.location))).body, '您已在民國 115 年 11 月 23 日 14:39 自動登出')
  await signIn(browser, lin)
  t.match((await browser.get('/session/extension')).body, '那一頁上填好的內容可以照常送出')
  const stranger = visitor(app)
  t.match((await stranger.get('/session', asPart)).body, '您已經登出')
})

t.test('the longest time of a sign-in cannot be put off, and that is what a page says', async t => {
  const { browser, lin, setClock } = await school(t)
  await signIn(browser, lin)
  const start = Date.parse('2026-11-23T06:00:00Z')
  const hours = (count: number) => setClock(new Date(start + count * 3_600_000))
  for (let past = 0.25; past < 11.75; past += 0.25) {
    hours(past)
    await browser.get('/session')
    await browser.get('/proof')
  }
  hours(11.75)
  const page = (await browser.get('/proof')).body
  t.match(page, '02:00 會自動登出（登入時間已達上限，無法再延長）。')
  t.notMatch(page, '延長登入</')
  hours(11.99)
  const { body } = await browser.get('/session', { 'hx-request-type': 'partial' })
  t.match(body, '無法再延長，請現在儲存或送出')
  t.notMatch(body, '<button')
  t.notMatch((await browser.post('/session/extension')).body, '已延長登入')
  hours(12)
  t.equal((await browser.get('/proof')).headers.location, '/sign-in?next=%2Fproof')
})

t.test('a session that was ended stays ended, also when a request of it ends later', async t => {
  const { lin, deps } = await school(t)
  const at = deps.clock().getTime()
  const times = { signedInAt: at, seenAt: at, proofAt: at }
  const data = { accountId: lin.accountId, agencyId: null, way: 'password' as const, ...times }
  const until = new Date(at + 60_000)
  await kept.begin(deps.db, 'theirs', data, until)
  await kept.endAll(deps.db, lin.accountId)
  await kept.keep(deps.db, 'theirs', { ...data, seenAt: at + 1000 }, until)
  t.equal(await ofSession(deps.db, 'theirs', deps.clock()), undefined)
})

t.test('a form sent after the session ended is offered again to the same person, and to nobody else', async t => {
  const { browser, lin, setClock, deps, agencyId, add } = await school(t)
  const other = await add('wang')
  await signIn(browser, lin)
  await browser.get('/proof')
  setClock(new Date('2026-11-23T06:21:00Z'))
  const late = await browser.post('/acting-agency', {
    agency: agencyId,
    reason: '長長的理由',
    password: 'secret words',
  })
  t.equal(late.statusCode, 303)
  const back = new URL(late.headers.location ?? '', 'http://localhost').searchParams.get('next') ?? ''
  t.match(back, /^\/saved-forms\//)
  const [kept] = await deps.db.select().from(savedForms)
  t.notMatch(kept?.sealedBody, '長長')

  await enter(other)
  t.equal((await other.get(back)).statusCode, 404)

  const asked = (next: string) => browser.get(`/sign-in?next=${encodeURIComponent(next)}`)
  t.match((await asked(back)).body, '23 日 14:20 自動登出。剛才送出的內容還在，請在 15 分鐘內用同一個帳號登入')
  const elsewhere = `/saved-forms/${randomUUID()}`
  t.match((await asked(elsewhere)).body, '23 日 14:20 自動登出。請重新登入。', 'what is not kept is not promised')
  await browser.post('/sign-in/password', { login_name: lin.loginName, password: goodPassword, next: back })
  const page = await browser.get(back)
  t.match(page.body, 'value="長長的理由"')
  t.match(page.body, 'action="/acting-agency"')
  t.notMatch(page.body, 'secret words')
  t.equal((await browser.post('/acting-agency', { agency: agencyId })).headers.location, '/')
  setClock(new Date('2026-11-23T06:37:00Z'))
  t.equal((await browser.get(back)).statusCode, 404)
})

t.test('the sign-in page says why somebody who was signed in is there, and nothing to anybody else', async t => {
  const { browser, lin, setClock, app, deps } = await school(t)
  const told = async (from = browser) =>
    /(?<=role="status">)[^<]*(?=<\/p><main|<\/p> <main)/.exec((await from.get('/sign-in')).body)?.[0]
  t.equal(await told(visitor(app)), '')
  await signIn(browser, lin)
  await kept.endAll(deps.db, lin.accountId)
  t.match(await told(), '您先前的登入已經結束，可能是放置過久，或已在別處登出。')
  await signIn(browser, lin)
  await browser.get('/sign-out')
  await browser.post('/sign-out')
  t.equal(await told(), '您已經登出。')
  t.equal(await told(), '', 'who signed out knows it')

  await signIn(browser, lin)
  const [open] = await kept.ofAccount(deps.db, lin.accountId, deps.clock())
  const late = { ...(open?.data as kept.SessionData), seenAt: Date.parse('2026-11-23T17:50:00Z') }
  await deps.db.update(sessions).set({ data: late })
  setClock(new Date('2026-11-23T18:01:00Z'))
  t.equal(await told(), '登入時間已達上限，您已在民國 115 年 11 月 24 日 02:00 自動登出。請重新登入。')
})

t.test('a form from another site, sent after the session ended, is not kept', async t => {
  const { browser, lin, setClock, deps } = await school(t)
  await signIn(browser, lin)
  setClock(new Date('2026-11-23T06:21:00Z'))
  await browser.post('/acting-agency', { _csrf: 'forged', agency: 'x' })
  t.same(await deps.db.select().from(savedForms), [])
})

t.test('an agency that is not theirs cannot be acted for', async t => {
  const { browser, lin, deps } = await school(t)
  const elsewhere = await addAgency(deps, '999000002B', '別的國小')
  await signIn(browser, lin)
  await browser.get('/sign-out')
  t.equal((await browser.post('/acting-agency', { agency: elsewhere })).statusCode, 404)
})

t.test('how fresh a proof must be is set, and whoever has a form open has three times as long', async t => {
  const { app, deps, setClock } = await startApp(t, { proofMinutes: 2 })
  const lin = await addPerson(deps, await addAgency(deps))
  const browser = visitor(app)
  await signIn(browser, lin)
  const begun = deps.clock().getTime()
  const after = (seconds: number) => setClock(new Date(begun + seconds * 1000))
  after(120)
  t.equal((await browser.get('/account/not-me')).statusCode, 200)
  after(121)
  t.equal((await browser.get('/account/not-me')).headers.location, '/proof?next=%2Faccount%2Fnot-me')
  after(361)
  t.equal((await browser.post('/account/not-me', {})).headers.location, '/proof?next=%2Faccount%2Fnot-me')
  after(360)
  t.equal((await browser.post('/account/not-me', {})).statusCode, 422)
})

t.test('a fresh proof by password leads on, and a wrong password does not', async t => {
  const { browser, lin, deps, setClock } = await school(t)
  await signIn(browser, lin)
  setClock(new Date('2026-11-23T06:15:00Z'))
  t.match((await browser.get('/proof?next=/record')).body, 'value="/record"')
  t.match((await browser.post('/proof/password', { password: 'wrong', next: '/record' })).body, '目前的密碼輸入錯誤')
  const proved = await browser.post('/proof/password', { password: goodPassword, next: '/record' })
  t.equal(proved.headers.location, '/record')
  const [session] = await deps.db.select().from(sessions).where(eq(sessions.accountId, lin.accountId))
  t.match(session?.data, { proofAt: new Date('2026-11-23T06:15:00Z').getTime() })
  t.ok((await deps.db.select().from(signIns)).length > 0)
})

t.test('a session from the future, since the clock was set back, does not count', async t => {
  const { browser, lin, setClock } = await school(t)
  await signIn(browser, lin)
  setClock(new Date('2026-11-23T05:56:00Z'))
  t.equal((await browser.get('/record')).statusCode, 200, 'clocks differ a little')
  setClock(new Date('2026-11-23T05:54:00Z'))
  const answer = await browser.get('/record')
  t.equal(answer.statusCode, 303)
  t.match(answer.headers.location, /^\/sign-in/)
})

t.test('a page opened before signing in in another tab says who is signed in, and goes on', async t => {
  const { browser, lin, deps, add } = await school(t)
  const other = await add('wang')
  const forms: [url: string, form: Record<string, string>][] = [
    ['/sign-in/password', { login_name: other.loginName, password: goodPassword, next: '/inbox' }],
    ['/sign-in/card', { next: '/inbox' }],
    ['/activation', { code: 'AAAAA-AAAAA', name: '王大明', last_four: '6780', next: '/inbox' }],
    ['/recovery/code', { code: 'AAAAA-AAAAA', name: '王大明', last_four: '6780', next: '/inbox' }],
  ]
  await browser.get('/sign-in')
  const token = browser.token()
  await signIn(browser, lin)
  for (const [url, form] of forms) {
    const answer = await browser.post(url, { ...form, _csrf: token })
    t.equal(answer.statusCode, 403, url)
    t.match(answer.body, '這個瀏覽器現在是以林美華的身分登入', url)
    t.match(answer.body, 'href="/inbox"', 'and goes on')
    t.match(answer.body, '登出，換人登入')
    t.notMatch(answer.body, '開啟過久')
  }
  t.equal((await deps.db.select().from(signIns)).length, 1, 'nobody else was let in')
  t.match((await browser.get('/')).body, lin.name)
  const again = { login_name: lin.loginName.toUpperCase(), password: 'x', next: '/inbox', _csrf: token }
  t.equal((await browser.post('/sign-in/password', again)).headers.location, '/inbox', 'who signs in twice goes on')
  t.match((await browser.get('/inbox')).body, /role="status">[^<]*已經在這個瀏覽器登入/)
  await browser.get('/')
  t.equal((await browser.post('/sign-out')).headers.location, '/sign-in')
})

t.test('what one typed in another tab counts after signing in again, but not for somebody else', async t => {
  const { browser, lin, deps, agencyId, setClock, add } = await school(t)
  const other = await add('wang')
  const agency = async () =>
    (await deps.db.select().from(sessions)).map(({ data }) => (data as { agencyId: string }).agencyId)
  await signIn(browser, lin)
  await browser.get('/')
  const token = browser.token()
  setClock(new Date('2026-11-23T06:21:00Z'))
  await signIn(browser, lin)
  t.equal(
    (await browser.post('/acting-agency', { agency: agencyId, next: '/inbox', _csrf: token })).headers.location,
    '/inbox',
  )

  await browser.get('/')
  await browser.post('/sign-out')
  await signIn(browser, other)
  const before = await agency()
  const refused = await browser.post('/acting-agency', { agency: agencyId, _csrf: token })
  t.equal(refused.statusCode, 403)
  t.match(refused.body, '這個瀏覽器現在是以王大明的身分登入')
  t.notMatch(refused.body, agencyId, 'what the other typed is not shown')
  t.same(await agency(), before)
})

t.test('a lost cookie is told as that, an old page or a sign-out elsewhere as those', async t => {
  const { browser, lin } = await school(t)
  await browser.get('/sign-in')
  const form = { login_name: lin.loginName, password: goodPassword, next: '/' }
  browser.cookies.clear()
  // what lasts a year may have stayed
  browser.cookies.set('way', 'card')
  const lost = await browser.post('/sign-in/password', form)
  t.equal(lost.statusCode, 403)
  t.match(lost.body, '瀏覽器沒有送回 Cookie')
  await browser.get('/sign-in')
  const stale = await browser.post('/sign-in/password', { ...form, _csrf: 'made-long-ago' })
  t.equal(stale.statusCode, 403)
  t.match(stale.body, '頁面開啟過久')
  t.notMatch(stale.body, 'Cookie')

  await signIn(browser, lin)
  await browser.get('/')
  const token = browser.token()
  await browser.post('/sign-out')
  await browser.get('/sign-in')
  t.match((await browser.post('/language', { _csrf: token, language: 'en' })).body, '已在另一個分頁登出')
})
