import t, { type Test } from 'tap'
import { showCode } from '../../../server/domain/readable-code.ts'
import * as activations from '../../../server/store/account/activations.ts'
import { notices } from '../../../server/store/schema.ts'
import * as secondFactors from '../../../server/store/ways/second-factors.ts'
import type { Settings } from '../../../server/web/deps.ts'
import { visitor, type Browser } from '../../support/app/app.ts'
import { bindCard, linHolder, signedBy, testCa } from '../../support/card/cards.ts'
import { goodPassword, signIn } from '../../support/person/people.ts'
import { startSchool } from '../../support/person/school.ts'

const ca = await testCa(t)
const linCard = await ca.card(linHolder)
const successor = await ca.card({ ...linHolder, serialNumber: '0000000099900077', cardNumber: 'TP99000000000077' })

type Answer = Awaited<ReturnType<Browser['get']>>

const http = { baseUrl: 'http://hr.test', isSecure: false }
const https = { baseUrl: 'https://hr.test', isSecure: true }
const ofBrowser = ['browser', 'device', 'form', 'lang', 'sheet', 'way']
const ofPerson = ['activation', 'card-renewal', 'desk', 'recovery', 'said', 'sign-in']

const school = (t: Test, settings: Partial<Settings>) => startSchool(t, ['lin'], { ca, settings })

/** A browser that notes every cookie it is told to keep or to drop. */
function noting(browser: Browser) {
  const said: Answer['cookies'] = []
  const note = async (answer: Promise<Answer>) => {
    said.push(...(await answer).cookies)
    return answer
  }
  return {
    said,
    cookies: browser.cookies,
    get: (url: string) => note(browser.get(url)),
    post: (url: string, form: Record<string, string> = {}) => note(browser.post(url, form)),
  }
}

for (const site of [http, https]) {
  t.test(`at ${site.baseUrl} every cookie is as safe as it can be, by every way it is set`, async t => {
    const { deps, lin, browser: plain, add } = await school(t, site)
    const browser = noting(plain)
    const card = async (url: string, from: string, one = linCard) =>
      browser.post(url, signedBy(one, (await browser.get(from)).body))
    for (const page of ['/sign-in', '/activation', '/recovery', '/diagnosis', '/codes', '/guides']) {
      t.equal((await browser.get(page)).statusCode, 200)
    }
    await browser.post('/language', { language: 'en', back: '/sign-in' })

    const { accountId } = await add('wang', { password: null, state: 'invited' })
    const { code } = await activations.issue(deps.db, deps.ring, { accountId, by: null }, deps.clock())
    await browser.post('/activation', { code: showCode(code), name: '王大明', last_four: '6780' })
    const login = { login_name: 'wang.daming', password: 'a blue heron stands', again: 'a blue heron stands' }
    t.equal((await browser.post('/activation/password', login)).headers.location, '/')
    t.equal((await browser.get('/sign-out')).statusCode, 200, 'the session is kept')
    await browser.post('/sign-out')

    await bindCard(deps, lin.accountId, linCard)
    t.equal((await card('/sign-in/card', '/sign-in', successor)).headers.location, '/sign-in/renewal')
    t.equal((await card('/sign-in/card', '/sign-in')).statusCode, 303)
    await browser.get('/sign-out')
    await browser.post('/sign-out')
    t.equal((await card('/recovery/card', '/recovery/card')).headers.location, '/recovery/new-password')
    await secondFactors.begin(deps.db, deps.ring, lin.accountId, 'A'.repeat(32), deps.clock())
    const app = await secondFactors.totpOf(deps.db, deps.ring, lin.accountId)
    await secondFactors.use(deps.db, app?.id ?? '', 1, deps.clock())
    await browser.get('/sign-in')
    const typed = { login_name: lin.loginName, password: goodPassword }
    t.match((await browser.post('/sign-in/password', typed)).headers.location, /second-factor/)
    // a session that has ended elsewhere
    browser.cookies.set(site.isSecure ? '__Host-desk' : 'desk', 'nonsense')
    await browser.get('/sign-in')

    const prefix = site.isSecure ? '__Host-' : ''
    const names = [...ofBrowser, ...ofPerson].toSorted().map(name => prefix + name)
    t.same([...new Set(browser.said.map(({ name }) => name))].toSorted(), names)
    for (const { name, path, httpOnly, sameSite, secure, domain } of browser.said) {
      const told = { path, httpOnly, sameSite, secure: secure === true, domain }
      const wanted = { path: '/', httpOnly: true, sameSite: 'Lax', secure: site.isSecure, domain: undefined }
      if (name !== 'way') t.same(told, wanted, name)
    }
  })

  t.test(`who signs out at ${site.baseUrl} leaves nothing of theirs in the browser`, async t => {
    const { app, deps, lin, browser } = await school(t, site)
    await bindCard(deps, lin.accountId, linCard)
    await browser.post('/sign-in/card', signedBy(successor, (await browser.get('/sign-in')).body))
    await signIn(browser, lin)
    await browser.get('/sign-out')
    const before = new Map(browser.cookies)
    const answer = await browser.post('/sign-out')
    t.equal(answer.headers['clear-site-data'], '"cache", "storage"')
    t.match((await browser.get(String(answer.headers.location))).body, /id="status"[^>]*>您已經登出/)
    browser.cookies.set(site.isSecure ? '__Host-said' : 'said', `said.signed-out@${deps.clock().getTime()}@`)
    t.notMatch((await browser.get('/sign-in')).body, /id="status"[^>]*>您已經登出/, 'nobody else makes a page say it')
    const left = [...browser.cookies.keys()].map(name => name.replace('__Host-', ''))
    t.same(left.toSorted(), ['browser', 'device', 'form', 'sheet', 'way'])
    const thief = visitor(app)
    for (const [name, value] of before) thief.cookies.set(name, value)
    t.equal((await thief.get('/account')).headers.location, '/sign-in?next=%2Faccount')
  })
}

t.test('with https the session is kept also where no proxy tells of it', async t => {
  const { browser, lin } = await school(t, https)
  await signIn(browser, lin)
  t.equal((await browser.get('/account')).statusCode, 200)
})

t.test('with https what another site of the same domain could have written is not believed', async t => {
  const { app, lin } = await school(t, https)
  const [browser, other] = [visitor(app), visitor(app)]
  await other.get('/sign-in')
  for (const [name, value] of other.cookies) browser.cookies.set(name.replace('__Host-', ''), value)
  const form = { _csrf: other.token(), login_name: lin.loginName, password: goodPassword }
  t.equal((await browser.post('/sign-in/password', form)).statusCode, 403)
  await signIn(other, lin)
  browser.cookies.set('desk', other.cookies.get('__Host-desk') ?? '')
  t.equal((await browser.get('/account')).statusCode, 303)
})

t.test('a browser that is known by its name of before is still known, and then by the new one', async t => {
  const { app, lin, deps, setClock } = await school(t, https)
  const earlier = visitor(app)
  await signIn(earlier, lin)
  const browser = visitor(app)
  browser.cookies.set('device', earlier.cookies.get('__Host-device') ?? '')
  browser.cookies.set('way', 'password')
  browser.cookies.set('lang', 'en')
  t.match((await browser.get('/sign-in')).body, 'lang="en"')
  setClock(new Date(deps.clock().getTime() + 120_000))
  await signIn(browser, lin)
  t.same(await deps.db.select().from(notices), [], 'nobody is told of a new browser')
  t.same([...browser.cookies.keys()].filter(name => name.includes('device') || name.includes('way')).toSorted(), [
    '__Host-device',
    '__Host-way',
  ])
  t.equal(browser.cookies.get('__Host-device'), earlier.cookies.get('__Host-device'))
})
