import { inArray } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { placeOf } from '../../../server/domain/account/sign-in-delay.ts'
import * as delays from '../../../server/store/account/sign-in-delays.ts'
import { forget } from '../../../server/store/installation/expired.ts'
import * as installation from '../../../server/store/installation/installation.ts'
import * as recoveries from '../../../server/store/person/recoveries.ts'
import { signInDelays } from '../../../server/store/schema.ts'
import { visitor, type Browser } from '../../support/app/app.ts'
import { goodPassword } from '../../support/person/people.ts'
import { startSchool } from '../../support/person/school.ts'

const school = '198.51.100.1'

async function busySchool(t: Test) {
  const started = await startSchool(t, ['lin'], { deps: { sendMail: async () => {} } })
  const browser = visitor(started.app, school)
  await browser.get('/sign-in')
  const { db, ring, clock } = started.deps
  const places = [delays.placeAllowance, delays.guessAllowance, delays.reportNumberAllowance].map(of =>
    of(ring, placeOf(school)),
  )
  /** As if as much had been tried there as is allowed in a day. */
  const useUp = async () => {
    const used = { until: new Date(clock().getTime() + 4.5 * 60_000), failures: 0, lastAt: clock() }
    await db
      .insert(signInDelays)
      .values(places.map(({ key }) => ({ key, ...used })))
      .onConflictDoUpdate({ target: signInDelays.key, set: used })
  }
  /** How much of the three hundred tries of a day was used there. */
  const used = async () => {
    const keys = places.map(({ key }) => key)
    const rows = await db.select().from(signInDelays).where(inArray(signInDelays.key, keys))
    const unused = clock().getTime() - 299 * 288_000
    return rows.reduce((sum, { until }) => sum + ((until?.getTime() ?? unused) - unused) / 288_000, 0)
  }
  return { ...started, browser, useUp, used }
}

const token = 'not-one-that-was-ever-sent'
const who = { name: '林美華', last_four: '6781' }
const code = 'ACDEF-GHJKM'

// whatever somebody who is not signed in may guess, and the words by which they hear that it was too often
const guessed: [string, string, Record<string, string> | undefined, RegExp][] = [
  [
    'a password',
    '/sign-in/password',
    { login_name: 'lin.meihua', password: goodPassword },
    /從您所在的網路登入失敗太多次/,
  ],
  ['an activation code', '/activation', { code, ...who }, /請在 14:05 以後再試/],
  ['a code from HR', '/recovery/code', { code, ...who }, /請在 14:05 以後再試/],
  ['a login name that gets a letter', '/recovery/mail', { login_name: 'lin.meihua' }, /請在 14:05 以後再試/],
  ['the link of set-up', `/set-up/${token}`, undefined, /試了太多次/],
  ['the link of set-up, by its form', `/set-up/${token}`, {}, /試了太多次/],
  ['a link to activation', `/activation/mail/link?token=${token}`, undefined, /試了太多次/],
  ['a link to a new password', `/recovery/mail/link?token=${token}`, undefined, /試了太多次/],
  ['a link of the operator', `/recovery/operator/link?token=${token}`, undefined, /試了太多次/],
  ['a link that confirms an address', `/mail-address?token=${token}`, undefined, /試了太多次/],
  ['a link that confirms an address, by its form', '/mail-address', { token }, /試了太多次/],
  ['a certificate', `/verify/${token}`, undefined, /試了太多次/],
  ['the number of a report', '/diagnosis/reports/AAAA-BBBB', undefined, /試了太多次/],
]

const ask = (one: Browser, url: string, form?: Record<string, string>) => (form ? one.post(url, form) : one.get(url))

t.test('whatever is guessed, it counts at its place once it was wrong', async t => {
  const { browser, used } = await busySchool(t)
  for (const [what, url, form] of guessed) {
    const before = await used()
    const answer = await ask(browser, url, form?.['password'] ? { ...form, password: 'not it at all' } : form)
    t.not(answer.statusCode, 429, what)
    t.equal((await used()) - before, 1, what)
  }
})

t.test('whoever guesses too much hears it in words, programs in seconds, and nobody at another place', async t => {
  const { app, browser, useUp } = await busySchool(t)
  await useUp()
  const other = visitor(app, '203.0.113.8')
  for (const [what, url, form, words] of guessed) {
    const { statusCode, headers, body } = await ask(browser, url, form)
    t.equal(statusCode, 429, what)
    t.equal(headers['retry-after'], '270', what)
    t.match(body, words, what)
    await other.get('/sign-in')
    t.not((await ask(other, url, form && { ...form, password: 'not it at all' })).statusCode, 429, what)
  }
  await browser.post('/language', { language: 'en' })
  const { body } = await browser.post('/sign-in/password', { login_name: 'lin.meihua', password: goodPassword })
  t.match(body, 'Too many sign-ins failed from your network, perhaps not yours. Try again after 14:05')
})

t.test(
  'a page elsewhere that has a browser look at a thousand secret addresses keeps nobody from signing in',
  async t => {
    const { browser, deps } = await busySchool(t)
    const { db, ring, clock } = deps
    for (let i = 0; i < 301; i += 1) await delays.mayTry(db, [delays.guessAllowance(ring, placeOf(school))], clock())
    t.equal((await browser.get('/recovery/operator/link?token=none')).statusCode, 429)
    t.equal((await browser.get('/diagnosis/reports/AAAA-BBBB')).statusCode, 404, 'nor from their report')
    const login = { login_name: 'lin.meihua', password: goodPassword }
    t.equal((await browser.post('/sign-in/password', login)).statusCode, 303)
  },
)

t.test('who comes by a link that is right uses up nothing, and never waits for others at the place', async t => {
  const { browser, deps, used, useUp, lin } = await busySchool(t)
  await installation.offerSetUp(deps.db, installation.setUpTokenHash('printed-once'))
  const { accountId } = lin
  const sent = await recoveries.byLink(deps.db, deps.ring, { accountId, kind: 'mail' }, deps.clock())
  for (const url of ['/set-up/printed-once', `/recovery/mail/link?token=${sent.token}`]) {
    t.ok([200, 303].includes((await browser.get(url)).statusCode), url)
    await useUp()
    t.ok([200, 303].includes((await browser.get(url)).statusCode), `${url} where too many came with a wrong one`)
    await deps.db.delete(signInDelays)
  }
  t.equal(await used(), 0)
})

t.test('one place sends so many reports a day, and others go on sending', async t => {
  const { app, browser } = await busySchool(t)
  const report = { source: 'said', reader: 'empty' }
  for (let i = 0; i < 60; i += 1) t.equal((await browser.post('/diagnosis/reports', report)).statusCode, 303)
  const refused = await browser.post('/diagnosis/reports', report)
  t.equal(refused.statusCode, 429)
  t.match(refused.body, '今天送來的報告太多了')
  t.equal(refused.headers['retry-after'], '1440')
  const other = visitor(app, '203.0.113.8')
  await other.get('/diagnosis')
  t.equal((await other.post('/diagnosis/reports', report)).statusCode, 303)
})

t.test('where too much was tried, a browser that is known there and who is signed in go on', async t => {
  const { browser, useUp, setClock, deps } = await busySchool(t)
  const login = { login_name: 'lin.meihua', password: goodPassword }
  t.equal((await browser.post('/sign-in/password', login)).statusCode, 303)
  await useUp()
  await browser.get('/password')
  t.equal((await browser.post('/proof/password', { password: goodPassword, next: '/account' })).statusCode, 303)
  await browser.post('/sign-out')
  await browser.get('/sign-in')
  t.equal((await browser.post('/sign-in/password', login)).statusCode, 303)
  setClock(new Date(deps.clock().getTime() + 26 * 3_600_000))
  await forget(deps.db, deps.clock())
  t.same(await deps.db.select().from(signInDelays), [], 'and a day later nothing is kept of it')
})
