import t, { type Test } from 'tap'
import { noticeVersion } from '../../../server/domain/account/required-step.ts'
import * as delays from '../../../server/store/account/sign-in-delays.ts'
import { accounts, people } from '../../../server/store/schema.ts'
import { startApp, visitor, type Browser } from '../../support/app/app.ts'
import { countHashings } from '../../support/app/hashings.ts'
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

t.test('a whole school that is right at the same moment comes in, and so does who is elsewhere', async t => {
  const { app, deps } = await crowd(t, 330)
  const answers: Promise<{ statusCode: number }>[] = []
  const first = visitor(app, '198.18.0.0')
  await first.get('/sign-in')
  const from = (address: string) => {
    const browser = visitor(app, address)
    for (const [name, value] of first.cookies) browser.cookies.set(name, value)
    return browser
  }
  const typed = (i: number) => ({ _csrf: first.token(), login_name: `person.${i}`, password: goodPassword })
  let before = 0
  for (let i = 0; i < 325; i += 1) {
    const sent = from('198.18.0.0').post('/sign-in/password', typed(i))
    answers.push(sent.finally(() => (before += 1)))
  }
  t.equal((await from('203.0.113.9').post('/sign-in/password', typed(329))).statusCode, 303)
  t.ok(before < 200, `who is elsewhere has a turn before the school has had all of theirs: after ${before}`)
  t.same(new Set((await Promise.all(answers)).map(({ statusCode }) => statusCode)), new Set([303]))
  t.match(await delays.mayTry(deps.db, delays.accountAllowances(deps.ring, 'person.328', '198.18.0.0'), deps.clock()), {
    ok: true,
  })
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
