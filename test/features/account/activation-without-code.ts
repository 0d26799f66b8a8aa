import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import * as accountsStore from '../../../server/store/account/accounts.ts'
import * as activations from '../../../server/store/account/activations.ts'
import * as schema from '../../../server/store/schema.ts'
import * as boundWays from '../../../server/store/ways/bound-ways.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { startApp, visitor, type Browser } from '../../support/app/app.ts'
import { errorsIn } from '../../support/app/pages.ts'
import { bindCard, linHolder, signedBy, testCa } from '../../support/card/cards.ts'
import { signIn } from '../../support/person/people.ts'
import { activationCode, startSchool, type Asked } from '../../support/person/school.ts'
import { eventually } from '../../support/running/waiting.ts'
import { answeredBy, verifierOf } from '../../support/ways/health-card.ts'
import { healthPeople, startHealthDesk } from '../../support/ways/health-desk.ts'
import { phonePeople, startPhones } from '../../support/ways/phone-desk.ts'
import { follow } from '../../support/ways/phone.ts'

const { accounts, credentials, events, healthCards, notices, sessions, signIns } = schema
const ca = await testCa(t)
const phones = await startPhones(t, ca.folder)
const linCard = await ca.card(linHolder)
const { chen } = phonePeople
const start = new Date('2026-11-23T06:00:00Z')
const number = 'A223456781'
/** Nobody of the tests has it; it ends like that of the card. */
const unknown = 'B290006781'

async function waiting(t: Test, asked: Asked = {}, more: Partial<Deps> = {}) {
  await phones.act('fault', { fault: null })
  await phones.act('expire')
  const school = await startSchool(t, ['lin', 'chen', 'huang'], {
    ca,
    lin: { state: 'invited', password: null, ...asked },
    deps: { phone: phones.service, ...more },
  })
  const { deps, lin, chen, setClock } = school
  const stateOf = async () => (await deps.db.select().from(accounts).where(eq(accounts.id, lin.accountId)))[0]?.state
  const toldOfficer = async () =>
    (await deps.db.select().from(notices).where(eq(notices.accountId, chen.accountId))).map(one => one.text)
  let seconds = 0
  const later = (more: number) => setClock(new Date(start.getTime() + (seconds += more) * 1000))
  return { ...school, stateOf, toldOfficer, later }
}

const cardPath = '/activation/without-code/card'

async function byCard(browser: Browser, typed = number, card = linCard) {
  const { body } = await browser.get('/activation')
  return browser.post(cardPath, { ...signedBy(card, body), card_id_number: typed })
}

/** Asks the phone of a number and gives the page after it answered. */
async function byPhone(
  { browser, later }: Pick<Awaited<ReturnType<typeof waiting>>, 'browser' | 'later'>,
  person: (typeof phonePeople)['lin'] = phonePeople.lin,
  answer: 'accept' | 'refuse' = 'accept',
) {
  await browser.get('/activation')
  const asked = { id_number: person.idNumber, mode: 'scan' }
  const { url } = await follow(browser, await browser.post('/activation/without-code/phone', asked))
  await phones.act(answer, { person: person.id })
  later(5)
  return { url, page: await browser.get(url) }
}

t.test('an invited person activates by card alone: number, card, signed in; the code from HR is over', async t => {
  const { browser, deps, lin, stateOf } = await waiting(t)
  const code = await activationCode(deps, lin)
  const done = await byCard(browser, ' ａ223-456 781')
  t.equal(done.statusCode, 303)
  t.equal(done.headers.location, '/')
  t.equal(await stateOf(), 'active')
  t.match(await deps.db.select().from(credentials), [
    { accountId: lin.accountId, kind: 'citizen_card', subjectSerial: linHolder.serialNumber },
  ])
  t.match((await deps.db.select().from(sessions))[0]?.data, { way: 'card' })
  t.match(await deps.db.select().from(signIns), [{ way: 'activation', outcome: 'ok' }])
  t.match(await deps.db.select().from(events).where(eq(events.what, 'account.activated')), [
    { about: lin.accountId, byAccountId: lin.accountId, details: { way: 'card', hasCode: false, notice: 1 } },
  ])
  t.notOk(await activations.isOpen(deps.db, lin.accountId, deps.clock()), 'nobody can use the code any more')
  await browser.get('/sign-out')
  await browser.post('/sign-out')
  await browser.get('/activation')
  t.match((await browser.post('/activation', { code, name: '林美華', last_four: '6781' })).body, '已經過期')
  const { body } = await browser.get('/sign-in')
  t.equal((await browser.post('/sign-in/card', signedBy(linCard, body))).statusCode, 303)
})

t.test('an unknown number and that of somebody else are answered in the same words', async t => {
  const { browser, deps, toldOfficer, add } = await waiting(t, { state: 'active' })
  const sameEnd = 'C123456781'
  const wang = await add('wang', { idNumber: sameEnd, state: 'invited', password: null })
  const answers = [await byCard(browser, unknown), await byCard(browser, wang.idNumber)]
  const bare = (html: string) => html.replace(/(value|data-[a-z]+)="[^"]*"|nonce:[0-9a-f]+/g, '')
  t.same(
    answers.map(({ statusCode }) => statusCode),
    [422, 422],
  )
  t.match(errorsIn(answers[0] ?? { body: '' }), ['找不到等候啟用的帳號'])
  t.equal(bare(answers[0]?.body ?? ''), bare(answers[1]?.body ?? ''))
  t.same(await toldOfficer(), ['notice.card-without-code'], 'for the name of the one may only be written differently')
  t.same(await deps.db.select().from(sessions), [])
  t.same(await deps.db.select().from(credentials), [])
})

t.test(
  'a number that is none, or ends otherwise than that of the card, is said at its field and stays typed',
  async t => {
    const { browser, stateOf } = await waiting(t)
    for (const [typed, sentence] of [
      ['', '請填身分證統一編號'],
      ['A223456782', '檢查碼'],
      [chen.idNumber, '與卡片上的不同'],
    ] as const) {
      const refused = await byCard(browser, typed)
      t.equal(refused.statusCode, 422)
      t.match(refused.body, '<a href="#card_id_number">')
      t.match(refused.body, `name="card_id_number" type="text" value="${typed}"`)
      t.match(errorsIn(refused), [sentence])
    }
    t.equal(await stateOf(), 'invited')
  },
)

t.test('who proves to be the owner of an account that does not wait hears what helps', async t => {
  const { app, deps, lin } = await waiting(t)
  const answer = async () => errorsIn(await byCard(visitor(app, `203.0.113.${(places += 1)}`)))
  let places = 0
  for (const [state, sentence] of [
    ['active', '您的帳號已經啟用'],
    ['must_change', '您的帳號已經啟用'],
    ['locked', '這個帳號不在等候啟用的狀態'],
    ['suspended', '這個帳號不在等候啟用的狀態'],
    ['closed', '這個帳號不在等候啟用的狀態'],
  ] as const) {
    await deps.db.update(accounts).set({ state }).where(eq(accounts.id, lin.accountId))
    t.match(await answer(), [sentence], state)
  }
  await deps.db.delete(accounts).where(eq(accounts.id, lin.accountId))
  t.match(await answer(), ['這裡沒有等候您啟用的帳號'])
  t.same(await deps.db.select().from(sessions), [])
})

t.test('who types one number after the other beside a card waits, and the right one too', async t => {
  const { browser, app } = await waiting(t)
  for (let i = 0; i < 5; i += 1) t.equal((await byCard(browser, unknown)).statusCode, 422)
  const waits = await byCard(browser)
  t.equal(waits.statusCode, 429)
  t.match(errorsIn(waits), ['14:15'])
  t.equal((await byCard(visitor(app, '198.51.100.1'))).statusCode, 303, 'nobody is kept out elsewhere')
})

t.test('a card that was blocked opens nothing for who comes back; a code does', async t => {
  const { browser, deps, lin, stateOf } = await waiting(t)
  await bindCard(deps, lin.accountId, linCard)
  const [bound] = await deps.db.select().from(credentials)
  await boundWays.retire(deps.db, 'card', lin.accountId, bound?.id ?? '', 'blocked-by-hr', deps.clock())
  t.match(errorsIn(await byCard(browser)), ['以前停用或移除過'])
  t.equal(await stateOf(), 'invited')
})

t.test('a card that is registered elsewhere is refused, and the code from HR is still good', async t => {
  const { browser, deps, lin, chen } = await waiting(t)
  await activationCode(deps, lin)
  await bindCard(deps, chen.accountId, linCard)
  t.match(errorsIn(await byCard(browser)), ['已經登記在別的帳號'])
  t.ok(await activations.isOpen(deps.db, lin.accountId, deps.clock()))
})

t.test('of two who activate one account at the same moment, one finishes', async t => {
  const { app, browser, deps, lin } = await waiting(t)
  const other = visitor(app)
  await other.get('/activation')
  const claim = { code: await activationCode(deps, lin), name: '林美華', last_four: '6781' }
  await other.post('/activation', claim)
  await other.get('/activation/way')
  const { body } = await browser.get('/activation')
  const answers = await Promise.all([
    browser.post(cardPath, { ...signedBy(linCard, body), card_id_number: number }),
    other.post('/activation/password', {
      login_name: 'lin.meihua',
      password: 'a blue heron stands',
      again: 'a blue heron stands',
    }),
  ])
  t.same(answers.map(({ statusCode }) => statusCode).sort(), [303, 422])
  t.equal((await deps.db.select().from(events).where(eq(events.what, 'account.activated'))).length, 1)
})

t.test('who only looks whether a code is still good does not wait for who uses it', async t => {
  const { deps, lin } = await waiting(t)
  await activationCode(deps, lin)
  const [made] = await deps.db.select().from(schema.activations)
  await deps.db.transaction(async tx => {
    await accountsStore.hold(tx, lin.accountId)
    t.ok(await activations.take(tx, made?.id ?? '', deps.clock()))
    t.ok(await activations.open(deps.db, made?.id ?? '', deps.clock()))
  })
})

t.test('an invited person activates by phone alone, without script', async t => {
  const known = await waiting(t)
  const { browser, deps, lin, stateOf } = known
  const { url, page } = await byPhone(known)
  t.match(url, /^\/activation\/without-code\/phone\/[0-9a-f-]{36}$/)
  t.equal(page.headers.location, '/')
  t.equal(await stateOf(), 'active')
  t.match(await deps.db.select().from(credentials), [{ accountId: lin.accountId, kind: 'phone' }])
  t.match((await deps.db.select().from(sessions))[0]?.data, { way: 'phone' })
  t.match((await deps.db.select().from(events).where(eq(events.what, 'account.activated')))[0]?.details, {
    way: 'phone',
    hasCode: false,
    notice: 1,
  })
  t.equal((await browser.get(url)).headers.location, '/', 'the page that waited leads on')
})

t.test('before the phone has signed, nobody can tell who is invited', async t => {
  const { app, deps, later, chen } = await waiting(t)
  await deps.db.delete(signIns)
  const pages: string[] = []
  // invited; active; unknown, since the record is of another number
  for (const person of [phonePeople.lin, phonePeople.chen, phonePeople.lin]) {
    if (pages.length === 2) await deps.db.update(accounts).set({ state: 'closed' })
    const browser = visitor(app)
    await browser.get('/activation')
    const asked = { id_number: person.idNumber, mode: 'push' }
    const waiting = await follow(browser, await browser.post('/activation/without-code/phone', asked))
    await phones.act('refuse', { person: person.id })
    later(5)
    const refused = await browser.get(waiting.url)
    t.equal(refused.statusCode, 422)
    t.match(errorsIn(refused), ['手機上按了取消'])
    const bare = (html: string) =>
      html.replace(/(value|data-[a-z]+)="[^"]*"|nonce:[0-9a-f]+|\bat:\S+|[0-9a-f-]{36}|pairing">../g, '')
    pages.push(bare(waiting.page.body) + bare(refused.body))
  }
  t.equal(pages[0], pages[1])
  t.equal(pages[0], pages[2])
  const noted = await deps.db.select().from(signIns).where(eq(signIns.accountId, chen.accountId))
  t.match(
    noted,
    [{ way: 'activation', outcome: 'refused', cause: 'mobile-id.refused.cancelled' }],
    'the owner reads it',
  )
})

t.test('after the phone has signed, its owner hears what helps', async t => {
  const known = await waiting(t, { name: '林美樺' })
  const { deps, lin, toldOfficer } = known
  const answer = async () => errorsIn((await byPhone(known)).page)
  t.match(await answer(), ['手機憑證上的姓名與人事資料不符'])
  t.same(await toldOfficer(), ['notice.card-name-differs'])
  await deps.db.update(accounts).set({ state: 'active' }).where(eq(accounts.id, lin.accountId))
  t.match(await answer(), ['您的帳號已經啟用'])
  await deps.db.delete(signIns)
  await deps.db.delete(accounts).where(eq(accounts.id, lin.accountId))
  t.match(await answer(), ['這裡沒有等候您啟用的帳號'])
  t.same((await toldOfficer()).length, 1)
  t.same(await deps.db.select().from(sessions), [])
})

t.test('a number that can be none rings no phone, and a phone is rung as seldom as for signing in', async t => {
  const { app, browser } = await waiting(t)
  await browser.get('/activation')
  const wrong = await browser.post('/activation/without-code/phone', { id_number: 'A1', mode: 'push' })
  t.equal(wrong.statusCode, 422)
  t.match(wrong.body, '<a href="#id_number">')
  t.match(wrong.body, 'value="A1"')
  const statuses: number[] = []
  for (const place of ['sign-in', 'activation/without-code', 'sign-in', 'activation/without-code']) {
    const attacker = visitor(app, `203.0.113.${statuses.length}`)
    await attacker.get('/sign-in')
    statuses.push((await attacker.post(`/${place}/phone`, { id_number: number, mode: 'push' })).statusCode)
  }
  t.same(statuses, [303, 303, 303, 429])
})

t.test('a phone that was asked with a typed number does not finish an activation by code', async t => {
  const { browser, deps, lin, later, stateOf } = await waiting(t, { name: chen.name })
  await browser.get('/activation')
  await browser.post('/activation', {
    code: await activationCode(deps, lin),
    name: lin.name,
    last_four: '6781',
  })
  await browser.get('/activation')
  const asked = { id_number: chen.idNumber, mode: 'scan' }
  const { url } = await follow(browser, await browser.post('/activation/without-code/phone', asked))
  await phones.act('accept', { person: 'chen' })
  later(5)
  const strayed = await browser.get(`/activation/phone/${url.split('/').at(-1)}`)
  t.match(errorsIn(strayed), ['這次的手機確認已經結束'])
  t.equal(await stateOf(), 'invited')
})

const healthPath = '/activation/without-code/health-card'

t.test('an invited person activates by health card alone, and nobody else by theirs', async t => {
  const desk = await startHealthDesk(t)
  const { app, browser, deps, stateOf, lin } = await waiting(t, {}, { healthCards: verifierOf(desk) })
  const use = async (one: Browser, entry: (typeof healthPeople)['lin']) =>
    one.post(healthPath, await answeredBy(desk, entry, await one.get('/activation'), healthPath))
  t.match(errorsIn(await use(browser, healthPeople.chen)), ['您的帳號已經啟用'])
  t.match(errorsIn(await use(browser, healthPeople.lost)), ['健保卡'])
  t.same(await deps.db.select().from(healthCards), [])
  const done = await use(browser, healthPeople.lin)
  t.equal(done.headers.location, '/')
  t.equal(await stateOf(), 'active')
  t.match(await deps.db.select().from(healthCards), [{ accountId: lin.accountId }])
  t.match((await deps.db.select().from(sessions))[0]?.data, { way: 'health_card' })

  await deps.db.update(accounts).set({ state: 'invited' }).where(eq(accounts.id, lin.accountId))
  const other = visitor(app)
  const page = await other.get('/activation')
  const wrong = { ...(await answeredBy(desk, healthPeople.lin, page, healthPath)), registered_password: 'x' }
  t.match(errorsIn(await other.post(healthPath, wrong)), ['註冊密碼錯誤'])
  const isNoted = (rows: { way: string; cause: string | null }[]) =>
    rows.some(one => one.way === 'activation' && one.cause)
  t.ok(isNoted(await eventually(() => deps.db.select().from(signIns), isNoted)))
})

t.test('the notice stands on each page where one activates, in words, before the buttons', async t => {
  const { browser, deps, lin, app } = await waiting(t)
  const first = await browser.get('/activation')
  await browser.post('/activation', { code: await activationCode(deps, lin), name: '林美華', last_four: '6781' })
  const way = await browser.get('/activation/way')
  for (const { body } of [first, way]) {
    t.match(body, '必要的人事管理（代號 002）')
    const acknowledged = body.indexOf('表示您已閱讀這份告知事項（第 1 版）')
    t.ok(acknowledged > 0 && acknowledged < body.indexOf('class="sheets"'))
    t.match(body, '<a href="/diagnosis">檢查這臺電腦的讀卡元件</a>')
    t.notMatch(body, 'selfTest')
  }
  const password = { login_name: 'lin.meihua', password: 'a blue heron stands', again: 'a blue heron stands' }
  await browser.post('/activation/password', password)
  t.match((await deps.db.select().from(events).where(eq(events.what, 'account.activated')))[0]?.details, {
    way: 'password',
    hasCode: true,
    notice: 1,
  })
  t.equal((await signIn(visitor(app), lin, password.password)).statusCode, 303)
})

t.test('where only the code can activate, the page speaks of nothing else', async t => {
  const { app } = await startApp(t)
  const { body } = await visitor(app).get('/activation')
  t.match(body, '沒有啟用碼，或啟用碼過期了？')
  t.notMatch(body, 'without-code')
  t.notMatch(body, '<script')
})

t.test('with a code too, HR hears of a card and a phone under another name', async t => {
  const known = await waiting(t, { name: '林美樺' })
  const { browser, deps, lin, toldOfficer, later } = known
  await browser.get('/activation')
  await browser.post('/activation', { code: await activationCode(deps, lin), name: '林美樺', last_four: '6781' })
  const { body } = await browser.get('/activation/way')
  t.match(errorsIn(await browser.post('/activation/card', signedBy(linCard, body))), ['已經通知人事室核對'])
  const { url } = await follow(browser, await browser.post('/activation/phone', { mode: 'scan' }))
  await phones.act('accept', { person: 'lin' })
  later(5)
  t.match(errorsIn(await browser.get(url)), ['手機憑證上的姓名與人事資料不符'])
  t.same(await toldOfficer(), ['notice.card-name-differs'], 'once for the same name')
})
