import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { noticeVersion } from '../../../server/domain/account/required-step.ts'
import { placeOf } from '../../../server/domain/account/sign-in-delay.ts'
import { inTurn } from '../../../server/store/account/password-hashes.ts'
import * as delays from '../../../server/store/account/sign-in-delays.ts'
import { accounts, people, signInDelays, signIns } from '../../../server/store/schema.ts'
import { startApp, visitor, type Browser, type TestApp } from '../../support/app/app.ts'
import { countHashings, fillTheLine, leaveOneTurn } from '../../support/app/hashings.ts'
import { triesOn } from '../../support/person/attack.ts'
import { goodHash, goodPassword } from '../../support/person/people.ts'

/** So many people who could sign in, with the cheap hash, so that hundreds of passwords can be tried. */
async function crowd(t: Test, count: number) {
  const started = await startApp(t)
  const { db } = started.deps
  const passwordHash = await goodHash()
  const everybody = Array.from({ length: count }, (_, i) => ({ name: '王大明', idNumberIndex: `index ${i}` }))
  const added = await db.insert(people).values(everybody).returning({ personId: people.id })
  await db.insert(accounts).values(
    added.map(({ personId }, i) => ({
      personId,
      passwordHash,
      noticeVersion,
      loginName: `person.${i}`,
      state: 'active' as const,
    })),
  )
  return started
}

const attempt = (browser: Browser, login_name: string, password: string) =>
  browser.post('/sign-in/password', { login_name, password })

// all at one moment: how many come to the password, and after how many minutes an owner comes in at a place of the attack
// with a browser that is not known
const shapes = [
  { title: 'one account from 100 places', accounts: 1, addresses: 100, count: 100, checked: 100, wait: 0 },
  { title: '320 accounts from one place', accounts: 320, addresses: 1, count: 320, checked: 300, wait: 5 },
  { title: '10 accounts from 4 places', accounts: 10, addresses: 4, count: 240, checked: 200, wait: 15 },
]
for (const { title, checked, wait, ...shape } of shapes) {
  t.test(
    `of ${shape.count} forms sent for ${title}, ${checked} come to the password, and no owner is kept out`,
    async t => {
      const { app, deps, setClock } = await crowd(t, shape.accounts)
      const start = deps.clock().getTime()
      const known = visitor(app, '198.18.0.0')
      await known.get('/sign-in')
      t.equal((await attempt(known, 'person.0', goodPassword)).statusCode, 303)
      await known.post('/sign-out')

      const attacker = visitor(app)
      await attacker.get('/sign-in')
      const from = (address: string) => {
        const browser = visitor(app, address)
        for (const [name, value] of attacker.cookies) browser.cookies.set(name, value)
        return browser
      }
      const hashings = countHashings(t)
      let delayed = 0
      for (const { loginName, address } of triesOn(shape)) {
        const form = { _csrf: attacker.token(), login_name: loginName, password: 'some wrong words' }
        const { statusCode } = await from(address).post('/sign-in/password', form)
        if (statusCode === 429) delayed += 1
        else t.equal(statusCode, 422)
      }
      t.equal(hashings(), checked)
      t.equal(delayed, shape.count - checked)

      t.equal((await attempt(known, 'person.0', goodPassword)).statusCode, 303, 'a browser that signed in before')
      const elsewhere = visitor(app, '203.0.113.7')
      await elsewhere.get('/sign-in')
      t.equal((await attempt(elsewhere, 'person.0', goodPassword)).statusCode, 303, 'another place')
      const here = visitor(app, '198.18.0.0')
      await here.get('/sign-in')
      let minutes = 0
      while ((await attempt(here, 'person.0', goodPassword)).statusCode === 429) {
        minutes += 1
        setClock(new Date(start + minutes * 60_000))
      }
      t.comment(
        `measured: ${title}: ${shape.count} forms, ${checked} checked, ${delayed} delayed; the owner waits 0 minutes in a ` +
          `known browser, 0 in another place, ${minutes} in an unknown browser at a place of the attack`,
      )
      t.equal(minutes, wait)
    },
  )
}

/** Many browsers that were once at the sign-in page together, each from its own address. */
async function browsersOf(app: TestApp['app']) {
  const first = visitor(app, '198.18.0.0')
  await first.get('/sign-in')
  return (address: string) => {
    const browser = visitor(app, address)
    for (const [name, value] of first.cookies) browser.cookies.set(name, value)
    return (login_name: string, password: string) =>
      browser.post('/sign-in/password', { _csrf: first.token(), login_name, password })
  }
}

t.test('a whole school that is right at the same moment comes in, and so does who is elsewhere', async t => {
  const { app, deps } = await crowd(t, 402)
  const from = await browsersOf(app)
  let before = 0
  // told to wait a moment, they try again
  const comesIn = async (i: number): Promise<number> => {
    const { statusCode, headers } = await from('198.18.0.0')(`person.${i}`, goodPassword)
    if (statusCode !== 503) return ((before += 1), statusCode)
    t.match(headers['retry-after'], /^[1-9]\d*$/)
    await pause(200)
    return comesIn(i)
  }
  const school = Array.from({ length: 400 }, (_, i) => comesIn(i))
  t.equal((await from('203.0.113.9')('person.401', goodPassword)).statusCode, 303)
  t.ok(before < 200, `who is elsewhere has a turn before the school has had all of theirs: after ${before}`)
  t.same(new Set(await Promise.all(school)), new Set([303]))
  t.match(
    await delays.mayTry(
      deps.db,
      delays.accountAllowances(deps.ring, 'person.400', placeOf('198.18.0.0')),
      deps.clock(),
    ),
    {
      ok: true,
    },
  )
})

t.test('of a hundred passwords for one account that are sent at the same moment five are compared', async t => {
  const { app } = await crowd(t, 1)
  const from = await browsersOf(app)
  await from('203.0.113.9')('nobody', 'some wrong words')
  const hashings = countHashings(t)
  const guesses = Array.from({ length: 100 }, (_, i) => from('198.18.0.0')('person.0', `guess number ${i}`))
  const statuses = (await Promise.all(guesses)).map(({ statusCode }) => statusCode)
  t.equal(statuses.filter(status => status === 422).length, 5)
  t.equal(hashings(), 5)
})

t.test('however many browsers know an account, they have turns like one', async t => {
  const { app } = await crowd(t, 2)
  const knownBrowser = async () => {
    const browser = visitor(app, '198.18.0.0')
    await browser.get('/sign-in')
    t.equal((await attempt(browser, 'person.0', goodPassword)).statusCode, 303)
    browser.cookies.delete('desk')
    await browser.get('/sign-in')
    return browser
  }
  const known = [await knownBrowser(), await knownBrowser(), await knownBrowser()]
  const elsewhere = visitor(app, '203.0.113.9')
  await elsewhere.get('/sign-in')
  const empty = await leaveOneTurn(t)

  const order: string[] = []
  const comes = async (browser: Browser, who: string) => {
    t.equal((await attempt(browser, who, goodPassword)).statusCode, 303)
    order.push(who)
  }
  const last = inTurn('whoever has the last turn', () => pause(1000))
  await Promise.all([...known.map(browser => comes(browser, 'person.0')), comes(elsewhere, 'person.1'), last])
  t.equal(order.at(-1), 'person.0', `who is elsewhere waited for one of them: ${order}`)
  await empty()
})

t.test('who comes while too many wait reads it at once, keeps the login name typed, and has tried nothing', async t => {
  const { app, deps } = await crowd(t, 1)
  const known = visitor(app, '203.0.113.9')
  await known.get('/sign-in')
  t.equal((await attempt(known, 'nobody', 'some wrong words')).statusCode, 422)
  await deps.db.delete(signInDelays)
  const hashings = countHashings(t)

  const empty = await fillTheLine(t)
  const refused = await attempt(known, 'person.0', goodPassword)
  t.equal(refused.statusCode, 503)
  t.match(refused.headers['retry-after'], /^[1-9]\d*$/)
  t.match(refused.body, '還來不及檢查您的密碼，這一次不算試錯')
  t.match(refused.body, 'value="person.0"')
  t.notMatch(refused.body, goodPassword)
  t.equal(hashings(), 0)
  t.same(await deps.db.select().from(signInDelays), [])
  t.same(await deps.db.select().from(signIns), [])

  await empty()
  t.equal((await attempt(known, 'person.0', goodPassword)).statusCode, 303)
  await deps.db.delete(signInDelays)
  await known.get('/password')
  await fillTheLine(t)
  const typed = { current: goodPassword, new_password: 'another heron on the pond', again: 'another heron on the pond' }
  const notNow = await known.post('/password', typed)
  t.equal(notNow.statusCode, 503)
  t.match(notNow.body, '還來不及檢查您的密碼')
  t.same(await deps.db.select().from(signInDelays), [])
})

t.test('whatever a proxy writes beside the address, or calls it, tries are braked', async t => {
  const { app } = await startApp(t, {}, {}, { trustProxy: ['127.0.0.1'] })
  const forms = (told: (i: number) => string) => {
    const browser = visitor(app, '127.0.0.1')
    return async (i: number) => {
      const headers = { 'x-forwarded-for': told(i) }
      if (i === 0) await browser.get('/sign-in', headers)
      const form = { login_name: 'person.0', password: 'some wrong words' }
      return (await browser.post('/sign-in/password', form, headers)).statusCode
    }
  }
  const tellings: ((i: number) => string)[] = [
    i => `203.0.113.8:${40_000 + i}`,
    i => `[2001:b011:9:9::${i + 1}]:443`,
    i => `198.51.100.${i}, ::ffff:cb00:7109`,
    i => `nobody ${i}`,
  ]
  for (const told of tellings) {
    const attempt = forms(told)
    const statuses: number[] = []
    for (let i = 0; i < 6; i += 1) statuses.push(await attempt(i))
    t.same(statuses, [422, 422, 422, 422, 422, 429], told(0))
  }
})
