import { createHash } from 'node:crypto'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import type { Pool } from 'pg'
import t, { type Test } from 'tap'
import { showCode } from '../../../server/domain/readable-code.ts'
import * as activations from '../../../server/store/account/activations.ts'
import * as corrections from '../../../server/store/correction/corrections.ts'
import type { Db } from '../../../server/store/database/database.ts'
import {
  accounts,
  credentials,
  events,
  notices,
  phoneRequests,
  sessions,
  signatures,
  signIns,
} from '../../../server/store/schema.ts'
import { visitor } from '../../support/app/app.ts'
import { testCa, trustCa } from '../../support/card/cards.ts'
import { hasOpenssl } from '../../support/card/openssl.ts'
import { attach, fill, goesTo, sendUnsigned, beginCorrection } from '../../support/correction/by-pages.ts'
import { verifyAtHome } from '../../support/correction/take-home.ts'
import { listen } from '../../support/database/statements.ts'
import { goodPassword, signIn } from '../../support/person/people.ts'
import { addEducation, startSchool, type Asked } from '../../support/person/school.ts'
import { eventually } from '../../support/running/waiting.ts'
import { phonePeople, startPhones } from '../../support/ways/phone-desk.ts'
import { bindPhone, codeOn, follow } from '../../support/ways/phone.ts'

const ca = await testCa(t)
const phones = await startPhones(t, ca.folder)
const { lin: linPhone, chen: chenPhone } = phonePeople
const start = new Date('2026-11-23T06:00:00Z')

async function withPhones(t: Test, asked: Asked = {}) {
  await phones.act('fault', { fault: null })
  await phones.act('expire')
  const school = await startSchool(t, ['lin', 'chen'], { ca, lin: asked, deps: { phone: phones.service } })
  let seconds = 0
  const later = (more: number) => school.setClock(new Date(start.getTime() + (seconds += more) * 1000))
  return { ...school, later }
}

async function invited(t: Test) {
  const known = await withPhones(t, { state: 'invited', password: null })
  const { deps, lin, browser } = known
  const { code } = await activations.issue(deps.db, deps.ring, { accountId: lin.accountId, by: null }, deps.clock())
  await browser.get('/activation')
  await browser.post('/activation', { code: showCode(code), name: linPhone.name, last_four: '6781' })
  return known
}

t.test('the phone activates an account, and opens it from then on', async t => {
  const { browser, deps, later } = await invited(t)
  const way = await browser.get('/activation/way')
  t.match(way.body, 'action="/activation/phone"')
  t.notMatch(way.body, 'name="id_number"', 'the number is known')
  const { url, page } = await follow(browser, await browser.post('/activation/phone', { mode: 'push' }))
  t.match(await phones.look('state'), { requests: [{ hint: `人事櫃檯：啟用帳號。代碼 ${codeOn(page.body)}` }] })
  await phones.act('accept', { person: 'lin' })
  later(5)
  t.equal((await browser.get(url)).headers.location, '/')
  t.match(await deps.db.select().from(credentials), [{ kind: 'phone', subjectSerial: linPhone.subjectSerial }])
  t.ok((await deps.db.select().from(notices)).some(({ text }) => text === 'notice.activated-by-phone'))
  t.match((await deps.db.select().from(sessions))[0]?.data, { way: 'phone' })

  await browser.get('/sign-out')
  await browser.post('/sign-out')
  await browser.get('/sign-in')
  const again = await follow(
    browser,
    await browser.post('/sign-in/phone', { id_number: linPhone.idNumber, next: '/record' }),
  )
  await phones.act('accept', { person: 'lin' })
  later(5)
  t.equal((await browser.get(again.url)).headers.location, '/record')
})

t.test('somebody else’s phone activates nothing, and neither does an activation that is over', async t => {
  const { browser, deps, later, lin } = await invited(t)
  await browser.get('/activation/way')
  const { url } = await follow(browser, await browser.post('/activation/phone', { mode: 'scan' }))
  await phones.act('accept', { person: 'lin' })
  await phones.act('fault', { fault: 'other-certificate' })
  later(5)
  t.match((await browser.get(url)).body, '不是同一位')
  await phones.act('fault', { fault: null })
  const next = await follow(browser, await browser.post('/activation/phone', { mode: 'scan' }))
  await activations.issue(deps.db, deps.ring, { accountId: lin.accountId, by: null }, deps.clock())
  await phones.act('accept', { person: 'lin' })
  later(5)
  t.equal((await browser.get(next.url)).statusCode, 422)
  t.same(await deps.db.select().from(sessions), [])
  t.same(await deps.db.select().from(credentials), [])
  t.ok((await deps.db.select().from(accounts)).some(({ id, state }) => id === lin.accountId && state === 'invited'))
})

t.test('a fresh proof by phone leads on, and only the owner’s registered phone gives it', async t => {
  const { browser, deps, lin, chen, later } = await withPhones(t)
  await signIn(browser, lin)
  t.notMatch((await browser.get('/proof')).body, '/proof/phone', 'who registered none is not asked for one')
  await bindPhone(deps, chen.accountId, linPhone)
  await bindPhone(deps, lin.accountId, { ...linPhone, subjectSerial: '0000000099907009' })
  later(15 * 60)
  await browser.get('/proof?next=/record')
  const other = await follow(browser, await browser.post('/proof/phone', { mode: 'scan', next: '/record' }))
  await phones.act('accept', { person: 'lin' })
  later(5)
  const refused = await browser.get(other.url)
  t.equal(refused.statusCode, 422)
  t.match(refused.body, '不是您登記的那一支')
  t.match(refused.body, 'name="next" value="/record"')

  await deps.db.delete(credentials)
  await bindPhone(deps, lin.accountId, linPhone)
  const own = await follow(browser, await browser.post('/proof/phone', { mode: 'push', next: '/record' }))
  await phones.act('accept', { person: 'lin' })
  later(5)
  t.equal((await browser.get(own.url)).headers.location, '/record')
  t.ok(
    (await deps.db.select().from(sessions)).some(
      ({ data }) => (data as { proofAt: number }).proofAt === deps.clock().getTime(),
    ),
  )
})

/** A teacher who is signed in and asks a phone to be registered; `answer` gives the page after the phone has agreed. */
async function registering(t: Test, asked: Asked = {}) {
  const known = await withPhones(t, asked)
  const { browser, later } = known
  await signIn(browser, known.lin, goodPassword)
  await browser.get('/account/phones/new')
  const ask = async () => follow(browser, await browser.post('/account/phones/new', { mode: 'push' }))
  const answer = async (url: string) => {
    await phones.act('accept', { person: 'lin' })
    later(5)
    return browser.get(url)
  }
  return { ...known, ask, answer }
}

t.test('who forgot the password sets a new one with a registered phone, and signs in with it', async t => {
  const { browser, deps, lin, later } = await withPhones(t)
  await bindPhone(deps, lin.accountId, linPhone)
  t.match((await browser.get('/recovery')).body, 'href="/recovery/phone"')
  await browser.get('/recovery/phone')
  t.match((await browser.post('/recovery/phone', { id_number: 'A1' })).body, 'href="#id_number"')
  const asked = { id_number: 'A223456781', mode: 'push' }
  const { url, page } = await follow(browser, await browser.post('/recovery/phone', asked))
  t.match(await phones.look('state'), { requests: [{ hint: `人事櫃檯：重設密碼。代碼 ${codeOn(page.body)}` }] })
  await phones.act('accept', { person: 'lin' })
  later(5)
  t.equal((await browser.get(url)).headers.location, '/recovery/new-password')
  t.same(await deps.db.select().from(sessions), [], 'nobody is signed in by it')
  await browser.get('/recovery/new-password')
  const heron = { password: 'a blue heron stands', again: 'a blue heron stands' }
  t.match((await browser.post('/recovery/new-password', heron)).body, '密碼已重設')
  t.match(await deps.db.select().from(notices), [{ text: 'notice.recovered.phone' }])
  t.equal((await signIn(browser, lin, heron.password)).statusCode, 303)
})

t.test('a phone that is not registered, refuses, or whose owner’s account is held sets no password', async t => {
  const { browser, deps, lin, chen, later } = await withPhones(t)
  const turn = async (answer: 'accept' | 'refuse') => {
    await browser.get('/recovery/phone')
    const asked = { id_number: 'A223456781', mode: 'scan' }
    const { url } = await follow(browser, await browser.post('/recovery/phone', asked))
    await phones.act(answer, { person: 'lin' })
    later(5)
    const { statusCode, body } = await browser.get(url)
    t.equal(statusCode, 422)
    t.equal((await browser.get('/recovery/new-password')).headers.location, '/recovery')
    return body
  }
  t.match(await turn('accept'), '這支手機的憑證沒有登記')
  await bindPhone(deps, chen.accountId, linPhone)
  t.match(await turn('accept'), '不是同一位')
  await deps.db.delete(credentials)
  await bindPhone(deps, lin.accountId, linPhone)
  t.match(await turn('refuse'), '手機上按了取消')
  await deps.db.update(accounts).set({ state: 'locked' }).where(eq(accounts.id, lin.accountId))
  t.match(await turn('accept'), '這個帳號目前不能使用')
  const seen = await deps.db.select({ cause: signIns.cause }).from(signIns).orderBy(signIns.at)
  t.same(
    seen.map(({ cause }) => cause),
    [
      'recovery.refused.phone',
      'mobile-id.refused.other-person',
      'mobile-id.refused.cancelled',
      'recovery.refused.state',
    ],
    'the owner reads of each',
  )
})

t.test('a phone is registered on an account that is active, told, named as one, and signs in', async t => {
  const { browser, deps, ask, answer, later } = await registering(t)
  t.match((await browser.get('/account')).body, 'href="/account/phones/new"')
  t.notMatch((await browser.get('/account/phones/new')).body, 'name="id_number"', 'the number is that of the record')
  const { url, page } = await ask()
  t.match(await phones.look('state'), { requests: [{ hint: `人事櫃檯：登記這支手機。代碼 ${codeOn(page.body)}` }] })
  t.same(await deps.db.select().from(credentials), [], 'not before the phone agreed')
  t.equal((await answer(url)).headers.location, '/account')
  const [phone] = await deps.db.select().from(credentials)
  t.match(phone, { kind: 'phone', subjectSerial: linPhone.subjectSerial, retiredAt: null })
  t.match((await browser.get('/account')).body, /林美華 <span class="soft">手機</)
  t.equal((await deps.db.select().from(events).where(eq(events.what, 'account.phone-added'))).length, 1)

  const card = await browser.get(`/account/cards/${phone?.id}`)
  t.match(card.body, '移除這支手機')
  await browser.post(`/account/cards/${phone?.id}/removal`)
  const told = (await deps.db.select().from(notices)).map(({ text }) => text)
  t.same(told, ['notice.account.phone-added', 'notice.account.phone-removed'])

  const again = await ask()
  await answer(again.url)
  await browser.post('/sign-out')
  await browser.get('/sign-in')
  const entering = await follow(
    browser,
    await browser.post('/sign-in/phone', { id_number: linPhone.idNumber, next: '/' }),
  )
  await phones.act('accept', { person: 'lin' })
  later(5)
  t.equal((await browser.get(entering.url)).headers.location, '/')
})

t.test('a phone whose certificate has another name is not registered, and HR hears of it', async t => {
  const { deps, ask, answer, chen } = await registering(t, { name: '林美樺' })
  const refused = await answer((await ask()).url)
  t.equal(refused.statusCode, 422)
  t.match(refused.body, '手機憑證上的姓名與人事資料不符')
  t.same(await deps.db.select().from(credentials), [])
  const told = await deps.db.select().from(notices)
  t.ok(told.some(({ accountId, text }) => accountId === chen.accountId && text === 'notice.card-name-differs'))
})

t.test('what is bound elsewhere, refused on the phone or known already is said in words', async t => {
  const { browser, deps, ask, answer, chen, lin, later } = await registering(t)
  await bindPhone(deps, chen.accountId, linPhone)
  t.match((await answer((await ask()).url)).body, '已經登記在別的帳號')
  await deps.db.update(credentials).set({ accountId: lin.accountId, kind: 'citizen_card' })
  t.match((await answer((await ask()).url)).body, '現在就能用手機登入')
  t.match(await deps.db.select().from(credentials), [{ kind: 'citizen_card' }])
  const { url } = await ask()
  await phones.act('refuse', { person: 'lin' })
  later(5)
  const refused = await browser.get(url)
  t.match(refused.body, '手機上按了取消')
  t.match(refused.body, 'action="/account/phones/new"', 'and the same form is there again')
})

t.test('a phone needs a fresh proof, and belongs to whoever asked for it', async t => {
  const { browser, deps, ask, answer, chen, later } = await registering(t)
  const { url } = await ask()
  await browser.post('/sign-out')
  await signIn(browser, chen, goodPassword)
  const strayed = await answer(url)
  t.equal(strayed.statusCode, 422)
  t.match(strayed.body, '這次的手機確認已經結束')
  t.same(await deps.db.select().from(credentials), [])
  later(11 * 60)
  t.match((await browser.get('/account/phones/new')).headers.location, /^\/proof\?next=/)
})

t.test('who is not sure hears whether their own number is enrolled, and no phone rings', async t => {
  const { browser, later } = await registering(t)
  t.match((await browser.get('/account/phones/new')).body, '查我的行動自然人憑證')
  const look = (more = {}) => browser.post('/account/phones/new/enrolment', more)
  const told: [string | null, number, string][] = [
    [null, 200, '可以登記'],
    ['no-certificate', 200, '手機裡沒有可以簽章的憑證'],
    ['no-device', 200, '您還沒有行動自然人憑證'],
    ['wrong-checksum', 422, '沒有通過核對'],
    ['silent', 422, '連不上行動自然人憑證的平臺'],
  ]
  for (const [fault, status, sentence] of told) {
    await phones.act('fault', { fault })
    const { statusCode, body } = await look()
    t.equal(statusCode, status)
    t.match(body, sentence)
  }
  await phones.act('fault', { fault: 'unknown-person' })
  t.match((await look({ id_number: chenPhone.idNumber })).body, '您還沒有', 'nobody else can be asked about')
  await phones.act('fault', { fault: null })
  t.match(await phones.look('state'), { requests: [] })
  await look()
  await look()
  t.match((await look()).body, '請手機確認太多次', 'it is counted like a question to a phone')
  later(31 * 60)
  t.match((await look()).headers.location, /^\/(proof|sign-in)\?next=/)
})

t.test('who comes by a phone whose certificate ends is told, and of the card only who comes by card', async t => {
  const { browser, deps, lin, later } = await withPhones(t)
  await bindPhone(deps, lin.accountId, linPhone)
  const ends = (notAfter: string) => deps.db.update(credentials).set({ notAfter: new Date(notAfter) })
  await ends('2026-12-01T04:00:00Z')
  await signIn(browser, lin)
  t.equal((await browser.get('/record')).statusCode, 200, 'who comes by password is not asked')
  await browser.post('/sign-out')
  await browser.get('/sign-in')
  const { url } = await follow(
    browser,
    await browser.post('/sign-in/phone', { id_number: linPhone.idNumber, next: '/' }),
  )
  await phones.act('accept', { person: 'lin' })
  later(5)
  await browser.get(url)
  // every sign-in keeps the end of the certificate itself
  await ends('2026-12-01T04:00:00Z')
  t.equal((await browser.get('/record')).headers.location, '/account/card-end')
  const { body } = await browser.get('/account/card-end')
  t.match(body, '您手機裡的憑證快到期了')
  t.match(body, '民國 115 年 12 月 1 日')
  t.match(body, '這個帳號還有別的登入方式')
  t.equal((await browser.get('/account/phones/new')).statusCode, 200, 'what it advises can be done at once')
  await browser.get('/account/card-end')
  t.equal((await browser.post('/account/card-end')).headers.location, '/')
  t.equal((await browser.get('/record')).statusCode, 200)
})

t.test('where no authority is trusted, every phone would be refused, so none is offered', async t => {
  const { deps, lin, browser } = await startSchool(t, ['lin'], { deps: { phone: phones.service } })
  await bindPhone(deps, lin.accountId, linPhone)
  t.notMatch((await browser.get('/sign-in')).body, 'by-phone')
  t.notMatch((await browser.get('/recovery')).body, '/recovery/phone')
  await signIn(browser, lin)
  t.notMatch((await browser.get('/account')).body, '/account/phones/new')
  t.notMatch((await browser.get('/proof')).body, '/proof/phone')
  await trustCa(deps, ca)
  t.match((await browser.get('/account')).body, '/account/phones/new')
  t.match((await browser.get('/proof')).body, '/proof/phone')
  await browser.post('/sign-out')
  const page = async () => (await browser.get('/sign-in')).body
  t.match(await eventually(page, body => body.includes('by-phone')), 'by-phone')
})

t.test('the page of a proof asks once for the cards and phones of the account', async t => {
  const { deps, lin, browser } = await withPhones(t)
  await bindPhone(deps, lin.accountId, linPhone)
  await signIn(browser, lin)
  const heard = listen((deps.db as Db & { $client: Pool }).$client)
  t.match((await browser.get('/proof')).body, '/proof/phone')
  t.equal(heard.filter(({ text }) => text.includes('from "credentials"')).length, 1)
})

/** A teacher with a registered phone whose correction waits for the signature. */
async function ready(t: Test) {
  const known = await withPhones(t)
  const { deps, lin, browser } = known
  await bindPhone(deps, lin.accountId, linPhone)
  await signIn(browser, lin, goodPassword)
  const id = await beginCorrection(browser, `change:education:${await addEducation(deps, lin)}`)
  await fill(browser, id, { row_dept: '國文學系', reason: '證書上是這個系名。' })
  await attach(browser, id)
  const signing = await browser.get(`/corrections/${id}/signing`)
  const ask = (mode = 'push') => browser.post(`/corrections/${id}/signing/phone`, { mode })
  const state = async () => (await corrections.find(deps.db, deps.ring, id))?.state
  return { ...known, id, signing, ask, state }
}

t.test('a correction is signed by phone and can be verified by anybody with OpenSSL', async t => {
  const { browser, deps, id, signing, ask, state, later } = await ready(t)
  t.match(signing.body, '用手機簽章')
  const { url, page } = await follow(browser, await ask())
  t.match(await phones.look('state'), { requests: [{ hint: `人事櫃檯：簽署校正申請。代碼 ${codeOn(page.body)}` }] })
  await phones.act('accept', { person: 'lin' })
  later(5)
  t.equal((await browser.get(url)).headers.location, `/corrections/${id}`)
  t.equal(await state(), 'submitted')
  t.match(await deps.db.select().from(signatures), [{ way: 'phone', cms: null }])
  t.equal((await browser.get(url)).headers.location, `/corrections/${id}`, 'the page that waited leads on')
  const status = await browser.get(`/corrections/${id}`)
  t.match(status.body, '以行動自然人憑證簽章')
  t.match(status.body, '已簽章確認')

  const piece = async (what: string) => (await browser.get(`/corrections/${id}/signatures/1/${what}`)).rawPayload
  const sha256 = createHash('sha256')
    .update(await piece('text'))
    .digest('hex')
  t.match(String(await piece('line')), `text-sha256:${sha256}`)
  if (!hasOpenssl) return
  const { ran, ofDesk, desk } = await verifyAtHome(browser, id, path.join(t.testdir(), 'taken'))
  t.match(ran, [
    { line: /^sha256sum /, status: 0, said: sha256 },
    { line: /^openssl verify /, status: 0, said: /OK$/ },
    { line: /^openssl x509 /, status: 0 },
    { line: /^openssl dgst /, status: 0, said: 'Verified OK' },
  ])
  t.match(
    ofDesk,
    'verify-signature --pkcs1 115-000001-1.sig --certificate 115-000001-1.cer --content 115-000001-1-line.txt',
  )
  t.match(desk, { status: 0, said: /簽章有效。/ })
})

t.test('a text that changed after the phone was asked is not sent under its signature', async t => {
  const { browser, id, ask, state, later, deps } = await ready(t)
  const { url } = await follow(browser, await ask())
  await fill(browser, id, { row_dept: '國文教育學系', reason: '證書上是這個系名。' })
  await phones.act('accept', { person: 'lin' })
  later(5)
  const refused = await browser.get(url)
  t.equal(refused.statusCode, 422)
  t.match(refused.body, '簽章之後申請內容變了')
  t.equal(await state(), 'draft')
  t.same(await deps.db.select().from(signatures), [])
})

t.test('an answer that was asked for one purpose serves no other', async t => {
  const { browser, id, ask, state, later } = await ready(t)
  await browser.get('/proof')
  const proof = await follow(browser, await browser.post('/proof/phone', { mode: 'scan', next: '/' }))
  const request = proof.url.split('/').at(-1)
  await phones.act('accept', { person: 'lin' })
  later(5)
  const strayed = await browser.get(`/corrections/${id}/signing/phone/${request}`)
  t.equal(strayed.statusCode, 422)
  t.match(strayed.body, '別的用途')
  t.equal(await state(), 'draft')
  t.equal((await ask('scan')).statusCode, 303)
})

t.test('who refuses on the phone can still send in another way', async t => {
  const { browser, id, ask, later, deps } = await ready(t)
  const { url } = await follow(browser, await ask())
  await phones.act('refuse', { person: 'lin' })
  later(5)
  const refused = await browser.get(url)
  t.match(refused.body, '手機上按了取消')
  goesTo(await sendUnsigned(browser, id), `/corrections/${id}`)
  t.equal((await deps.db.select().from(phoneRequests)).length, 1)
})

t.test('a stranger who rings a phone all day does not take it from its owner inside a session', async t => {
  const { app, browser, lin, deps, later } = await withPhones(t)
  await bindPhone(deps, lin.accountId, linPhone)
  await signIn(browser, lin)
  for (let i = 0; i < 4; i += 1) {
    const stranger = visitor(app, `198.51.100.${i}`)
    await stranger.get('/sign-in')
    const rung = await stranger.post('/sign-in/phone', { id_number: linPhone.idNumber })
    t.equal(rung.statusCode, i < 3 ? 303 : 429)
  }
  await browser.get('/proof')
  const prove = () => browser.post('/proof/phone', { next: '/account' })
  const { url } = await follow(browser, await prove())
  await phones.act('accept', { person: 'lin' })
  later(5)
  t.equal((await browser.get(url)).headers.location, '/account')

  // and nobody rings their own phone without end
  await browser.get('/proof')
  for (let i = 0; i < 8; i += 1) t.equal((await prove()).statusCode, 303)
  const waits = await prove()
  t.equal(waits.statusCode, 429)
  t.ok(Number(waits.headers['retry-after']) > 0)
  await browser.post('/sign-out')
  const other = visitor(app, '203.0.113.99')
  await other.get('/sign-in')
  const scan = await other.post('/sign-in/phone', { id_number: linPhone.idNumber, mode: 'scan' })
  t.equal(scan.statusCode, 303, 'what was asked inside a session is not counted outside of it')
})
