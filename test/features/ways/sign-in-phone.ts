import { Writable } from 'node:stream'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { buildApp } from '../../../server/app.ts'
import { forget } from '../../../server/store/installation/expired.ts'
import { sessions, signIns, credentials, phoneRequests } from '../../../server/store/schema.ts'
import { startApp, visitor } from '../../support/app/app.ts'
import { bindCard, linHolder, testCa, trustCa } from '../../support/card/cards.ts'
import { startSchool, type Asked } from '../../support/person/school.ts'
import { phonePeople, startPhones } from '../../support/ways/phone-desk.ts'
import { bindPhone, codeOn, follow } from '../../support/ways/phone.ts'

const ca = await testCa(t)
const phones = await startPhones(t, ca.folder)
const { lin: linPhone, chen: chenPhone } = phonePeople
const start = new Date('2026-11-23T06:00:00Z')

async function withPhone(t: Test, { isBound = true, ...asked }: Asked & { isBound?: boolean } = {}) {
  await phones.act('fault', { fault: null })
  await phones.act('expire')
  const school = await startSchool(t, ['lin'], { ca, lin: asked, deps: { phone: phones.service } })
  if (isBound) await bindPhone(school.deps, school.lin.accountId, linPhone)
  let seconds = 0
  const later = (more: number) => school.setClock(new Date(start.getTime() + (seconds += more) * 1000))
  return { ...school, later }
}

const typed = { id_number: 'a223456781', mode: 'push', next: '/record' }

t.test('a person types a number, agrees on the phone, and comes to the page they wanted', async t => {
  const { browser, deps, lin, later } = await withPhone(t)
  await browser.get('/sign-in?next=/record')
  const { url, page } = await follow(browser, await browser.post('/sign-in/phone', typed))
  t.match(url, /^\/sign-in\/phone\/[0-9a-f-]{36}$/)
  t.match(page.body, '等候手機確認')
  t.match(page.body, /<noscript><meta http-equiv="refresh" content="5"><\/noscript>/)
  t.match(codeOn(page.body), /^[2-9A-HJ-NP-Z]{2}$/)
  t.match(page.body, /手機會簽署什麼<.summary> <ul><li>用途：登入</)
  t.match(await phones.look('state'), { requests: [{ hint: `人事櫃檯：登入。代碼 ${codeOn(page.body)}` }] })
  t.same(await deps.db.select().from(sessions), [], 'nobody is signed in yet')

  await phones.act('accept', { person: 'lin' })
  t.match((await browser.get(url)).body, '等候手機確認', 'the service is not asked within four seconds')
  later(5)
  const entered = await browser.get(url)
  t.equal(entered.statusCode, 303)
  t.equal(entered.headers.location, '/record')
  t.match((await browser.get('/sign-out')).body, lin.name)
  t.match((await deps.db.select().from(sessions))[0]?.data, { way: 'phone' })
  t.match(await deps.db.select().from(signIns), [{ way: 'phone', outcome: 'ok' }])
  t.match(await deps.db.select().from(credentials), [{ kind: 'phone', lastUsedAt: deps.clock() }])
  t.same(await deps.db.select().from(phoneRequests), [], 'nothing is kept of the question')
  t.equal((await browser.get(url)).headers.location, '/', 'the page that waited leads on')
})

t.test('the page that waits is silent while nothing changes, and stops asking for whoever wants that', async t => {
  const { browser, later } = await withPhone(t)
  await browser.get('/sign-in')
  const { url, page } = await follow(browser, await browser.post('/sign-in/phone', typed))
  t.match(page.body, '請在 14:04 以前於手機上確認；確認後，這一頁會自動前往下一步。')
  const part = { 'hx-request': 'true', 'hx-request-type': 'partial' }
  const turn = () => browser.get(/hx-get="([^"]+)"/.exec(page.body)?.[1] ?? '', part)
  t.equal((await turn()).statusCode, 204, 'nothing to put into the page, so nothing is spoken')
  await phones.act('fault', { fault: 'silent' })
  later(5)
  const changed = await turn()
  t.equal(changed.statusCode, 200)
  t.match(changed.body, /^<div id="phone-state" role="status" hx-get="[^"]+\?state=unreachable"/)
  await phones.act('fault', { fault: null })

  const paused = (await browser.get(`${url}?paused=yes`)).body
  t.notMatch(paused, /hx-trigger|http-equiv="refresh"/)
  t.match(paused, '自動更新已暫停。請在 14:04 以前於手機上確認')
  t.match(paused, `<a href="${url}">恢復自動更新</a>`)
  await phones.act('accept', { person: 'lin' })
  later(5)
  t.equal((await browser.get(`${url}?paused=yes`)).headers.location, '/record', 'it goes on when one looks')
})

t.test('a number of full width letters with blanks is the same number', async t => {
  const { browser, later } = await withPhone(t)
  await browser.get('/sign-in')
  const { url } = await follow(
    browser,
    await browser.post('/sign-in/phone', { ...typed, id_number: ' Ａ２２３-456 781' }),
  )
  await phones.act('accept', { person: 'lin' })
  later(5)
  t.equal((await browser.get(url)).statusCode, 303)
})

t.test('a code to scan is drawn on the server, and a link opens the app on the same phone', async t => {
  const { browser, later } = await withPhone(t)
  await browser.get('/sign-in')
  const scan = await follow(browser, await browser.post('/sign-in/phone', { ...typed, mode: 'scan' }))
  t.match(scan.page.body, /<div class="qr" role="img" aria-label="[^"]+"><svg/)
  t.match(await phones.look('state'), { requests: [{ mode: 'I-SCAN' }] })
  const app = await follow(browser, await browser.post('/sign-in/phone', { ...typed, mode: 'app' }))
  const [, link = ''] = /href="(mobilemoica:[^"]+)"/.exec(app.page.body) ?? []
  const query = new URL(link.replaceAll('&amp;', '&')).searchParams
  t.equal(Buffer.from(query.get('rtn_url') ?? '', 'base64url').toString(), `http://localhost:3000${app.url}`)
  await phones.act('accept', { person: 'lin' })
  later(5)
  t.equal((await browser.get(`${app.url}?error_code=0&rtn_val=x`)).statusCode, 303, 'the way back is a wake-up only')
})

t.test('htmx gets the part that changes, and is sent on when the phone has answered', async t => {
  const { browser, later } = await withPhone(t)
  await browser.get('/sign-in')
  const { url } = await follow(browser, await browser.post('/sign-in/phone', typed))
  const htmx = { 'hx-request': 'true', 'hx-request-type': 'partial' }
  const part = await browser.get(url, htmx)
  t.match(part.body, /^<div id="phone-state"[^>]*hx-trigger="every 5s"/)
  t.notMatch(part.body, '<html')
  await phones.act('refuse', { person: 'lin' })
  later(5)
  const refused = await browser.get(url, htmx)
  t.equal(refused.headers['hx-redirect'], url, 'a refusal is a page of its own')
  t.match((await browser.get(url)).body, '手機上按了取消')
})

const wrong: [string, string][] = [
  ['', 'id_number'],
  ['A123', 'id_number'],
  ['A223456782', 'id_number'],
]
t.test('a number that cannot be one rings no phone', async t => {
  const { browser } = await withPhone(t)
  for (const [id_number, field] of wrong) {
    await browser.get('/sign-in')
    const answer = await browser.post('/sign-in/phone', { ...typed, id_number })
    t.equal(answer.statusCode, 422)
    t.match(answer.body, `<a href="#${field}">`)
    t.match(answer.body, `value="${id_number}"`)
  }
  t.match(await phones.look('state'), { requests: [] })
})

const atOnce: [string, string][] = [
  ['unknown-person', '還沒有申請行動自然人憑證'],
  ['no-device', '沒有綁定手機'],
  ['push-failed', '通知送不到手機'],
  ['html', '現在連不上行動自然人憑證的平臺'],
  ['wrong-checksum', '沒有通過核對'],
  ['silent', '連不上行動自然人憑證的平臺'],
]
const afterwards: [string, string][] = [
  ['refused', '手機上按了取消'],
  ['expired', '時間到了'],
  ['wrong-checksum', '沒有通過核對'],
  ['wrong-hash', '不是同一位'],
  ['other-certificate', '不是同一位'],
  ['other-content', '簽章未通過驗證'],
]

t.test('what goes wrong before the phone rings is told on the page of all ways', async t => {
  const { app } = await withPhone(t)
  for (const [fault, sentence] of atOnce) {
    await phones.act('fault', { fault })
    const browser = visitor(app, `203.0.113.${50 + atOnce.findIndex(([name]) => name === fault)}`)
    await browser.get('/sign-in')
    const answer = await browser.post('/sign-in/phone', { ...typed, mode: fault === 'push-failed' ? 'push' : 'scan' })
    t.equal(answer.statusCode, 422, fault)
    t.match(answer.body, sentence, fault)
    t.match(answer.body, '<a href="#phone">')
    t.match(answer.body, 'id="by-card"', 'the other ways are there')
    t.match(answer.body, 'id="by-password"')
  }
})

t.test('what goes wrong afterwards is told once and for all, and the owner of the number reads of it', async t => {
  const { app, deps, later, add } = await withPhone(t)
  const other = await add('chen')
  await bindPhone(deps, other.accountId, chenPhone)
  for (const [fault, sentence] of afterwards) {
    await phones.act('fault', { fault: null })
    const browser = visitor(app)
    await browser.get('/sign-in')
    const { url } = await follow(browser, await browser.post('/sign-in/phone', { ...typed, mode: 'scan' }))
    await phones.act('accept', { person: 'lin' })
    await phones.act('fault', { fault })
    later(5)
    const answer = await browser.get(url)
    t.equal(answer.statusCode, 422, fault)
    t.match(answer.body, sentence, fault)
    t.match((await browser.get(url)).body, sentence, 'also when it is loaded again')
  }
  t.same(await deps.db.select().from(sessions), [])
  const noted = await deps.db.select().from(signIns)
  t.equal(noted.length, afterwards.length)
  for (const one of noted) t.match(one, { way: 'phone', outcome: 'refused' })
})

t.test('while the service cannot be reached the page says so and asks again', async t => {
  const { browser, later } = await withPhone(t)
  await browser.get('/sign-in')
  const { url } = await follow(browser, await browser.post('/sign-in/phone', typed))
  await phones.act('accept', { person: 'lin' })
  await phones.act('fault', { fault: 'silent' })
  later(5)
  t.match((await browser.get(url)).body, '剛才連不上')
  await phones.act('fault', { fault: null })
  later(5)
  t.equal((await browser.get(url)).statusCode, 303)
})

t.test('after five minutes it is over, whatever the phone says', async t => {
  const { browser, deps, later } = await withPhone(t)
  await browser.get('/sign-in')
  const { url } = await follow(browser, await browser.post('/sign-in/phone', typed))
  await phones.act('accept', { person: 'lin' })
  later(301)
  const answer = await browser.get(url)
  t.match(answer.body, '手機確認已經結束')
  t.equal((await deps.db.select().from(phoneRequests)).length, 1)
  await forget(deps.db, deps.clock())
  t.same(await deps.db.select().from(phoneRequests), [], 'and nothing of it is kept')
})

t.test('page, guide and service give the phone the same time', async t => {
  await phones.act('fault', { fault: null })
  const seconds: number[] = []
  const phone = {
    ...phones.service,
    ask: (task: Parameters<typeof phones.service.ask>[0]) => (seconds.push(task.seconds), phones.service.ask(task)),
  }
  const { app, deps } = await startApp(t, {}, { phone })
  await trustCa(deps, ca)
  const browser = visitor(app)
  await browser.get('/sign-in')
  const { page } = await follow(browser, await browser.post('/sign-in/phone', typed))
  const until = /請在 (\d\d:\d\d) 以前於手機上確認/.exec(page.body)?.[1]
  const said = (Date.parse(`2026-11-23T${until}:00+08:00`) - start.getTime()) / 60_000
  t.same(seconds, [said * 60])
  t.match((await browser.get('/guides/phone-new')).body, `每次確認只能用一次，${said} 分鐘內要完成`)
  await browser.post('/language', { language: 'en', back: '/' })
  t.match((await browser.get('/guides/phone-new')).body, `must be confirmed within ${said} minutes`)
})

t.test('every answer of the site is marked as its own, so that a page knows those of others', async t => {
  const { app, browser, later } = await withPhone(t)
  const part = { 'hx-request': 'true', 'hx-request-type': 'partial' }
  await browser.get('/sign-in')
  const { url, page } = await follow(browser, await browser.post('/sign-in/phone', typed))
  const waiting = await browser.get(url, part)
  await phones.act('accept', { person: 'lin' })
  later(5)
  const led = await browser.get(url, part)
  const others = [await browser.get('/nowhere'), await browser.get('/%E0%A4%A'), await visitor(app).get('/record')]
  t.match(
    [page, waiting, led, ...others].map(one => one.statusCode),
    [200, 200, 204, 404, 404, 303],
  )
  for (const one of [page, waiting, led, ...others]) t.equal(one.headers['desk-answer'], 'yes', `${one.statusCode}`)
})

t.test('who has no script is told before it happens what to do when another page appears', async t => {
  const { browser } = await withPhone(t)
  await browser.get('/sign-in')
  const { page } = await follow(browser, await browser.post('/sign-in/phone', typed))
  t.match(page.body, /<noscript><p>[^<]*如果出現別的頁面[^<]*<\/p><\/noscript>/)
  t.equal(page.body.split('如果出現別的頁面').length, 2, 'nobody else reads it')
})

t.test('the address of the waiting page is worth nothing in another browser', async t => {
  const { browser, app, deps, later } = await withPhone(t)
  await browser.get('/sign-in')
  const { url } = await follow(browser, await browser.post('/sign-in/phone', { ...typed, mode: 'scan' }))
  await phones.act('accept', { person: 'lin' })
  later(5)
  const thief = visitor(app)
  await thief.get('/sign-in')
  const stolen = await thief.get(url)
  t.equal(stolen.statusCode, 422)
  t.notMatch(stolen.body, 'pairing')
  t.same(await deps.db.select().from(sessions), [])
  t.equal((await browser.get(url)).statusCode, 303, 'and it is still good where it was asked')
})

t.test('two looks at the same moment begin one session', async t => {
  const { browser, deps, later } = await withPhone(t)
  await browser.get('/sign-in')
  const { url } = await follow(browser, await browser.post('/sign-in/phone', typed))
  await phones.act('accept', { person: 'lin' })
  later(5)
  await Promise.all([browser.get(url), browser.get(url), browser.get(url)])
  t.equal((await deps.db.select().from(sessions)).length, 1)
})

t.test('nobody can ring a stranger all day, and the stranger can still scan', async t => {
  const { app, later } = await withPhone(t)
  const statuses: number[] = []
  for (let i = 0; i < 5; i += 1) {
    const attacker = visitor(app, `203.0.113.${i}`)
    await attacker.get('/sign-in')
    statuses.push((await attacker.post('/sign-in/phone', typed)).statusCode)
  }
  t.same(statuses, [303, 303, 303, 429, 429])
  const owner = visitor(app, '198.51.100.1')
  await owner.get('/sign-in')
  const waiting = await owner.post('/sign-in/phone', typed)
  t.match(waiting.body, '請在 14:15 以後再試')
  t.equal((await owner.post('/sign-in/phone', { ...typed, mode: 'scan' })).statusCode, 303)
  later(16 * 60)
  t.equal((await owner.post('/sign-in/phone', typed)).statusCode, 303)
})

t.test('one browser and one place can ask only so often, whatever the number', async t => {
  const { app } = await withPhone(t)
  const browser = visitor(app)
  await browser.get('/sign-in')
  const scan = (one: typeof browser) => one.post('/sign-in/phone', { ...typed, mode: 'scan' })
  for (let i = 0; i < 8; i += 1) t.equal((await scan(browser)).statusCode, 303)
  t.equal((await scan(browser)).statusCode, 429)
  const colleague = visitor(app)
  await colleague.get('/sign-in')
  t.equal((await scan(colleague)).statusCode, 303, 'a colleague in the same school is not kept waiting')
})

t.test('who we do not know is answered like who we know', async t => {
  const { app, later } = await withPhone(t)
  const pages: string[] = []
  for (const [id_number, lin] of [
    [linPhone.idNumber, 'lin'],
    [chenPhone.idNumber, 'chen'],
  ] as const) {
    const browser = visitor(app)
    await browser.get('/sign-in')
    const { url, page } = await follow(browser, await browser.post('/sign-in/phone', { ...typed, id_number }))
    await phones.act('refuse', { lin })
    later(5)
    const refused = await browser.get(url)
    t.equal(refused.statusCode, 422)
    const own = /value="[^"]*"|data-[a-z]+="[^"]*"|[0-9a-f-]{36,}| at:\S+|pairing">../g
    const bare = (html: string) => html.replace(own, '')
    pages.push(bare(page.body) + bare(refused.body))
  }
  t.equal(pages[0], pages[1])
})

t.test('a phone nobody registered opens nothing, even with a number we know', async t => {
  const { browser, deps, later } = await withPhone(t, { isBound: false })
  await browser.get('/sign-in')
  const { url } = await follow(browser, await browser.post('/sign-in/phone', typed))
  await phones.act('accept', { person: 'lin' })
  later(5)
  t.match((await browser.get(url)).body, '這支手機的憑證還沒有登記')
  t.same(await deps.db.select().from(sessions), [])
})

t.test(
  'where card and phone carry the same serial, the card’s binding opens for the phone and stays a card',
  async t => {
    const { browser, deps, lin, later } = await withPhone(t, { isBound: false })
    const card = await ca.card({ ...linHolder, serialNumber: linPhone.subjectSerial, cardNumber: 'TP99000000000077' })
    await bindCard(deps, lin.accountId, card)
    await bindPhone(deps, lin.accountId, linPhone)
    await browser.get('/sign-in')
    const { url } = await follow(browser, await browser.post('/sign-in/phone', typed))
    await phones.act('accept', { person: 'lin' })
    later(5)
    t.equal((await browser.get(url)).statusCode, 303)
    t.match(await deps.db.select().from(credentials), [{ kind: 'citizen_card', cardNumber: 'TP99000000000077' }])
  },
)

t.test('an account that is held is not opened by its phone', async t => {
  const { browser, deps, later } = await withPhone(t, { state: 'locked' })
  await browser.get('/sign-in')
  const { url } = await follow(browser, await browser.post('/sign-in/phone', typed))
  await phones.act('accept', { person: 'lin' })
  later(5)
  const answer = await browser.get(url)
  t.equal(answer.statusCode, 422)
  t.same(await deps.db.select().from(sessions), [])
  t.match(await deps.db.select().from(signIns), [{ way: 'phone', outcome: 'refused' }])
})

t.test('the number stands in no address, no log and no row that can be read', async t => {
  const { deps, setClock } = await withPhone(t)
  const lines: string[] = []
  const stream = new Writable({ write: (line, _, done) => void (lines.push(String(line)), done()) })
  const app = await buildApp(deps, { log: pino(stream) })
  t.teardown(() => app.close())
  const browser = visitor(app)
  await browser.get('/sign-in')
  const { url, page } = await follow(browser, await browser.post('/sign-in/phone', typed))
  t.notMatch(page.body, 'A223456781')
  await phones.act('refuse', { person: 'lin' })
  setClock(new Date(start.getTime() + 5000))
  await browser.get(url)
  const [row] = await deps.db.select().from(phoneRequests)
  const kept = lines.join('') + JSON.stringify(row)
  t.match(kept, 'mobile-id.refused.cancelled')
  t.notMatch(kept, /A223456781/i)
  t.notMatch(url, /A223456781/i)
})

t.test('where the phone is not set up it is not offered', async t => {
  const { app } = await startApp(t)
  const browser = visitor(app)
  t.notMatch((await browser.get('/sign-in')).body, 'by-phone')
  t.equal((await browser.post('/sign-in/phone', typed)).statusCode, 404)
})
