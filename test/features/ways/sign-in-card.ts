import { Writable } from 'node:stream'
import { eq } from 'drizzle-orm'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { buildApp } from '../../../server/app.ts'
import { contentOf } from '../../../server/domain/card/answer.ts'
import { withCertificate } from '../../../server/simulators/cards/card.ts'
import { serialOf } from '../../../server/simulators/cards/read.ts'
import * as componentSettings from '../../../server/store/help-desk/component-settings.ts'
import { accounts, credentials, events, notices, sessions, signIns, spentNonces } from '../../../server/store/schema.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { visitor, type Browser } from '../../support/app/app.ts'
import {
  type CardFields,
  askedBy,
  bindCard,
  failedBy,
  linHolder,
  signedBy,
  testCa,
  trustCa,
} from '../../support/card/cards.ts'
import { signIn } from '../../support/person/people.ts'
import { enter, startSchool, type Asked } from '../../support/person/school.ts'

const ca = await testCa(t)
const linCard = await ca.card(linHolder)

async function withCard(
  t: Test,
  { isBound = true, ...lin }: Asked & { isBound?: boolean } = {},
  settings: Partial<Deps['config']> = {},
) {
  const school = await startSchool(t, ['lin'], { ca, lin, settings })
  if (isBound) await bindCard(school.deps, school.lin.accountId, linCard)
  return school
}

t.test('a person signs in with their card and comes to the page they wanted', async t => {
  const { browser, deps, lin } = await withCard(t)
  const page = await browser.get('/sign-in?next=/corrections')
  t.same(await deps.db.select().from(sessions), [], 'an anonymous visitor costs no row')
  const answer = await browser.post('/sign-in/card', { ...signedBy(linCard, page.body), next: '/corrections' })
  t.equal(answer.statusCode, 303)
  t.equal(answer.headers.location, '/corrections')
  t.match((await browser.get('/sign-out')).body, lin.name)
  t.match(await deps.db.select().from(signIns), [{ way: 'card', outcome: 'ok' }])
  t.match((await deps.db.select().from(sessions))[0]?.data, { way: 'card' })
  const [kept] = await deps.db.select().from(credentials)
  t.same(kept?.lastUsedAt, deps.clock())
  t.not(kept?.issuerKeyId, 'older', 'the newest certificate is kept')
})

t.test('what a card signs can be read before it signs, folded, in words and as it is signed', async t => {
  const { browser, lin } = await withCard(t)
  const shownAt = async (url: string) => {
    const { body } = await browser.get(url)
    const [form = ''] = /<form[^>]*data-card[^]*?<\/form>/.exec(body) ?? []
    const [folded = ''] = /<details><summary>卡片會簽署什麼[^]*?<\/details><\/details>/.exec(form) ?? []
    t.match(folded, /<li>網站：http:\/\/localhost:3000<\/li> <li>時間：民國 115 年 11 月 23 日 14:00<\/li>/, url)
    const words = folded.replace(/<details><summary>逐字內容[^]*/, '')
    t.notMatch(words, /[0-9a-f-]{32}/, `${url}: no number that nobody can read is in the words`)
    const { line, cms } = signedBy(linCard, body)
    const signed = contentOf(cms)?.toString()
    t.equal(/(?<=<pre[^>]*>)[^<]+/.exec(folded)?.[0], signed, `${url}: it is what the card signed`)
    t.equal(line, signed)
    return /(?<=<li>用途：)[^<]+/.exec(folded)?.[0]
  }
  t.equal(await shownAt('/sign-in'), '登入')
  t.equal(await shownAt('/recovery/card'), '重設密碼')
  t.equal(await shownAt('/diagnosis/signature'), '測試簽章，不具效力')
  await signIn(browser, lin)
  t.equal(await shownAt('/proof'), '重新確認身分')
  t.equal(await shownAt('/account/cards/new'), '登記憑證')
})

t.test('the PIN field of the page has no name, and the page says what to do without script', async t => {
  const { browser } = await withCard(t)
  const { body } = await browser.get('/sign-in')
  const [field = ''] = /<input[^>]*data-card-pin[^>]*>/.exec(body) ?? []
  t.match(field, 'type="password"')
  t.notMatch(field, /\sname=/)
  t.match(body, /<noscript>[^<]*<p class="note">卡片要由瀏覽器與讀卡元件溝通/)
  const empty = await browser.post('/sign-in/card', failedBy(body, {}))
  t.equal(empty.statusCode, 422)
  t.match(empty.body, '請確認瀏覽器已開啟 JavaScript')
  t.match(empty.body, '<h2>這一步沒有成功</h2>', 'and not that something typed needs a change')
})

t.test('after a refusal the page asks for a new signature, and that one is taken', async t => {
  const { browser } = await withCard(t)
  const page = await browser.get('/sign-in')
  const failed = await browser.post('/sign-in/card', failedBy(page.body, { component_failure: 'popup-blocked' }))
  t.equal(failed.statusCode, 422)
  t.not(askedBy(failed.body).nonce, askedBy(page.body).nonce)
  t.equal((await browser.post('/sign-in/card', signedBy(linCard, failed.body))).statusCode, 303)
})

t.test('a signature counts once', async t => {
  const { browser, app, deps } = await withCard(t)
  const page = await browser.get('/sign-in')
  const fields = signedBy(linCard, page.body)
  t.equal((await browser.post('/sign-in/card', fields)).statusCode, 303)
  await browser.post('/sign-out')
  const thief = visitor(app)
  thief.cookies.set('browser', browser.cookies.get('browser') ?? '')
  const fresh = await thief.get('/sign-in')
  const again = await thief.post('/sign-in/card', fields)
  t.equal(again.statusCode, 422)
  t.match(again.body, '這個簽章已經用過')
  const underNewLine = { ...fields, ...askedBy(fresh.body) }
  t.match((await thief.post('/sign-in/card', underNewLine)).body, '這個簽章已經用過')
  t.equal((await deps.db.select().from(spentNonces)).length, 1)
})

t.test('of two answers sent at the same moment one is taken', async t => {
  const { browser } = await withCard(t)
  const fields = signedBy(linCard, (await browser.get('/sign-in')).body)
  const answers = await Promise.all([browser.post('/sign-in/card', fields), browser.post('/sign-in/card', fields)])
  t.same(answers.map(({ statusCode }) => statusCode).sort(), [303, 422])
})

t.test('a signature is good only in the browser that asked for it', async t => {
  const { browser, app } = await withCard(t)
  const fields = signedBy(linCard, (await browser.get('/sign-in')).body)
  const other = visitor(app)
  await other.get('/sign-in')
  t.match((await other.post('/sign-in/card', fields)).body, '另一個瀏覽器')
  t.equal((await browser.post('/sign-in/card', fields)).statusCode, 303, 'and is still good there')
})

t.test('a signature is good for five minutes', async t => {
  const { browser, setClock } = await withCard(t)
  const late = signedBy(linCard, (await browser.get('/sign-in')).body)
  setClock(new Date('2026-11-23T06:05:01Z'))
  t.match((await browser.post('/sign-in/card', late)).body, '開啟超過 5 分鐘')
  const timely = signedBy(linCard, (await browser.get('/sign-in')).body)
  setClock(new Date('2026-11-23T06:10:01Z'))
  t.equal((await browser.post('/sign-in/card', timely)).statusCode, 303)
})

t.test('a line of another address is refused, also under a line of ours', async t => {
  const { browser, deps } = await withCard(t)
  const elsewhere = await buildApp({ ...deps, config: { ...deps.config, baseUrl: 'https://desk.evil.example' } })
  t.teardown(() => elsewhere.close())
  const trap = visitor(elsewhere)
  const page = await browser.get('/sign-in')
  trap.cookies.set('browser', browser.cookies.get('browser') ?? '')
  const fields = signedBy(linCard, (await trap.get('/sign-in')).body)
  t.match((await browser.post('/sign-in/card', fields)).body, '另一個網址')
  t.match((await browser.post('/sign-in/card', { ...fields, ...askedBy(page.body) })).body, '另一個網址')
})

t.test('what was signed to sign in proves nothing later, and the other way round', async t => {
  const { browser, lin } = await withCard(t)
  const toSignIn = signedBy(linCard, (await browser.get('/sign-in')).body)
  await signIn(browser, lin)
  const proofPage = await browser.get('/proof')
  t.match((await browser.post('/proof/card', toSignIn)).body, '為別的用途')
  const toProve = signedBy(linCard, proofPage.body)
  await browser.post('/sign-out')
  await browser.get('/sign-in')
  t.match((await browser.post('/sign-in/card', toProve)).body, '為別的用途')
})

const edits: [string, string, (fields: CardFields) => Record<string, string>][] = [
  ['line', '簽的不是這一頁剛發出的內容', ({ line }) => ({ line: line.replace('06:00:00Z', '06:04:00Z') })],
  [
    'seal',
    '簽的不是這一頁剛發出的內容',
    ({ seal }) => ({ seal: seal.replace(/^./, sign => (sign === '0' ? '1' : '0')) }),
  ],
  ['signature', '簽章未通過驗證', ({ cms }) => ({ cms: withByte(cms, -1) })],
  [
    'message',
    '不完整，或有多餘的資料',
    ({ cms }) => ({ cms: Buffer.from(cms, 'base64').subarray(0, -1).toString('base64') }),
  ],
  ['letters of the message', '傳送途中改變了', ({ cms }) => ({ cms: ` ${cms}` })],
]
t.test('an answer that was edited is refused, whatever was edited', async t => {
  const { browser } = await withCard(t)
  for (const [what, sentence, edit] of edits) {
    const fields = signedBy(linCard, (await browser.get('/sign-in')).body)
    const answer = await browser.post('/sign-in/card', { ...fields, ...edit(fields) })
    t.equal(answer.statusCode, 422, what)
    t.match(answer.body, sentence, what)
  }
})

function withByte(base64: string, at: number): string {
  const bytes = Buffer.from(base64, 'base64')
  const index = at < 0 ? bytes.length + at : at
  bytes[index] = (bytes[index] ?? 0) ^ 1
  return bytes.toString('base64')
}

t.test('another line inside the signature than the one of the page is refused', async t => {
  const { browser } = await withCard(t)
  const first = signedBy(linCard, (await browser.get('/sign-in')).body)
  const second = await browser.get('/sign-in')
  const mixed = { ...first, ...askedBy(second.body) }
  t.match((await browser.post('/sign-in/card', mixed)).body, '簽的不是這一頁剛發出的內容')
  const other = signedBy(linCard, second.body, { attached: Buffer.from('TBS') })
  t.match((await browser.post('/sign-in/card', other)).body, '卡片簽的內容與本站請它簽的不同')
})

t.test('a certificate with another key, and one of a forger, are refused', async t => {
  const { browser } = await withCard(t)
  const stranger = await ca.oddCard({ ...linHolder }, {})
  const swapped = withCertificate(stranger, linCard.signing.certificate)
  const page = await browser.get('/sign-in')
  t.match((await browser.post('/sign-in/card', signedBy(swapped, page.body))).body, '簽章未通過驗證')
  const forged = await ca.oddCard(linHolder, { by: await ca.impostor('moica3', { claimsKeyId: true }) })
  const again = await browser.get('/sign-in')
  t.match((await browser.post('/sign-in/card', signedBy(forged, again.body))).body, '不是它所說的機關發的')
})

t.test('a card nobody registered leads to activation', async t => {
  const { browser, deps } = await withCard(t, { isBound: false })
  const answer = await browser.post('/sign-in/card', signedBy(linCard, (await browser.get('/sign-in')).body))
  t.equal(answer.statusCode, 422)
  t.match(answer.body, '這張卡片還沒有登記')
  t.match(answer.body, /<a href="#register-card">/)
  t.match(answer.body, /<a id="register-card" href="\/activation#without-code">/)
  t.same(await deps.db.select().from(sessions), [])
})

t.test('the card of an agency signs no person in', async t => {
  const { browser } = await withCard(t)
  const agency = await ca.card({
    kind: 'school',
    name: '示範國小',
    serialNumber: '0000000099900009',
    organisation: '2.16.886.111.99999.1',
    cardNumber: 'TP99000000000009',
  })
  const answer = await browser.post('/sign-in/card', signedBy(agency, (await browser.get('/sign-in')).body))
  t.equal(answer.statusCode, 422)
  t.match(answer.body, '這是機關憑證，不能單獨登入')
  t.match(answer.body, 'name="next" value="/agency-card?next=%2F"', 'it is asked for again after signing in')
})

t.test('a card whose last four or serial others share opens only the account it is registered for', async t => {
  const { browser, add } = await withCard(t)
  await add('wang', { name: '林美華' })
  const twin = await ca.card({ ...linHolder, serialNumber: '0000000099900002', cardNumber: 'TP99000000000002' })
  const answer = await browser.post('/sign-in/card', signedBy(twin, (await browser.get('/sign-in')).body))
  t.equal(answer.headers.location, '/sign-in/renewal', 'it may be a renewed card, which needs one more proof')
  t.equal((await browser.get('/account')).headers.location, '/sign-in?next=%2Faccount')
})

const told: [string, string, string, string][] = [
  ['a wrong PIN', '1980760070', '160', 'PIN 碼錯誤。請再輸入一次'],
  ['two tries left', '1980760070', '-2147483646', 'PIN 碼錯誤，還剩兩次機會'],
  ['a locked card', '1980760070', '164', '這張卡片已經鎖卡'],
  ['no card', '1979711494', '0', '讀卡機裡沒有卡片'],
  [
    'a site that is not trusted',
    '1979711537',
    '0',
    '這臺電腦的元件還不信任本站。請在瀏覽器開啟 http://localhost:61161/addDomain?domain=localhost',
  ],
  [
    'a number nobody knows',
    '305419896',
    '0',
    '元件回報了我們不認得的錯誤，沒有簽章。請再試一次；仍無法解決時，請把代碼 0x12345678',
  ],
]
t.test('what the component says reaches the person, at the field and above the form', async t => {
  const { browser } = await withCard(t)
  for (const [what, ret_code, last_error, sentence] of told) {
    const { body } = await browser.get('/sign-in')
    const answer = await browser.post('/sign-in/card', failedBy(body, { ret_code, last_error }))
    t.equal(answer.statusCode, 422, what)
    t.ok(answer.body.includes(`<a href="#card-pin">${sentence}`), what)
    t.ok(answer.body.includes(`id="card-pin-error">${sentence}`), what)
    const isForIssuer = /<a href="https:\/\/moica\.nat\.gov\.tw">/.test(answer.body)
    t.equal(isForIssuer, what === 'a locked card', 'who sends somebody to the issuer links there')
  }
})

const held: [NonNullable<(typeof accounts.$inferInsert)['state']>, string][] = [
  ['locked', '您在民國 115 年 11 月 23 日鎖定了這個帳號'],
  ['suspended', '停用。原因和恢復請洽示範國小人事室'],
  ['closed', '註銷，因為已經沒有任職'],
]
for (const [state, sentence] of held) {
  t.test(`an account that is ${state} is not opened by its card`, async t => {
    const { browser, deps } = await withCard(t, { state })
    const answer = await browser.post('/sign-in/card', signedBy(linCard, (await browser.get('/sign-in')).body))
    t.equal(answer.statusCode, 422)
    t.match(answer.body, sentence)
    t.same(await deps.db.select().from(sessions), [])
    t.match(await deps.db.select().from(signIns), [{ way: 'card', outcome: 'refused' }])
  })
}

t.test('a revoked card signs nobody in', async t => {
  const { browser, deps } = await withCard(t, { isBound: false })
  const lost = await ca.card({ ...linHolder, serialNumber: '0000000099900003', cardNumber: 'TP99000000000003' })
  await ca.revoke('moica3', serialOf(lost.signing.certificate))
  await ca.publish()
  await trustCa(deps, ca)
  const answer = await browser.post('/sign-in/card', signedBy(lost, (await browser.get('/sign-in')).body))
  t.equal(answer.statusCode, 422)
  t.notMatch(answer.body, '還沒有登記')
})

t.test('a list that ended counts for the hours of grace, for signing in only, and is noted each time', async t => {
  const { browser, deps, setClock, lin } = await withCard(t, {}, { revocationGraceHours: 24 })
  const own = (await deps.trust()).lists.get((await ca.issuer('moica3')).keyId.toString('hex'))
  const ended = own?.until.getTime() ?? 0
  setClock(new Date(ended + 23 * 3_600_000))
  const answer = await browser.post('/sign-in/card', signedBy(linCard, (await browser.get('/sign-in')).body))
  t.equal(answer.statusCode, 303)
  const noted = () => deps.db.select().from(events).where(eq(events.what, 'trust.grace-used'))
  t.match(await noted(), [
    { byAccountId: lin.accountId, about: own?.issuerKeyId, details: { list: String(own?.number) } },
  ])

  const proof = await browser.get('/proof')
  t.match((await browser.post('/proof/card', signedBy(linCard, proof.body))).body, '廢止清冊', 'not to prove it again')
  await browser.post('/sign-out')
  setClock(new Date(ended + 25 * 3_600_000))
  const late = await browser.post('/sign-in/card', signedBy(linCard, (await browser.get('/sign-in')).body))
  t.equal(late.statusCode, 422)
  t.equal((await noted()).length, 1)
})

t.test('a request that carries a PIN is refused, and the log tells of it without the value', async t => {
  const { browser: first, deps } = await withCard(t)
  await first.get('/sign-in')
  const lines: string[] = []
  const stream = new Writable({ write: (line, _, done) => void (lines.push(String(line)), done()) })
  const app = await buildApp(deps, { log: pino(stream) })
  t.teardown(() => app.close())
  const browser = visitor(app)
  const fields = signedBy(linCard, (await browser.get('/sign-in')).body)
  for (const name of ['pin', 'user_pin', 'PIN']) {
    const answer = await browser.post('/sign-in/card', { ...fields, [name]: '739146' })
    t.equal(answer.statusCode, 400)
    t.match(answer.body, 'PIN 碼欄位')
  }
  const log = lines.join('')
  t.match(log, 'pin-received')
  t.notMatch(log, '739146')
  t.notMatch(log, fields.cms.slice(0, 40))
})

t.test('a fresh proof by card leads on, and the card of somebody else does not', async t => {
  const { browser, deps, lin, setClock, add } = await withCard(t)
  const wang = await add('wang')
  const wangCard = await ca.card({
    ...linHolder,
    name: '王大明',
    lastFour: '6780',
    serialNumber: '0000000099900004',
    cardNumber: 'TP99000000000004',
  })
  await bindCard(deps, wang.accountId, wangCard)
  await signIn(browser, lin)
  setClock(new Date('2026-11-23T06:15:00Z'))
  const page = await browser.get('/proof?next=/record')
  const refused = await browser.post('/proof/card', { ...signedBy(wangCard, page.body), next: '/record' })
  t.equal(refused.statusCode, 422)
  t.match(refused.body, '這張不是您登記的卡片')
  const proved = await browser.post('/proof/card', { ...signedBy(linCard, refused.body), next: '/record' })
  t.equal(proved.headers.location, '/record')
  t.match((await deps.db.select().from(sessions))[0]?.data, { proofAt: deps.clock().getTime() })
})

t.test('who clicks twice goes where the first click led; what was refused stays refused', async t => {
  const { browser, add } = await withCard(t)
  const first = { ...signedBy(linCard, (await browser.get('/sign-in')).body), next: '/record' }
  t.equal((await browser.post('/sign-in/card', first)).statusCode, 303)
  const afterwards = await browser.post('/sign-in/card', first)
  t.equal(afterwards.headers.location, '/record', 'also signed in, by Back')
  t.match((await browser.get('/record')).body, '您已經在這個瀏覽器登入')
  t.equal((await browser.post('/sign-in/card', { ...first, cms: 'AAAA' })).statusCode, 422, 'other bytes')

  const proof = { ...signedBy(linCard, (await browser.get('/proof?next=/record')).body), next: '/record' }
  const [one, other] = await Promise.all([browser.post('/proof/card', proof), browser.post('/proof/card', proof)])
  t.same([one.headers.location, other.headers.location], ['/record', '/record'])
  t.equal((await browser.post('/proof/card', proof)).headers.location, '/record')
  t.match((await browser.get('/record')).body, '先前已經送出，未重複執行')
  const elsewhere = await browser.post('/proof/card', { ...proof, next: '/account' })
  t.match(elsewhere.body, '這個簽章已經用過', 'the same signature for another page')

  const bad = { ...signedBy(linCard, (await browser.get('/proof')).body), cms: 'AAAA' }
  t.equal((await browser.post('/proof/card', bad)).statusCode, 422)
  t.match((await browser.post('/proof/card', bad)).body, '這個簽章已經用過')

  const wang = await enter(await add('wang'))
  wang.cookies.set('browser', browser.cookies.get('browser') ?? '')
  await wang.get('/proof')
  t.match((await wang.post('/proof/card', proof)).body, '這個簽章已經用過', 'somebody else, though in the same browser')
})

t.test('who registered no card is not asked for one', async t => {
  const { browser, lin } = await withCard(t, { isBound: false })
  await signIn(browser, lin)
  t.notMatch((await browser.get('/proof')).body, 'data-card-pin')
})

const onWindows = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/146.0 Safari/537.36' }

async function byCardOf(browser: Browser, version: string, headers: Record<string, string>) {
  const page = await browser.get('/sign-in')
  return browser.post('/sign-in/card', { ...signedBy(linCard, page.body), component_version: version }, headers)
}

t.test('an old component signs in as ever and is told of once, with the way to the guide', async t => {
  const { app, deps } = await withCard(t)
  const told = async () => (await deps.db.select().from(notices)).map(({ text, url }) => ({ text, url }))
  const signInWith = async (version: string, headers = onWindows) => {
    const answer = await byCardOf(visitor(app), version, headers)
    t.match(answer, { statusCode: 303, headers: { location: '/' } })
  }
  await signInWith('1.3.4.103328')
  await signInWith('1.3.1')
  await signInWith('anything at all')
  await signInWith('1.3.4.103305', { 'user-agent': 'w3m/0.5.3' })
  t.same(await told(), [], 'new enough, an exception, no version, no system')

  await Promise.all([signInWith('1.3.4.103305'), signInWith('1.3.4.103305')])
  await signInWith('1.3.4.103305')
  t.same(await told(), [{ text: 'notice.component-old', url: '/guides/install-windows' }])
  const browser = visitor(app)
  await byCardOf(browser, '1.3.4.103305', onWindows)
  t.match((await browser.get('/')).body, '通知（1 則未讀）')
  t.match((await browser.get('/inbox')).body, '讀卡元件是 1.3.4.103305 版，比學校設定的最低版本 1.3.4.103328 舊')

  await signInWith('1.3.4.103304')
  t.equal((await told()).length, 2, 'another version is told of again')
})

t.test('the minimum and its exceptions are the administrator’s', async t => {
  const { app, deps, lin } = await withCard(t)
  const count = async () => (await deps.db.select().from(notices)).length
  const setting = { ...(await componentSettings.current(deps.db)).windows, minimum: '1.4', exceptions: ['1.3.8'] }
  await componentSettings.set(deps.db, 'windows', setting, lin.accountId, deps.clock())
  await byCardOf(visitor(app), '1.3.8', onWindows)
  t.equal(await count(), 0)
  await byCardOf(visitor(app), '1.3.1', onWindows)
  t.equal(await count(), 1)
})
