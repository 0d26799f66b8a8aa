import { hash } from '@node-rs/argon2'
import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { passwordUntil, readPasswordDays } from '../../../server/domain/account/password-validity.ts'
import { addDays } from '../../../server/domain/clock.ts'
import { remindOfPasswords } from '../../../server/jobs/accounts.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as people from '../../../server/store/person/people.ts'
import {
  accounts,
  agencies,
  assignments,
  events,
  notices,
  pastPasswords,
  recordRows,
} from '../../../server/store/schema.ts'
import { startApp, visitor } from '../../support/app/app.ts'
import { fillTheLine } from '../../support/app/hashings.ts'
import { bindCard, linHolder, signedBy, testCa, trustCa } from '../../support/card/cards.ts'
import { addAgency, addPerson, goodPassword, signIn } from '../../support/person/people.ts'
import { activationCode, enter, startSchool } from '../../support/person/school.ts'
import { world } from '../../support/person/world.ts'
import { eventually } from '../../support/running/waiting.ts'

const ca = await testCa(t)
const linCard = await ca.card(linHolder)

const usedBefore = '這是您最近 5 個密碼之一'
const nth = (n: number) => `the ${n}. heron on the pond`

async function withPassword(t: Test) {
  const school = await startSchool(t, ['lin'])
  const { lin } = school
  await enter(lin)
  let current = goodPassword
  const change = async (to: string) => {
    await lin.get('/password')
    const answer = await lin.post('/password', { current, new_password: to, again: to })
    if (answer.statusCode === 200) current = to
    return answer
  }
  return { ...school, change }
}

t.test(
  'a password copied with signs that nobody sees can be typed without them, and one kept with them still opens',
  async t => {
    const { app, deps, lin, change } = await withPassword(t)
    t.equal((await change('\u200Ba heron\u00AD on the pond')).statusCode, 200)
    const login = `\u202D${lin.loginName}\u202C`
    t.equal((await signIn(visitor(app), { ...lin, loginName: login }, 'a heron on the pond')).statusCode, 303)
    const older = 'a heron\u200B on the pond'
    await deps.db.update(accounts).set({ passwordHash: await hash(older) })
    t.equal((await signIn(visitor(app), lin, older)).statusCode, 303)
    t.equal((await signIn(visitor(app), lin, 'a heron on the pond')).statusCode, 422, 'as it was kept')
  },
)

t.test(
  'what others know is refused wherever a password is chosen: the login name without its dot, the product, the site',
  async t => {
    const { app, deps, change } = await withPassword(t)
    const taken = ['heron linmeihua pond', 'heron PersonnelDesk pond', '白鷺鷥在人事櫃檯前面散步']
    for (const typed of taken) t.equal((await change(typed)).statusCode, 422, typed)
    const ye = await addPerson(deps, await addAgency(deps, '999000003C', '別的國小'), world.ye)
    const browser = visitor(app)
    await browser.get('/activation')
    const code = await activationCode(deps, ye)
    await browser.post('/activation', { code, name: ye.name, last_four: '6790' })
    for (const typed of ['heron yetingyu pond', ...taken.slice(1)]) {
      const chosen = { login_name: 'ye.tingyu', password: typed, again: typed }
      const answer = await browser.post('/activation/password', chosen)
      t.equal(answer.statusCode, 422, typed)
      t.match(answer.body, 'href="#password"')
    }
  },
)

t.test('none of the last five passwords is taken again, the sixth is, and older ones are not kept', async t => {
  const { change, deps } = await withPassword(t)
  t.match((await change(goodPassword)).body, usedBefore, 'not even the present one')
  for (const n of [1, 2, 3, 4]) t.equal((await change(nth(n))).statusCode, 200)
  for (const past of [goodPassword, nth(1), nth(2), nth(3), nth(4)]) {
    const refused = await change(past)
    t.equal(refused.statusCode, 422)
    t.match(refused.body, usedBefore)
  }
  t.equal((await deps.db.select().from(pastPasswords)).length, 4, 'and the present one makes five')
  t.equal((await change(nth(5))).statusCode, 200)
  t.equal((await change(goodPassword)).statusCode, 200, 'the first was six changes ago')
  t.equal((await deps.db.select().from(pastPasswords)).length, 4)
})

t.test(
  'the words of other rules come first, so that nobody makes the server work for a password that is bad anyway',
  async t => {
    const { change, deps, lin } = await withPassword(t)
    const refused = await change('lin.meihua and the heron')
    t.match(refused.body, '密碼裡不能有帳號、姓名、身分證統一編號、生日或學校名稱')
    t.notMatch(refused.body, usedBefore)
    t.match((await change('the heron A223456781')).body, '密碼裡不能有帳號、姓名、身分證統一編號、生日或學校名稱')
    t.match((await change('the heron 223456781')).body, '密碼裡不能有', 'nor its digits alone')
    t.match((await change('the heron of 美華')).body, '密碼裡不能有', 'nor their given name')
    t.match((await change('the heron of 示範國小')).body, '密碼裡不能有', 'nor their school')
    const [basic] = await deps.db.select().from(recordRows).where(eq(recordRows.personId, lin.personId))
    const data = { ...basic?.data, birth_date: '1979-01-02', name_en: 'Lin, Mei-hua' }
    await deps.db.update(recordRows).set({ data }).where(eq(recordRows.personId, lin.personId))
    t.match((await change('the heron 68/1/2')).body, '密碼裡不能有', 'nor their birthday')
    t.match((await change('the heron of meihua')).body, '密碼裡不能有', 'nor their name in Latin letters')
  },
)

t.test('passwords of one person say nothing about those of another', async t => {
  const { change, add } = await withPassword(t)
  await change(nth(1))
  const other = await enter(await add('wang'))
  await other.get('/password')
  const taken = { current: goodPassword, new_password: nth(1), again: nth(1) }
  t.equal((await other.post('/password', taken)).statusCode, 200)
  t.match((await change(goodPassword)).body, usedBefore, 'and nobody else’s change makes one forgotten')
})

t.test('where too many wait to be hashed, no form takes a new password or loses what else was typed', async t => {
  const { app, deps, lin, add } = await withPassword(t)
  await trustCa(deps, ca)
  await bindCard(deps, lin.accountId, linCard)
  const ye = await add('ye', { state: 'invited' })
  const newcomer = visitor(app)
  await newcomer.get('/activation')
  await newcomer.post('/activation', { code: await activationCode(deps, ye), name: ye.name, last_four: '6790' })
  await newcomer.get('/activation/way')
  const locked = visitor(app)
  await locked.post('/recovery/card', signedBy(linCard, (await locked.get('/recovery/card')).body))
  await locked.get('/recovery/new-password')
  await lin.get('/account/not-me')
  const chosen = { password: nth(1), again: nth(1) }
  const forms = [
    [newcomer, '/activation/password', { login_name: 'ye.tingyu', ...chosen }],
    [locked, '/recovery/new-password', chosen],
    [lin, '/account/not-me', { new_password: nth(1), again: nth(1) }],
  ] as const
  const kept = await deps.db.select().from(accounts)
  const empty = await fillTheLine(t)
  for (const [who, url, form] of forms) {
    const refused = await who.post(url, form)
    t.equal(refused.statusCode, 503, url)
    t.match(refused.headers['retry-after'], /^[1-9]\d*$/)
    t.match(refused.body, /href="#(new_)?password">(新密碼：)?現在有很多人同時送出密碼，新的密碼還沒有存/)
    if ('login_name' in form) t.match(refused.body, 'value="ye.tingyu"')
  }
  t.same(await deps.db.select().from(accounts), kept)
  await empty()
  t.equal((await newcomer.post('/activation/password', forms[0][2])).headers.location, '/')
  t.match((await locked.post('/recovery/new-password', chosen)).body, '密碼已重設')
})

t.test('a way back leads to no password that was used before', async t => {
  const { app, deps, lin, change } = await withPassword(t)
  await trustCa(deps, ca)
  await bindCard(deps, lin.accountId, linCard)
  await change(nth(1))
  const browser = visitor(app)
  await browser.post('/recovery/card', signedBy(linCard, (await browser.get('/recovery/card')).body))
  await browser.get('/recovery/new-password')
  const set = (password: string) => browser.post('/recovery/new-password', { password, again: password })
  t.match((await set(goodPassword)).body, usedBefore)
  t.match((await set(nth(2))).body, '密碼已重設')
})

t.test('who comes back after they had left, chooses no password of earlier', async t => {
  const { app, deps, lin, agencyId } = await withPassword(t)
  const { db, ring, clock } = deps
  await db.update(accounts).set({ state: 'closed' }).where(eq(accounts.id, lin.accountId))
  await db.execute(`update assignments set until_day = '2026-10-31'`)
  const assignment = { agencyId, staffKind: 'teacher', title: '', from: '2026-11-23' }
  await db.transaction(tx => people.comeBack(tx, ring, { ...lin, assignment }, bySystem, clock()))
  const browser = visitor(app)
  await browser.get('/activation')
  const code = await activationCode(deps, lin)
  await browser.post('/activation', { code, name: lin.name, last_four: '6781' })
  await browser.get('/activation/way')
  const choose = (password: string) =>
    browser.post('/activation/password', { login_name: 'lin.mei', password, again: password })
  const refused = await choose(goodPassword)
  t.equal(refused.statusCode, 422)
  t.match(refused.body, usedBefore)
  t.match(refused.body, 'value="lin.mei"')
  t.equal((await choose(nth(1))).headers.location, '/')
})

const rule = { days: 90, since: '2026-01-01' }
const validities: [string, string | null, (typeof rule)[], string | null][] = [
  ['no rule sets no end', '2026-03-01', [], null],
  ['a password is good for so many days after it was set', '2026-03-01', [rule], '2026-05-30'],
  ['a new rule leaves everybody two weeks', '2020-03-01', [rule], '2026-01-15'],
  ['the strictest of several agencies counts', '2026-03-01', [{ ...rule, days: 365 }, rule], '2026-05-30'],
  ['where the day is not known the rule’s first day counts', null, [rule], '2026-04-01'],
]
for (const [promise, changedOn, rules, until] of validities) {
  t.test(promise, async t => t.equal(passwordUntil(changedOn, rules), until))
}

t.test('days are typed as a number within limits, or left blank', async t => {
  t.match(readPasswordDays(' '), { value: null })
  t.match(readPasswordDays('１８０'), { value: 180 })
  for (const typed of ['89', '366', '90.5', 'ninety', '-90']) t.equal(readPasswordDays(typed).ok, false, typed)
})

async function withRule(t: Parameters<typeof startApp>[0], days: number | null = 90) {
  const known = await withPassword(t)
  const { deps, agencyId, lin, setClock } = known
  await deps.db.update(agencies).set({ passwordDays: days, passwordDaysSince: '2026-01-01' })
  await deps.db.update(accounts).set({ passwordChangedAt: deps.clock() }).where(eq(accounts.id, lin.accountId))
  const today = (day: string) => setClock(new Date(`${day}T09:00:00+08:00`))
  const told = () => deps.db.select().from(notices).where(eq(notices.text, 'notice.account.password-ends'))
  return { ...known, agencyId, today, told }
}

t.test('when the time of a password is over, its owner signs in with it and sets a new one first', async t => {
  const { lin, deps, today } = await withRule(t)
  const last = '2027-02-21'
  t.equal(last, addDays('2026-11-23', 90))
  t.match((await lin.get('/account')).body, '116 年 2 月 21 日以前有效')
  today(last)
  t.equal((await signIn(lin, lin)).headers.location, '/sign-out')
  t.equal((await lin.get('/record')).statusCode, 200, 'on the last day it is good')
  today(addDays(last, 1))
  await signIn(lin, lin)
  t.equal((await lin.get('/record')).headers.location, '/password')
  const page = await lin.get('/password')
  t.match(page.body, '這個密碼已到期')
  t.notMatch(page.body, 'name="current"', 'it was typed a moment ago')
  t.match((await lin.post('/password', { new_password: goodPassword, again: goodPassword })).body, usedBefore)
  t.equal((await lin.post('/password', { new_password: nth(1), again: nth(1) })).statusCode, 200)
  t.equal((await lin.get('/record')).statusCode, 200)
  t.match(await deps.db.select().from(accounts), [{ state: 'active' }])
})

t.test('a screen left alone when the time runs out asks for the old password', async t => {
  const { lin, today, setClock } = await withRule(t)
  today('2027-02-21')
  setClock(new Date('2027-02-21T23:50:00+08:00'))
  await signIn(lin, lin)
  setClock(new Date('2027-02-22T00:05:00+08:00'))
  t.equal((await lin.get('/record')).headers.location, '/password')
  t.match((await lin.get('/password')).body, 'name="current"')
})

t.test('who comes by card is not asked for a password that is not used, and without a rule nobody is', async t => {
  const { app, lin, deps } = await withRule(t)
  await trustCa(deps, ca)
  await bindCard(deps, lin.accountId, linCard)
  await deps.db.update(accounts).set({ passwordChangedAt: new Date('2026-05-01T00:00:00Z') })
  const reader = visitor(app)
  // the page that all visitors share was asked for before
  const page = await eventually(
    async () => (await reader.get('/sign-in')).body,
    body => body.includes('data-card'),
  )
  await reader.post('/sign-in/card', signedBy(linCard, page))
  t.equal((await reader.get('/record')).statusCode, 200)
  await signIn(lin, lin)
  t.equal((await lin.get('/record')).headers.location, '/password')
  await deps.db.update(assignments).set({ until: '2026-11-01' })
  t.equal((await lin.get('/record')).statusCode, 200, 'the rule is of an agency that was left')
})

t.test('two weeks before its owner hears of it once, and again of the next password', async t => {
  const { deps, lin, today, told } = await withRule(t)
  today('2027-02-06')
  await remindOfPasswords(deps)
  t.same(await told(), [])
  today('2027-02-07')
  await remindOfPasswords(deps)
  await remindOfPasswords(deps)
  t.match(await told(), [{ accountId: lin.accountId, holes: { day: '2027-02-21' }, url: '/password' }])
  t.equal((await told()).length, 1)
  await deps.db.update(accounts).set({ passwordChangedAt: deps.clock() })
  today('2027-05-01')
  await remindOfPasswords(deps)
  t.equal((await told()).length, 2)
  await deps.db.update(agencies).set({ passwordDays: null, passwordDaysSince: null })
  today('2027-05-02')
  await remindOfPasswords(deps)
  t.equal((await told()).length, 2)
})

t.test('the HR chief sets the days for the own agency, and for no other; officers and teachers set none', async t => {
  const { deps, agencyId, lin, add } = await withRule(t, null)
  const [huang, chen] = [await enter(await add('huang')), await enter(await add('chen'))]
  const path = `/agencies/${agencyId}/passwords`
  t.match((await huang.get('/people')).body, path)
  t.notMatch((await chen.get('/people')).body, path)
  for (const other of [chen, lin]) t.equal((await other.get(path)).statusCode, 404)
  const other = await addAgency(deps, '999000002B', '第二示範國小')
  t.equal((await huang.get(`/agencies/${other}/passwords`)).statusCode, 404)
  await huang.get(path)
  const refused = await huang.post(path, { days: '30' })
  t.equal(refused.statusCode, 422)
  t.match(refused.body, 'value="30"')
  const set = async (days: string) => t.equal((await huang.post(path, { days })).headers.location, '/people')
  await set('180')
  await set('180')
  t.match((await huang.get(path)).body, 'value="180"')
  t.match(await deps.db.select().from(agencies).where(eq(agencies.id, agencyId)), [{ passwordDaysSince: '2026-11-23' }])
  await set('')
  t.match(await deps.db.select().from(agencies).where(eq(agencies.id, agencyId)), [{ passwordDaysSince: null }])
  const kept = await deps.db.select().from(events).where(eq(events.what, 'agency.password-days-set'))
  t.match(kept, [
    { byRole: 'hr_chief', details: { days: 180, before: null } },
    { details: { days: null, before: 180 } },
  ])
})
