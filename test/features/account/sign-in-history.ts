import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { serialOf } from '../../../server/simulators/cards/read.ts'
import { accounts, signIns } from '../../../server/store/schema.ts'
import * as boundWays from '../../../server/store/ways/bound-ways.ts'
import * as credentials from '../../../server/store/ways/credentials.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { visitor } from '../../support/app/app.ts'
import { bindCard, linHolder, signedBy, testCa, trustCa } from '../../support/card/cards.ts'
import { addPerson, goodPassword, signIn } from '../../support/person/people.ts'
import { startSchool } from '../../support/person/school.ts'
import { device } from '../../support/ways/authenticator.ts'
import { answeredBy, bindHealthCard, verifierOf } from '../../support/ways/health-card.ts'
import { healthPeople, startHealthDesk } from '../../support/ways/health-desk.ts'

const ca = await testCa(t)
const linCard = await ca.card(linHolder)

async function withHistory(t: Test, more: Partial<Deps> = {}) {
  const school = await startSchool(t, ['lin'], { ca, deps: more })
  const { deps, lin, browser } = school
  /** Causes on the account, in the order of their happening; null for a success. */
  const causes = async () =>
    (await deps.db.select().from(signIns).where(eq(signIns.accountId, lin.accountId)).orderBy(signIns.id)).map(
      ({ way, cause }) => [way, cause],
    )
  /** Notes of what is refused are not waited for, so that nobody can tell from the time that an account exists. */
  const noted = async (count: number) => {
    while ((await causes()).length < count) await new Promise(done => setTimeout(done, 10))
    return (await causes()).map(([, cause]) => cause)
  }
  const lastSignIn = async () =>
    (await deps.db.select().from(accounts).where(eq(accounts.id, lin.accountId)))[0]?.lastSignInAt
  const byCard = async (card = linCard, tricks: Parameters<typeof signedBy>[2] = {}) =>
    browser.post('/sign-in/card', signedBy(card, (await browser.get('/sign-in')).body, tricks))
  return { ...school, causes, noted, lastSignIn, byCard }
}

const forged = { signer: { signature: (defaults: Buffer) => Buffer.alloc(defaults.length, 1) } }

t.test('who owns a card reads of it when it is refused by its time, its list or its past', async t => {
  const { browser, lin, deps, causes, byCard, setClock } = await withHistory(t)
  const lost = await ca.card({ ...linHolder, serialNumber: '0000000099900003', cardNumber: 'TP99000000000003' })
  const take = async () => {
    const [bound] = await credentials.ofAccount(deps.db, lin.accountId)
    await boundWays.retire(deps.db, 'card', lin.accountId, bound?.id ?? '', 'removed', deps.clock())
  }
  await bindCard(deps, lin.accountId, lost)
  await ca.revoke('moica3', serialOf(lost.signing.certificate))
  await ca.publish()
  await trustCa(deps, ca)
  await byCard(lost)
  await take()
  await byCard(lost)
  await bindCard(deps, lin.accountId, linCard)
  setClock(new Date('2036-11-23T06:00:00Z'))
  t.match((await byCard()).body, '這張憑證已經過期')
  setClock(new Date('2026-11-23T06:00:00Z'))
  await take()
  await byCard()
  t.same(await causes(), [
    ['card', 'card.refused.revoked'],
    ['card', 'card.refused.revoked'],
    ['card', 'card.refused.expired'],
    ['card', 'sign-in.refused.card-retired'],
  ])
  await signIn(browser, lin)
  t.match((await browser.get('/account')).body, '用了一張已經移除、停用或換掉的卡片')
})

t.test('who only has a copy of somebody’s certificate writes nothing into their history', async t => {
  const { lin, deps, causes, byCard, setClock } = await withHistory(t)
  await bindCard(deps, lin.accountId, linCard)
  setClock(new Date('2036-11-23T06:00:00Z'))
  t.match((await byCard(linCard, forged)).body, '這張憑證已經過期')
  setClock(new Date('2026-11-23T06:00:00Z'))
  await byCard(linCard, forged)
  const [bound] = await credentials.ofAccount(deps.db, lin.accountId)
  await boundWays.retire(deps.db, 'card', lin.accountId, bound?.id ?? '', 'removed', deps.clock())
  await byCard(linCard, forged)
  t.same(await causes(), [])
})

t.test('a new card that waits for one more proof, and a recovery that is refused, stand in the history', async t => {
  const { browser, lin, deps, causes, noted, byCard } = await withHistory(t)
  await bindCard(deps, lin.accountId, linCard)
  const renewed = await ca.card({ ...linHolder, serialNumber: '0000000099900077', cardNumber: 'TP99000000000077' })
  await byCard(renewed)
  t.same(await causes(), [['card', 'card.refused.not-bound']])
  await browser.get('/sign-in/renewal')
  await browser.post('/sign-in/renewal/password', { login_name: lin.loginName, password: 'wrong' })
  await noted(2)
  await browser.post('/sign-in/renewal/password', { login_name: lin.loginName, password: goodPassword })
  t.same((await causes()).slice(1), [
    ['password', 'sign-in.refused.password'],
    ['card', null],
  ])
  const { body } = await browser.get('/account')
  t.match(body, '用了一張還沒有登記的新卡')
  await browser.post('/sign-out')

  const back = async (card = linCard) =>
    browser.post('/recovery/card', signedBy(card, (await browser.get('/recovery/card')).body))
  await back()
  await noted(4)
  await deps.db.update(accounts).set({ state: 'suspended' })
  await back(renewed)
  await noted(5)
  t.same((await causes()).slice(3), [
    ['recovery', 'recovery.refused.card'],
    ['recovery', 'recovery.refused.state'],
  ])
})

t.test('a health card that was verified and opens nothing is told to whom it concerns', async t => {
  const desk = await startHealthDesk(t)
  const { browser, lin, deps, agencyId, causes } = await withHistory(t, { healthCards: verifierOf(desk) })
  const action = '/sign-in/health-card'
  const tryCard = async () => {
    const page = await browser.get('/sign-in')
    return browser.post(action, await answeredBy(desk, healthPeople.lin, page, action))
  }
  await tryCard()
  await bindHealthCard(deps, lin.accountId, { cardNumber: '990000009999' })
  await tryCard()
  t.same(await causes(), [
    ['health_card', 'health-card.refused.not-bound'],
    ['health_card', 'health-card.refused.reissued'],
  ])
  const { name, idNumber } = healthPeople.chen
  const other = await addPerson(deps, agencyId, { name, idNumber, loginName: 'chen.wenbin' })
  await bindHealthCard(deps, other.accountId, healthPeople.lin)
  await tryCard()
  t.match(await deps.db.select().from(signIns).where(eq(signIns.accountId, other.accountId)), [
    { way: 'health_card', cause: 'health-card.refused.other-person' },
  ])
  t.equal((await causes()).length, 2)
})

t.test('tries that meet the wait are noted once for each wait', async t => {
  const { app, lin, noted, setClock } = await withHistory(t)
  const [wrong, wait] = ['sign-in.refused.password', 'sign-in.refused.wait']
  const tryOften = async (times: number) => {
    for (let i = 0; i < times; i += 1) await signIn(visitor(app), lin, 'wrong words here')
  }
  await tryOften(5)
  const first = Array.from({ length: 5 }, () => wrong)
  t.same(await noted(5), first)
  await tryOften(3)
  t.same(await noted(6), [...first, wait])
  setClock(new Date('2026-11-23T06:16:00Z'))
  await tryOften(3)
  const second = [...first, wait, wrong, wait]
  t.same((await noted(8)).toSorted(), second.toSorted(), 'the next wait is another one')
  const owner = visitor(app, '203.0.113.9')
  await signIn(owner, lin)
  t.equal((await noted(9)).length, 9)
  t.match((await owner.get('/account')).body, '試了太多次，要等一段時間')
})

t.test('a proof is no sign-in, whatever it was made with', async t => {
  const { browser, lin, deps, causes, lastSignIn, setClock } = await withHistory(t)
  await signIn(browser, lin)
  const phone = device()
  await browser.post('/account/passkeys/new', phone.make((await browser.get('/account/passkeys/new')).body))
  await bindCard(deps, lin.accountId, linCard)
  await browser.get('/account')
  setClock(new Date('2026-11-23T06:10:00Z'))
  await browser.get('/proof')
  t.equal((await browser.post('/proof/password', { password: 'wrong' })).statusCode, 422)
  t.equal((await browser.post('/proof/password', { password: goodPassword })).statusCode, 303)
  t.equal((await browser.post('/proof/card', signedBy(linCard, (await browser.get('/proof')).body))).statusCode, 303)
  t.equal((await browser.post('/proof/passkey', phone.use((await browser.get('/proof')).body))).statusCode, 303)
  t.same(await causes(), [['password', null]])
  t.same(await lastSignIn(), new Date('2026-11-23T06:00:00Z'))
})
