import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import type { AgencyCardRefusal } from '../../../server/domain/ways/agency-card.ts'
import type { Ca } from '../../../server/simulators/cards/ca.ts'
import type { Card } from '../../../server/simulators/cards/card.ts'
import * as schema from '../../../server/store/schema.ts'
import { all } from '../../../server/text/speak.ts'
import { startApp, visitor, type Browser } from '../../support/app/app.ts'
import { errorsIn, formIn, words } from '../../support/app/pages.ts'
import { bindCard, linHolder, signedBy, testCa, trustCa } from '../../support/card/cards.ts'
import { addAgency, goodPassword, signIn, type TestPerson } from '../../support/person/people.ts'
import { addSchool } from '../../support/person/school.ts'

let ca: Ca
let [school, bureau, lin] = [] as unknown as [Card, Card, Card]

const holder = { kind: 'school' as const, organisation: '2.16.886.111.99999.1' }
const schoolCard = { ...holder, name: '示範國小', serialNumber: '0000000099900009', cardNumber: 'TP99000000000009' }

t.before(async () => {
  ca = await testCa(t)
  school = await ca.card(schoolCard)
  const above = { name: '示範市政府教育局', serialNumber: '0000000099900010', cardNumber: 'TP99000000000010' }
  bureau = await ca.card({ ...holder, ...above, kind: 'agency' })
  lin = await ca.card(linHolder)
})

async function office(t: Test, settings: Parameters<typeof startApp>[1] = {}) {
  const started = await startApp(t, settings)
  const { app, deps } = started
  await trustCa(deps, ca)
  const people = await addSchool(deps)
  const { agencyId } = people
  const elsewhere = await addAgency(deps, '999000002B', '第二國小')

  async function enter(person: TestPerson): Promise<Browser> {
    const browser = visitor(app)
    await signIn(browser, person)
    return browser
  }
  const registerPath = (id = agencyId) => `/agencies/${id}/cards`
  async function register(browser: Browser, card: Card, id = agencyId, more: Record<string, string> = {}) {
    const page = await browser.get(registerPath(id))
    return browser.post(registerPath(id), { ...signedBy(card, page.body), ...more })
  }
  async function insert(browser: Browser, card: Card, next = '/account') {
    const page = await browser.get('/agency-card')
    return browser.post('/agency-card', { ...signedBy(card, page.body), next })
  }
  async function kept() {
    const [card] = await deps.db.select().from(schema.agencyCards)
    if (!card) throw new Error('no card was registered')
    return card
  }
  const happened = (what: string) => deps.db.select().from(schema.events).where(eq(schema.events.what, what))
  return { ...started, ...people, elsewhere, enter, register, registerPath, insert, kept, happened }
}

t.test('the chief registers the card of the agency, and HR is told', async t => {
  const { chief, officer, agencyId, enter, register, registerPath, happened, deps } = await office(t)
  const browser = await enter(chief)
  const done = await register(browser, school)
  t.equal(done.headers.location, registerPath())
  t.match(words((await browser.get(registerPath())).body), /示範國小[^]*黃主任/)
  t.match(await happened('agency-card.registered'), [{ about: agencyId, byRole: 'hr_chief' }])
  const told = await deps.db.select().from(schema.notices).where(eq(schema.notices.accountId, officer.accountId))
  t.match(told, [{ text: 'notice.agency-card.registered' }])
  t.same(await deps.db.select().from(schema.credentials), [], 'it opens nobody’s account')

  t.equal((await register(browser, school)).statusCode, 303, 'the same card again is one card')
  t.equal((await deps.db.select().from(schema.agencyCards)).length, 1)
})

t.test('a name that differs from that of the agency needs a tick, for the very name that was shown', async t => {
  const { chief, enter, register, registerPath, deps } = await office(t)
  const browser = await enter(chief)
  const asked = await register(browser, bureau)
  t.equal(asked.statusCode, 422)
  t.match(errorsIn(asked), [/憑證上的名稱和機關名稱不同/])
  t.match(words(asked.body), '憑證上的名稱是「示範市政府教育局」，確定就是這個機關')
  const { seen_name = '' } = formIn(asked, registerPath()) ?? {}
  t.equal(seen_name, '示範市政府教育局')
  t.equal((await register(browser, bureau, undefined, { seen_name })).statusCode, 422, 'without the tick')
  const other = { seen_name: '另一個名稱', confirmed: 'yes' }
  t.equal((await register(browser, bureau, undefined, other)).statusCode, 422, 'the tick was for another name')
  t.same(await deps.db.select().from(schema.agencyCards), [])
  t.equal((await register(browser, bureau, undefined, { seen_name, confirmed: 'yes' })).statusCode, 303)
})

t.test('it is more than a password for the work of its agency, and for nobody’s own account', async t => {
  const { chief, officer, agencyId, enter, register, insert, deps } = await office(t)
  await register(await enter(chief), school)
  await bindCard(deps, officer.accountId, lin)
  const browser = await enter(officer)
  const [work, own] = ['/people/invitations', '/account/passkeys/new']
  const asks = async (url: string) => String((await browser.get(url)).headers.location).startsWith('/proof')
  t.same([await asks(work), await asks(own)], [true, true])
  await insert(browser, school)
  t.same([await asks(work), await asks(own)], [false, true])
  await browser.get('/account')
  await browser.post('/acting-agency', { agency: agencyId })
  t.equal(await asks(work), true, 'it ends with a change of the agency')
})

t.test('a person who is signed in goes on for the agency, and every event names the card', async t => {
  const { chief, officer, teacher, enter, register, insert, kept, happened, deps } = await office(t)
  await register(await enter(chief), school)
  const { id, agencyId } = await kept()
  const browser = await enter(officer)
  t.notMatch(words((await browser.get('/')).body), '以機關憑證代表')
  t.equal((await insert(browser, school, '/inbox')).headers.location, '/inbox')
  t.match(words((await browser.get('/')).body), '以機關憑證代表示範國小')
  t.match(words((await browser.get('/agency-card')).body), '您現在以機關憑證代表示範國小')
  t.match(await happened('agency-card.used'), [{ about: agencyId, byAccountId: officer.accountId }])
  const account = words((await browser.get('/account')).body)
  t.match(account, /帳號密碼\s+機關憑證/)
  t.match(account, /機關憑證\s+成功/, 'and in the history of sign-ins')

  await browser.post('/acting-agency', { agency: agencyId })
  t.notMatch(words((await browser.get('/')).body), '以機關憑證代表', 'a change of the agency ends it')
  await insert(browser, school)
  await browser.post(`/people/${teacher.personId}/opening`, { purpose: '核對人事資料' })
  await browser.get(`/people/${teacher.personId}/account`)
  await browser.post(`/people/${teacher.personId}/account`, { change: 'suspend', reason: '留職停薪' })
  t.match(await happened('account.suspend'), [{ details: { from: 'active', agencyCard: id } }])
  t.match(await deps.db.select().from(schema.agencyCards), [{ lastUsedAt: deps.clock() }])
})

t.test('an agency card alone signs nobody in, and is asked for again once somebody has', async t => {
  const { app, chief, officer, enter, register } = await office(t)
  await register(await enter(chief), school)
  const browser = visitor(app)
  const page = await browser.get('/sign-in?next=/review')
  const refused = await browser.post('/sign-in/card', { ...signedBy(school, page.body), next: '/review' })
  t.equal(refused.statusCode, 422)
  t.match(errorsIn(refused), [/這是機關憑證，不能單獨登入/])
  const form = { ...formIn(refused, '/sign-in/password'), login_name: officer.loginName, password: goodPassword }
  const entered = await browser.post('/sign-in/password', form)
  t.equal(entered.headers.location, '/agency-card?next=%2Freview')
  const asked = await browser.get(String(entered.headers.location))
  t.notMatch(words(asked.body), '以機關憑證代表', 'the first signature counts for nothing')
  const done = await browser.post('/agency-card', { ...formIn(asked, '/agency-card'), ...signedBy(school, asked.body) })
  t.equal(done.headers.location, '/review')
  t.match(words((await browser.get('/review')).body), '以機關憑證代表示範國小')
})

t.test('beside a password it is the second factor that HR needs, as long as it counts', async t => {
  const { app, chief, officer, deps, agencyId } = await office(t, { asksSecondFactor: true })
  const card = await registered(deps, agencyId, chief)
  const browser = visitor(app)
  await signIn(browser, officer)
  t.equal((await browser.get('/review')).headers.location, '/account/second-factor')
  t.match((await browser.get('/account/second-factor')).body, 'href="/agency-card"')
  const page = await browser.get('/agency-card')
  t.equal((await browser.post('/agency-card', { ...signedBy(school, page.body), next: '/' })).statusCode, 303)
  t.equal((await browser.get('/review')).statusCode, 200)

  const { db, clock } = deps
  await db.update(schema.agencyCards).set({ retiredAt: clock() }).where(eq(schema.agencyCards.id, card))
  t.equal(
    (await browser.get('/review')).headers.location,
    '/account/second-factor',
    'taken out of use, it is gone at once',
  )
})

/** A card registered without the pages that do it. */
async function registered(
  { db, clock }: Awaited<ReturnType<typeof startApp>>['deps'],
  agencyId: string,
  { accountId }: TestPerson,
  retiredAt: Date | null = null,
): Promise<string> {
  const [row] = await db
    .insert(schema.agencyCards)
    .values({
      agencyId,
      issuerFamily: '(測試用)組織及團體憑證管理中心',
      issuerKeyId: 'older',
      subjectSerial: schoolCard.serialNumber,
      subjectName: schoolCard.name,
      certificate: Buffer.from('an older certificate'),
      notAfter: new Date('2031-01-01T00:00:00Z'),
      registeredBy: accountId,
      registeredAt: clock(),
      retiredAt,
    })
    .returning({ id: schema.agencyCards.id })
  return row?.id ?? ''
}

t.test('each card that does not do is refused with a sentence of its own', async t => {
  const { chief, officer, agencyId, elsewhere, enter, insert, deps } = await office(t)
  const { db, clock } = deps
  const browser = await enter(officer)
  const refusedAs = async (card: Card) => errorsIn(await insert(browser, card))
  const said = (why: AgencyCardRefusal) => [all[why].zh]

  t.same(await refusedAs(lin), said('agency-card.refused.citizen-card'))
  t.same(await refusedAs(school), said('agency-card.refused.unregistered'))
  const id = await registered(deps, elsewhere, chief)
  t.same(await refusedAs(school), said('agency-card.refused.not-there'))
  const role = { accountId: officer.accountId, role: 'hr_officer' as const, agencyId: elsewhere, from: '2020-01-01' }
  await db.insert(schema.roleGrants).values(role)
  await browser.post('/acting-agency', { agency: agencyId })
  t.same(await refusedAs(school), said('agency-card.refused.other-agency'))
  await browser.post('/acting-agency', { agency: elsewhere })
  t.equal((await insert(browser, school)).statusCode, 303, 'a role there is enough')
  await browser.post('/acting-agency', { agency: elsewhere })
  await db.update(schema.agencyCards).set({ retiredAt: clock() }).where(eq(schema.agencyCards.id, id))
  t.same(await refusedAs(school), said('agency-card.refused.retired'))
  await registered(deps, agencyId, chief)
  await browser.post('/acting-agency', { agency: agencyId })
  t.equal((await insert(browser, school)).statusCode, 303, 'and may be registered anew')

  const causes = await db.select({ cause: schema.signIns.cause }).from(schema.signIns)
  for (const why of ['unregistered', 'not-there', 'other-agency', 'retired']) {
    t.ok(
      causes.some(({ cause }) => cause === `agency-card.refused.${why}`),
      'the history says why',
    )
  }
})

t.test('the agency of a stranger’s card is not told apart from one that is nobody’s', async t => {
  const { teacher, chief, elsewhere, enter, insert, deps } = await office(t)
  await registered(deps, elsewhere, chief)
  const refused = await insert(await enter(teacher), school)
  t.notMatch(refused.body, '第二國小')
})

t.test('only the chief of the agency or an administrator registers, and only an agency’s card', async t => {
  const { chief, officer, agencyId, elsewhere, enter, register, registerPath, kept, deps } = await office(t)
  for (const person of [officer, chief]) {
    const browser = await enter(person)
    const path = registerPath(person === chief ? elsewhere : agencyId)
    t.equal((await browser.get(path)).statusCode, 404)
    t.equal((await browser.post(path, {})).statusCode, 404)
  }
  const boss = await enter(chief)
  t.same(errorsIn(await register(boss, lin)), [all['agency-card.refused.citizen-card'].zh])

  await deps.db.insert(schema.roleGrants).values({ accountId: officer.accountId, role: 'sysadmin', from: '2020-01-01' })
  const administrator = await enter(officer)
  t.equal((await register(administrator, school)).statusCode, 303)
  t.match((await administrator.get(`/agencies/${agencyId}`)).body, registerPath())
  t.same(errorsIn(await register(administrator, school, elsewhere, { confirmed: 'yes', seen_name: '示範國小' })), [
    all['agency-card.refused.registered-elsewhere'].zh,
  ])

  const { id } = await kept()
  await boss.get(registerPath())
  t.equal((await boss.post(`${registerPath()}/${id}/removal`)).statusCode, 303)
  t.equal((await boss.post(`${registerPath()}/${id}/removal`)).statusCode, 404, 'once')
  t.match(await kept(), { retiredBy: chief.accountId, retiredAt: deps.clock() })
})

t.test('the proof must be fresh to register, and not older than the tenth minute to take out of use', async t => {
  const { chief, enter, registerPath, setClock } = await office(t)
  const browser = await enter(chief)
  await browser.get('/')
  setClock(new Date('2026-11-23T06:11:00Z'))
  t.match((await browser.get(registerPath())).headers.location, /^\/proof/)
  t.match((await browser.post(`${registerPath()}/${crypto.randomUUID()}/removal`)).headers.location, /^\/proof/)
})

t.test('a signature that was used once leads where it led, and does not count again', async t => {
  const { chief, officer, agencyId, enter, register, happened } = await office(t)
  await register(await enter(chief), school)
  const browser = await enter(officer)
  const signed = { ...signedBy(school, (await browser.get('/agency-card')).body), next: '/' }
  t.equal((await browser.post('/agency-card', signed)).statusCode, 303)
  t.equal((await browser.post('/agency-card', signed)).headers.location, '/')
  t.match((await browser.get('/')).body, '先前已經送出，未重複執行')
  await browser.post('/acting-agency', { agency: agencyId })
  t.equal((await browser.post('/agency-card', signed)).headers.location, '/')
  t.notMatch(words((await browser.get('/')).body), '以機關憑證代表')
  t.equal((await happened('agency-card.used')).length, 1)
  t.equal((await browser.post('/agency-card', { ...signed, next: '/inbox' })).statusCode, 422)
})
