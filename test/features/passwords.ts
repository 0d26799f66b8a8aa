import { eq } from 'drizzle-orm'
import t from 'tap'
import { bySystem } from '../../server/store/events.ts'
import * as people from '../../server/store/people.ts'
import { accounts, pastPasswords } from '../../server/store/schema.ts'
import { startApp, visitor } from '../support/app.ts'
import { bindCard, linCard, signedBy, testCa, trustCa } from '../support/cards.ts'
import { addAgency, addPerson, goodPassword, signIn } from '../support/people.ts'
import { activationCode } from '../support/site.ts'

t.setTimeout(120_000)
const ca = await testCa(t)
const lin = await ca.card(linCard)

const usedBefore = '這是您最近五個密碼之一'
const nth = (n: number) => `the ${n}. heron on the pond`

async function school(t: Parameters<typeof startApp>[0]) {
  const started = await startApp(t)
  const agencyId = await addAgency(started.deps)
  const person = await addPerson(started.deps, agencyId)
  const browser = visitor(started.app)
  await signIn(browser, person)
  let current = goodPassword
  const change = async (to: string) => {
    await browser.get('/password')
    const answer = await browser.post('/password', { current, new_password: to, again: to })
    if (answer.statusCode === 200) current = to
    return answer
  }
  return { ...started, agencyId, person, browser, change }
}

t.test('none of the last five passwords is taken again, the sixth is, and older ones are not kept', async t => {
  const { change, deps } = await school(t)
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
    const { change } = await school(t)
    const refused = await change('lin.meihua and the heron')
    t.match(refused.body, '密碼裡不能有帳號、姓名或身分證統一編號')
    t.notMatch(refused.body, usedBefore)
    t.match((await change('the heron A223456781')).body, '密碼裡不能有帳號、姓名或身分證統一編號')
  },
)

t.test('passwords of one person say nothing about those of another', async t => {
  const { app, deps, agencyId, change } = await school(t)
  await change(nth(1))
  const other = await addPerson(deps, agencyId, { name: '王大明', idNumber: 'A123456789', loginName: 'wang.daming' })
  const browser = visitor(app)
  await signIn(browser, other)
  await browser.get('/password')
  const taken = { current: goodPassword, new_password: nth(1), again: nth(1) }
  t.equal((await browser.post('/password', taken)).statusCode, 200)
  t.match((await change(goodPassword)).body, usedBefore, 'and nobody else’s change makes one forgotten')
})

t.test('a way back leads to no password that was used before', async t => {
  const { app, deps, person, change } = await school(t)
  await trustCa(deps, ca)
  await bindCard(deps, person.accountId, lin)
  await change(nth(1))
  const browser = visitor(app)
  await browser.post('/recovery/card', signedBy(lin, (await browser.get('/recovery/card')).body))
  await browser.get('/recovery/new-password')
  const set = (password: string) => browser.post('/recovery/new-password', { password, again: password })
  t.match((await set(goodPassword)).body, usedBefore)
  t.match((await set(nth(2))).body, '密碼已重設')
})

t.test('who comes back after they had left, chooses no password of earlier', async t => {
  const { app, deps, person, agencyId } = await school(t)
  const { db, ring, clock } = deps
  await db.update(accounts).set({ state: 'closed' }).where(eq(accounts.id, person.accountId))
  await db.execute(`update assignments set until_day = '2026-10-31'`)
  const assignment = { agencyId, staffKind: 'teacher', title: '', from: '2026-11-23' }
  await db.transaction(tx => people.comeBack(tx, ring, { ...person, assignment }, bySystem, clock()))
  const browser = visitor(app)
  await browser.get('/activation')
  const code = await activationCode(deps, person)
  await browser.post('/activation', { code, name: person.name, last_four: '6781' })
  await browser.get('/activation/way')
  const choose = (password: string) =>
    browser.post('/activation/password', { login_name: 'lin.mei', password, again: password })
  const refused = await choose(goodPassword)
  t.equal(refused.statusCode, 422)
  t.match(refused.body, usedBefore)
  t.match(refused.body, 'value="lin.mei"')
  t.equal((await choose(nth(1))).headers.location, '/')
})
