import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { noticeVersion } from '../../../server/domain/account/required-step.ts'
import * as recoveryCodes from '../../../server/store/person/recovery-codes.ts'
import {
  accounts,
  events,
  notices,
  secondFactors,
  sessions,
  signIns,
  spareCodes,
} from '../../../server/store/schema.ts'
import { visitor, type Browser } from '../../support/app/app.ts'
import { inputsIn } from '../../support/app/pages.ts'
import { bindCard, linHolder, signedBy, testCa, trustCa } from '../../support/card/cards.ts'
import { goodPassword, signIn } from '../../support/person/people.ts'
import { startSchool, type Asked } from '../../support/person/school.ts'
import { digits, setUpApp } from '../../support/ways/app-factor.ts'

const school = (t: Test, lin: Asked = {}, asksSecondFactor = false) =>
  startSchool(t, ['lin'], { lin, settings: { asksSecondFactor } })

t.test('a person turns the second factor on by app, and a password alone signs nobody in any more', async t => {
  const { browser, lin, deps, setClock } = await school(t)
  await signIn(browser, lin)
  const { page, secret, codes } = await setUpApp(browser, deps.clock())
  t.match(page.body, '<svg')
  t.notMatch(page.body, /<svg[^>]*style=/)
  t.equal(secret.length, 32)
  t.equal(codes.length, 10)
  t.notMatch(JSON.stringify(await deps.db.select().from(secondFactors)), secret)
  t.notMatch(JSON.stringify(await deps.db.select().from(spareCodes)), (codes[0] ?? '').replace('-', ''))
  await browser.post('/sign-out')

  await browser.get('/sign-in')
  const half = await browser.post('/sign-in/password', {
    login_name: lin.loginName,
    password: goodPassword,
    next: '/record',
  })
  t.equal(half.headers.location, '/sign-in/second-factor?next=%2Frecord')
  t.same(await deps.db.select().from(sessions), [], 'half a sign-in is none')
  t.equal((await browser.get('/record')).headers.location, '/sign-in?next=%2Frecord')
  await browser.get(half.headers.location ?? '')
  const used = await browser.post('/sign-in/second-factor', { code: digits(secret, deps.clock()), next: '/record' })
  t.equal(used.statusCode, 422, 'each code counts once')
  t.match(used.body, 'value="/record"')
  t.match(used.body, '<a href="/sign-in">改用別的方式登入</a>')
  const later = new Date('2026-11-23T06:01:00Z')
  setClock(later)
  const done = await browser.post('/sign-in/second-factor', { code: ` ${digits(secret, later)}`, next: '/record' })
  t.equal(done.headers.location, '/record')
  const history = await deps.db.select().from(signIns).orderBy(signIns.id)
  t.same(
    history.map(({ outcome }) => outcome),
    ['ok', 'refused', 'ok'],
  )
})

t.test('a wrong first code turns nothing on', async t => {
  const { browser, lin, deps } = await school(t)
  await signIn(browser, lin)
  await browser.get('/account/second-factor')
  await browser.post('/account/second-factor/app')
  await browser.get('/account/second-factor/app')
  t.match((await browser.post('/account/second-factor/app/code', { code: '123' })).body, '數字錯誤')
  t.match(await deps.db.select().from(secondFactors), [{ confirmedAt: null }])
  await browser.post('/sign-out')
  t.equal((await signIn(browser, lin)).headers.location, '/sign-out', 'so the password is enough')
})

t.test('a spare code takes its place once; five wrong ones make the account wait from wherever', async t => {
  const { app, browser, lin, deps } = await school(t)
  await signIn(browser, lin)
  const { codes } = await setUpApp(browser, deps.clock())
  await browser.post('/sign-out')
  const [first = '', second = ''] = codes
  const half = async (one: Browser) => {
    await signIn(one, lin)
    await one.get('/sign-in/second-factor')
    return one
  }
  await half(browser)
  t.equal((await browser.post('/sign-in/second-factor', { code: first.toLowerCase() })).statusCode, 303)
  t.match((await browser.get('/account/second-factor')).body, '還有 9 個備用碼')
  const other = await half(visitor(app, '203.0.113.21'))
  t.equal((await other.post('/sign-in/second-factor', { code: first })).statusCode, 422)
  for (let i = 0; i < 4; i += 1) await other.post('/sign-in/second-factor', { code: '000000' })
  const third = await half(visitor(app, '203.0.113.22'))
  t.equal((await third.post('/sign-in/second-factor', { code: second })).statusCode, 429)
})

t.test('without the password there is no second half, and a new password makes an open one worthless', async t => {
  const { app, browser, lin, deps } = await school(t)
  t.equal((await browser.get('/sign-in/second-factor')).headers.location, '/sign-in')
  await signIn(browser, lin)
  const { codes } = await setUpApp(browser, deps.clock())
  const thief = visitor(app, '203.0.113.66')
  await signIn(thief, lin)
  await thief.get('/sign-in/second-factor')
  await deps.db.update(accounts).set({ passwordChangedAt: new Date('2026-11-23T06:00:01Z') })
  t.equal((await thief.post('/sign-in/second-factor', { code: codes[0] ?? '' })).headers.location, '/sign-in')
})

t.test('turning it off and new spare codes ask for the app once more, and the owner is told', async t => {
  const { browser, lin, deps, setClock } = await school(t)
  await signIn(browser, lin)
  const { codes, secret } = await setUpApp(browser, deps.clock())
  const later = new Date('2026-11-23T06:15:00Z')
  setClock(later)
  await browser.get('/account/second-factor')
  for (const path of ['removal', 'spare-codes', 'app']) {
    t.match((await browser.post(`/account/second-factor/${path}`)).headers.location, /^\/proof/)
  }
  const next = '/account/second-factor'
  const asked = await browser.get(`/proof?next=${next}`)
  t.same(
    inputsIn(asked, '/proof/password').slice(-3),
    ['next', 'password', 'code'],
    'the password alone is not enough for it',
  )
  const answers = [
    [{ password: goodPassword, code: '' }, 422],
    [{ password: 'wrong', code: digits(secret, later) }, 422],
    [{ password: goodPassword, code: digits(secret, later) }, 303],
  ] as const
  for (const [typed, status] of answers) {
    t.equal((await browser.post('/proof/password', { ...typed, next })).statusCode, status)
  }
  await browser.get('/account/second-factor')
  t.notMatch((await browser.post('/account/second-factor/spare-codes')).body, codes[0] ?? '')
  await browser.post('/account/second-factor/removal')
  t.same(await deps.db.select().from(secondFactors), [])
  t.same(await deps.db.select().from(spareCodes), [])
  t.same(
    (await deps.db.select().from(notices)).map(({ text }) => text).sort(),
    ['off', 'on'].map(word => `notice.account.second-factor-${word}`).concat('notice.account.spare-codes-made'),
  )
})

t.test('HR who came by password sets it up before anything else; a card needs none', async t => {
  const ca = await testCa(t)
  const linCard = await ca.card(linHolder)
  const { app, browser, lin, deps } = await school(t, { roles: ['hr_officer'] }, true)
  await trustCa(deps, ca)
  await signIn(browser, lin)
  t.equal((await browser.get('/people')).headers.location, '/account/second-factor')
  t.match((await browser.get('/account/second-factor')).body, '您的帳號權限較高')
  t.equal((await browser.get('/proof')).statusCode, 200, 'a fresh proof may be needed for it')
  await setUpApp(browser, deps.clock())
  t.equal((await browser.get('/people')).statusCode, 200)

  await browser.post('/account/second-factor/removal')
  await bindCard(deps, lin.accountId, linCard)
  const byCard = visitor(app)
  await byCard.post('/sign-in/card', signedBy(linCard, (await byCard.get('/sign-in')).body))
  t.equal((await byCard.get('/people')).statusCode, 200)
})

t.test('HR who have a card and came by password go on by the card, or with the help of others', async t => {
  const ca = await testCa(t)
  const linCard = await ca.card(linHolder)
  const { browser, lin, deps } = await school(t, { roles: ['hr_officer'] }, true)
  await trustCa(deps, ca)
  await bindCard(deps, lin.accountId, linCard)
  await signIn(browser, lin)
  t.equal((await browser.get('/people')).headers.location, '/account/second-factor')
  const page = (await browser.get('/account/second-factor')).body
  t.match(page, '請人事主管或系統管理者協助恢復登入')
  t.match(page, 'href="/recovery"')
  for (const url of ['/account/second-factor/app', '/account/passkeys/new']) {
    const asked = url.endsWith('new') ? await browser.get(url) : await browser.post(url)
    t.match(asked.headers.location, /^\/proof/, 'nothing new is bound by the password where there is a card')
    await browser.get('/account/second-factor')
  }
  t.equal((await browser.get('/account/cards/new')).statusCode, 200, 'but another card is')
  const proof = await browser.get('/proof?next=%2Faccount%2Fsecond-factor')
  t.notMatch(proof.body, 'action="/proof/password"')
  await browser.post('/proof/card', { ...signedBy(linCard, proof.body), next: '/people' })
  t.equal((await browser.get('/people')).statusCode, 200, 'and nothing need be set up')
})

t.test('a teacher is not asked for it', async t => {
  const { browser, lin } = await school(t, {}, true)
  await signIn(browser, lin)
  t.equal((await browser.get('/record')).statusCode, 200)
})

t.test('a code of two people of HR lets somebody in who lost the second factor as well', async t => {
  const { browser, lin, deps, agencyId } = await school(t)
  await signIn(browser, lin)
  await setUpApp(browser, deps.clock())
  await browser.post('/sign-out')
  const { db, ring, clock } = deps
  const asked = { accountId: lin.accountId, agencyId, askedBy: lin.accountId }
  const id = await recoveryCodes.ask(db, asked, clock())
  await recoveryCodes.confirm(db, id, lin, clock())
  const made = await recoveryCodes.issueCode(db, ring, id, clock())
  await browser.get('/recovery/code')
  await browser.post('/recovery/code', { code: made?.code ?? '', name: lin.name, last_four: '6781' })
  await browser.get('/recovery/new-password')
  await browser.post('/recovery/new-password', { password: 'a blue heron stands', again: 'a blue heron stands' })
  t.equal((await signIn(browser, lin, 'a blue heron stands')).headers.location, '/sign-out')
})

t.test('a new version of the personal-data notice is read before anything else, once', async t => {
  const { browser, lin, deps } = await school(t)
  t.match((await browser.get('/personal-data')).body, '您的權利')
  await deps.db.update(accounts).set({ noticeVersion: noticeVersion - 1 })
  await signIn(browser, lin)
  t.equal((await browser.get('/record')).headers.location, '/personal-data')
  t.match((await browser.get('/personal-data')).body, '我已閱讀')
  t.equal((await browser.post('/personal-data')).headers.location, '/')
  t.equal((await browser.get('/record')).statusCode, 200)
  t.notMatch((await browser.get('/personal-data')).body, '我已閱讀')
  const kept = await deps.db.select().from(events).where(eq(events.what, 'account.notice-acknowledged'))
  t.match(kept, [{ about: lin.accountId, details: { version: noticeVersion } }])
})

t.test('a new password comes before the notice', async t => {
  const { browser, lin, deps } = await school(t, { state: 'must_change' })
  await deps.db.update(accounts).set({ noticeVersion: 0 })
  await signIn(browser, lin)
  t.equal((await browser.get('/record')).headers.location, '/password')
  await browser.get('/password')
  await browser.post('/password', { new_password: 'a blue heron stands', again: 'a blue heron stands' })
  t.equal((await browser.get('/record')).headers.location, '/personal-data')
})
