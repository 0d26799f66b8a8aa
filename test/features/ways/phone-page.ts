import t, { type Test } from 'tap'
import { openMobileId } from '../../../server/outside/mobile-id.ts'
import { credentials, phoneRequests, sessions, signIns } from '../../../server/store/schema.ts'
import { startApp, visitor } from '../../support/app/app.ts'
import { testCa, trustCa } from '../../support/card/cards.ts'
import { signIn } from '../../support/person/people.ts'
import { startSchool } from '../../support/person/school.ts'
import { phonePeople, startPhones } from '../../support/ways/phone-desk.ts'
import { atMinistry, bindPhone, bring, codeOn, follow, openMinistry } from '../../support/ways/phone.ts'

const ca = await testCa(t)
const phones = await startPhones(t, ca.folder)
const { lin: linPhone, chen: chenPhone } = phonePeople
const start = new Date('2026-11-23T06:00:00Z')

async function withMinistry(t: Test) {
  await phones.act('fault', { fault: null })
  await phones.act('expire')
  const school = await startSchool(t, ['lin'], { ca, deps: { phone: phones.withPage } })
  const { deps, lin, browser, setClock } = school
  await bindPhone(deps, lin.accountId, linPhone)
  const later = (seconds: number) => setClock(new Date(start.getTime() + seconds * 1000))
  const go = async (who = browser) => {
    await who.get('/sign-in')
    return follow(who, await who.post('/sign-in/phone', { id_number: '', mode: 'page', next: '/record' }))
  }
  return { ...school, later, go }
}

t.test('a person types no number here, confirms on the page of the ministry, and comes in', async t => {
  const { app, deps, browser, lin, go } = await withMinistry(t)
  t.match((await browser.get('/sign-in')).body, '到內政部的頁面確認（證號在那裡填）')
  const { url, page } = await go()
  t.match(url, /^\/sign-in\/phone\/[0-9a-f-]{36}$/)
  t.notMatch(page.body, 'http-equiv="refresh"')
  t.match(page.body, '4 分鐘內完成')
  t.match(page.body, 'name="time_limit" value="240"')
  const to = new URL(phones.control).port
  t.match(page.headers['content-security-policy'], `form-action 'self' http://127.0.0.1:${to};`)
  t.notMatch((await browser.get('/sign-in')).headers['content-security-policy'], to, 'only that page lets a form out')

  const fields = await atMinistry(phones, page.body)
  t.same(Object.keys(fields), ['transaction_id', 'error_code', 'id_num', 'signed_response', 'cert', 'idp_checksum'])
  const brought = await bring(app, browser, fields)
  t.equal(brought.statusCode, 303)
  t.equal(brought.headers.location, url)
  t.same(await deps.db.select().from(sessions), [], 'nobody is signed in by it')
  t.notMatch(JSON.stringify(await deps.db.select().from(phoneRequests)), /A223456781/)

  t.equal((await browser.get(url)).headers.location, '/record')
  t.match((await deps.db.select().from(sessions))[0]?.data, { way: 'phone', accountId: lin.accountId })
  t.match(await deps.db.select().from(signIns), [{ way: 'phone', outcome: 'ok' }])
  t.same(await deps.db.select().from(phoneRequests), [], 'nothing is kept of it')
})

t.test('two looks at the same moment begin one session, and neither is told that something went wrong', async t => {
  const { app, deps, browser, go } = await withMinistry(t)
  const { url, page } = await go()
  await bring(app, browser, await atMinistry(phones, page.body))
  const looks = await Promise.all([browser.get(url), browser.get(url)])
  t.same(looks.map(({ statusCode }) => statusCode).toSorted(), [200, 303])
  t.equal((await deps.db.select().from(sessions)).length, 1)
  t.match(await deps.db.select().from(signIns), [{ outcome: 'ok' }])
})

t.test(
  'the page of the ministry shows what it is for, with the code of our page, and takes no changed form',
  async t => {
    const { go } = await withMinistry(t)
    const { page } = await go()
    t.match((await openMinistry(page.body)).body, `人事櫃檯：登入。代碼 ${codeOn(page.body)}`)
    t.match((await openMinistry(page.body.replace('：登入。', '：付款。'))).body, 'INV_SP_CHECKSUM')
  },
)

t.test('what a browser brings counts once, within five minutes, and not a field of it can be changed', async t => {
  const { app, deps, browser, later, go } = await withMinistry(t)
  const { url, page } = await go()
  const fields = await atMinistry(phones, page.body)
  const refused = async (more: object, status: number, words: string) => {
    const answer = await bring(app, browser, { ...fields, ...more })
    t.equal(answer.statusCode, status, words)
    t.match(answer.body, words)
    t.match(answer.body, '到登入頁，選一種方式登入', 'and the way back to all ways')
  }
  for (const name of ['error_code', 'id_num', 'signed_response', 'idp_checksum']) {
    await refused({ [name]: name === 'id_num' ? chenPhone.idNumber : '1' }, 422, '沒有通過核對')
  }
  await refused({ transaction_id: '00000000-0000-4000-8000-000000000000' }, 422, '不是本站正在等的')
  await refused({ transaction_id: 'x' }, 400, '無法辨識送出的內容')
  t.match(await deps.db.select().from(phoneRequests), [{ sealedAnswer: null, refusal: null }], 'and nothing is kept')
  t.equal((await bring(app, browser, fields)).statusCode, 303)
  await refused({}, 422, '已經用過')
  t.equal((await browser.get(url)).headers.location, '/record')
  await refused({}, 422, '不是本站正在等的')

  const late = await go(visitor(app))
  const tooLate = await atMinistry(phones, late.page.body)
  later(301)
  t.equal((await bring(app, browser, tooLate)).statusCode, 422)
})

t.test('who is lured to the page of the ministry opens nothing for who lured them', async t => {
  const { app, deps, go } = await withMinistry(t)
  const thief = visitor(app)
  const { url, page } = await go(thief)
  const victim = visitor(app)
  await victim.get('/sign-in')
  const fields = await atMinistry(phones, page.body)
  t.equal((await bring(app, victim, fields)).headers.location, url)
  const waiting = await thief.get(url)
  t.equal(waiting.statusCode, 200)
  t.match(waiting.body, '前往內政部的頁面')
  t.match((await victim.get(url)).body, '這次的手機確認已經結束')
  t.same(await deps.db.select().from(sessions), [])
})

const endings: [string, string][] = [
  ['refused', '手機上按了取消'],
  ['expired', '時間到了'],
  ['wrong-hash', '不是同一位'],
  ['other-certificate', '不是同一位'],
  ['other-content', '簽章未通過驗證'],
]
t.test('what goes wrong is told on the page of all ways, and the checksum is not enough', async t => {
  const { app, deps, go } = await withMinistry(t)
  for (const [fault, sentence] of endings) {
    await phones.act('fault', { fault: null })
    const browser = visitor(app)
    const { url, page } = await go(browser)
    await phones.act('fault', { fault })
    t.equal((await bring(app, browser, await atMinistry(phones, page.body))).headers.location, url, fault)
    const answer = await browser.get(url)
    t.equal(answer.statusCode, 422, fault)
    t.match(answer.body, sentence, fault)
    t.match(answer.body, 'id="by-password"')
    t.match((await browser.get(url)).body, sentence, 'also when it is loaded again')
  }
  t.same(await deps.db.select().from(sessions), [])
})

t.test('who is known already must be the one who confirms', async t => {
  const { app, deps, browser, lin } = await withMinistry(t)
  await deps.db.delete(credentials)
  await signIn(browser, lin)
  await browser.get('/account/phones/new')
  const ask = async () => follow(browser, await browser.post('/account/phones/new', { mode: 'page' }))
  const other = await ask()
  await bring(app, browser, await atMinistry(phones, other.page.body, 'chen'))
  t.match((await browser.get(other.url)).body, '不是同一位')
  t.same(await deps.db.select().from(credentials), [])
  const own = await ask()
  await bring(app, browser, await atMinistry(phones, own.page.body))
  t.equal((await browser.get(own.url)).headers.location, '/account')
  t.match(await deps.db.select().from(credentials), [{ kind: 'phone', subjectSerial: linPhone.subjectSerial }])
})

t.test('who forgot the password proves it there as well', async t => {
  const { app, browser } = await withMinistry(t)
  await browser.get('/recovery/phone')
  const { url, page } = await follow(browser, await browser.post('/recovery/phone', { id_number: '', mode: 'page' }))
  await bring(app, browser, await atMinistry(phones, page.body))
  t.equal((await browser.get(url)).headers.location, '/recovery/new-password')
})

t.test('how often a browser may ask is counted here, too', async t => {
  const { browser, go } = await withMinistry(t)
  for (let i = 0; i < 8; i += 1) await go()
  t.equal((await browser.post('/sign-in/phone', { id_number: '', mode: 'page' })).statusCode, 429)
})

t.test('where the site is not registered for it the page is not offered', async t => {
  const { url, account } = phones
  const { app, deps } = await startApp(t, {}, { phone: openMobileId({ url, ...account }) })
  await trustCa(deps, ca)
  const browser = visitor(app)
  const { body } = await browser.get('/sign-in')
  t.match(body, 'id="by-phone"')
  t.notMatch(body, 'value="page"')
  t.match((await browser.post('/sign-in/phone', { id_number: '', mode: 'page' })).body, 'href="#id_number"')
  t.equal((await browser.post('/phone-answer', {})).statusCode, 404)
})
