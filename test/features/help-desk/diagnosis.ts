import { execFileSync, spawnSync } from 'node:child_process'
import t from 'tap'
import { visitorProgram } from '../../../server/domain/account/visitor-program.ts'
import { isOld } from '../../../server/domain/help-desk/component-version.ts'
import { factWords, findingCodes, findings, rules } from '../../../server/domain/help-desk/diagnosis.ts'
import { isOldHealthCardVersion } from '../../../server/domain/help-desk/health-card-component.ts'
import { refusedAs, type PhoneService } from '../../../server/domain/ways/mobile-id.ts'
import { all } from '../../../server/text/speak.ts'
import { startApp, visitor } from '../../support/app/app.ts'

const codesOn = (page: string) => [...page.matchAll(/data-code="([^"]+)"/g)].map(([, code]) => code)

t.test('every rule asks for words that exist, and every finding has a rule and a sentence', async t => {
  for (const { when, code } of rules) {
    for (const [name, words] of Object.entries(when)) {
      const known: readonly string[] = factWords[name as keyof typeof factWords]
      t.ok(
        words.every(word => known.includes(word)),
        `${code}: ${name}`,
      )
    }
  }
  t.same([...new Set(rules.map(({ code }) => code))].sort(), [...findingCodes].sort())
  const missing = Object.entries(factWords)
    .flatMap(([name, words]) => words.map(word => `diagnosis.word.${name}-${word}`))
    .filter(key => !(key in all))
  t.same(missing, [])
})

t.test('the permission counts only when a real probe failed and the window answered', async t => {
  const told = (facts: Parameters<typeof findings>[0]) => findings(facts).map(({ code }) => code)
  t.same(told({ window: 'answered', probe: 'reached', permission: 'denied' }), [])
  t.same(told({ window: 'answered', probe: 'failed', permission: 'prompt' }), ['permission-prompt'])
  t.same(told({ window: 'never-ready', probe: 'failed', permission: 'prompt' }), ['component-missing'])
  t.same(told({ popup: 'blocked', probe: 'failed', permission: 'prompt' }), ['popup-blocked'])
  t.same(told({ popup: 'blocked', probe: 'failed', permission: 'granted' }), ['popup-blocked', 'component-missing'])
})

const versions: [string, string, boolean][] = [
  ['1.3.4.103305', '1.3.4.103328', true],
  ['1.3.4.103328', '1.3.4.103328', false],
  ['1.3.10', '1.3.8', false],
  ['1.3.8', '1.3.4.103328', false],
  ['1.3.1', '1.3.4.103328', false],
  ['1.3.4', '1.3.4.3', true],
  ['1.3.4.3', '1.3.4', false],
]
for (const [version, minimum, old] of versions) {
  t.test(`${version} is ${old ? 'older than' : 'new enough for'} ${minimum}`, async t =>
    t.equal(isOld(version, { minimum, exceptions: ['1.3.1'] }), old),
  )
}

const programs: [string, string, string][] = [
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 Edg/141.0',
    'edge',
    'windows',
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36',
    'chrome',
    'linux',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605.1 (KHTML, like Gecko) Version/18.0 Safari/605.1',
    'safari',
    'macos',
  ],
  ['Mozilla/5.0 (Windows NT 10.0; rv:144.0) Gecko/20100101 Firefox/144.0', 'firefox', 'windows'],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36',
    'chrome',
    'phone',
  ],
  ['w3m/0.5.3', 'other', 'other'],
]
for (const [userAgent, browser, system] of programs) {
  t.test(`${browser} on ${system} is known by its name`, async t =>
    t.same(visitorProgram(userAgent), { browser, system }),
  )
}

t.test('without script the same questions lead to the same findings, and say who said so', async t => {
  const { app } = await startApp(t)
  const reader = visitor(app)
  const first = await reader.get('/diagnosis')
  t.match(first.body, '按下「開始檢查」之後')
  t.match(first.headers['content-security-policy'], "img-src 'self' http://localhost:61161;")
  t.equal((await reader.post('/diagnosis')).headers.location, '/diagnosis/questions')

  const questions = await reader.get('/diagnosis/questions')
  t.match(questions.body, '伺服器現在是 14:00')
  t.match(questions.body, /<a href="http:\/\/localhost:\d+\/selfTest\.htm"/)
  const answers = {
    source: 'said',
    browser: 'firefox',
    system: 'macos',
    popup: 'blocked',
    self_test: 'yes',
    reader: 'empty',
    changed: 'yes',
    component: '1.3.4.10',
    code: '1980760070 160',
  }
  const to = (await reader.post('/diagnosis', answers)).headers.location ?? ''
  const result = await reader.get(to)
  t.same(codesOn(result.body), [
    'diagnosis.popup-blocked',
    'diagnosis.no-card',
    'diagnosis.maybe-stale',
    'diagnosis.old-version',
    'diagnosis.server-authorities-none',
    '0xA0',
  ])
  t.notMatch(result.body, 'moica.nat.gov.tw')
  const over = (await reader.post('/diagnosis', { ...answers, certificate: 'expired' })).headers.location ?? ''
  t.match((await reader.get(over)).body, 'href="https://moica.nat.gov.tw"', 'an expired card is renewed there')
  t.match(result.body, '您的回答')
  t.match(result.body, 'Firefox：頁面上方')
  t.match(result.body, 'launchctl')
  t.match((await reader.get(to, { 'accept-language': 'en' })).body, 'you said')

  const colleague = await visitor(app).get(to, { 'user-agent': 'Chrome/141 Windows' })
  t.same(codesOn(colleague.body), codesOn(result.body), 'the address tells a colleague the same')
})

t.test('the component of the health card is tried at its addresses only on its own page', async t => {
  const { app } = await startApp(t)
  const reader = visitor(app)
  const page = await reader.get('/diagnosis/health-card')
  const places = [
    'http://localhost:59001 https://localhost:59002 wss://iccert.nhi.gov.tw:7777',
    'wss://localhost:7777 wss://127.0.0.1:7777',
  ].join(' ')
  t.match(page.headers['content-security-policy'], `connect-src 'self' ${places};`)
  t.match((await reader.get('/diagnosis')).headers['content-security-policy'], "connect-src 'self';")
  const withoutScript = await reader.post('/diagnosis', { about: 'health-card', health_http: '', health_card: '' })
  t.equal(withoutScript.headers.location, '/diagnosis/health-card/questions')
})

const causes: [string, string, string][] = [
  ['no-name', 'diagnosis.health-card-name', '/etc/hosts'],
  ['refused', 'diagnosis.health-card-not-running', '輸入電腦的密碼'],
  ['warning', 'diagnosis.health-card-certificate', 'Firefox 有自己的憑證清單'],
]
t.test('without script, what a window shows tells three of the four causes', async t => {
  const { app } = await startApp(t)
  const reader = visitor(app)
  for (const [word, code, how] of causes) {
    t.match((await reader.get('/diagnosis/health-card/questions')).body, 'https://iccert.nhi.gov.tw:7777/')
    const answers = { source: 'said', browser: 'firefox', system: 'macos', health_page: word, health_version: '1001' }
    const { body } = await reader.get(String((await reader.post('/diagnosis', answers)).headers.location))
    t.same(codesOn(body), [code])
    t.match(body, how)
    t.match(body, '您的回答')
    t.match(body, 'href="/guides/health-card"')
    t.notMatch(body, '實測')
  }
})

t.test('a page that opens in a window although the browser forbids access tells the fourth cause', async t => {
  const { app } = await startApp(t)
  const reader = visitor(app)
  await reader.get('/diagnosis/health-card/questions')
  const said = { source: 'said', browser: 'edge', system: 'windows', health_page: 'page', permission: 'denied' }
  const without = await reader.get(String((await reader.post('/diagnosis', said)).headers.location))
  t.same(codesOn(without.body), ['diagnosis.health-card-permission'])

  const measured = '/diagnosis/result?source=measured&browser=edge&health_http=failed&health_name=failed'
  const silent = await reader.get(measured)
  t.same(codesOn(silent.body), ['diagnosis.health-card-silent'])
  t.match(silent.body, /<a href="https:\/\/iccert.nhi.gov.tw:7777\/" target="_blank"/)
  const answered = await reader.get(`${measured}&health_page=page`)
  t.same(codesOn(answered.body), ['diagnosis.health-card-permission'])
  t.match(answered.body, '「本機網路存取」改成「允許」')
})

t.test('what was measured and what was said stand side by side, also in the report', async t => {
  const { app } = await startApp(t)
  const seen = 'source=measured&health_http=failed&health_name=failed&health_page=warning&health_version=0001'
  const { body } = await visitor(app).get(`/diagnosis/report.txt?${seen}&health_code=a001`)
  t.match(body, /diagnosis\.health-card-certificate [^\n]*\[您的回答\]/)
  t.match(body, /diagnosis\.health-card-old [^\n]*\[實測\]/)
  t.match(body, /health-card\.A001 [^\n]*\[實測\]/)
  t.match(body, '元件的網頁在視窗裡：憑證或連線不安全的警告 [您的回答]')
  t.match(body, '健保卡元件的版本：0001 [實測]')
  t.notMatch(body, '憑證機構', 'what citizen cards are checked by is another matter')
})

t.test('a measured fault of the health card is counted with the version of its component', async t => {
  const { app, deps } = await startApp(t)
  const reader = visitor(app)
  await reader.get('/diagnosis/health-card')
  const measured = { health_http: 'reached', health_card: 'refused', health_code: '7004', health_version: '1001' }
  await reader.post('/diagnosis', { ...measured, name: '林美華' })
  const { rows } = await deps.db.execute('select place, cause, version from failures')
  t.same(rows, [{ place: 'diagnosis', cause: 'health-card.7004', version: '1001' }])
})

const healthVersions: [string, boolean][] = [
  ['0001', true],
  ['0011', false],
  ['0012', true],
  ['1001', false],
  ['1002', false],
]
for (const [version, old] of healthVersions) {
  t.test(`version ${version} of the health card’s component is ${old ? 'old' : 'new enough'}`, async t =>
    t.equal(isOldHealthCardVersion(version), old),
  )
}

t.test('the server says whether it reaches the service for phones, and asks once a minute', async t => {
  let asked = 0
  let isThere = false
  const phone: PhoneService = {
    ask: async () => refusedAs('unreachable'),
    hear: async () => refusedAs('unreachable'),
    enrolment: async () => refusedAs('unreachable'),
    page: null,
    isReached: async () => {
      asked += 1
      return isThere
    },
  }
  const { app, setClock, deps } = await startApp(t, {}, { phone })
  const look = () => visitor(app).get('/diagnosis/result?source=said')
  const [first] = await Promise.all([look(), look(), look()])
  t.ok(codesOn(first.body).includes('diagnosis.server-phones-unreachable'))
  t.match(first.body, '不能用手機登入')
  t.equal(asked, 1)
  isThere = true
  t.ok(codesOn((await look()).body).includes('diagnosis.server-phones-unreachable'), 'within the minute')
  setClock(new Date(deps.clock().getTime() + 60_000))
  t.notOk(codesOn((await look()).body).includes('diagnosis.server-phones-unreachable'))
  t.equal(asked, 2)
  t.notMatch((await visitor((await startApp(t)).app).get('/diagnosis/result?source=said')).body, '行動自然人憑證平臺')
})

t.test('a permission that the browser speaks of is not needed where a probe got through', async t => {
  const { app } = await startApp(t)
  const rows = async (facts: string) => {
    const { body } = await visitor(app).get(`/diagnosis/report.txt?source=measured&${facts}`)
    return /瀏覽器准許連到本機：(\S+)/.exec(body)?.[1]
  }
  t.equal(await rows('window=answered&probe=reached&permission=prompt'), '這裡不需要，試過連得到')
  t.equal(await rows('window=answered&probe=failed&permission=prompt'), '要先詢問')
  t.equal(await rows('window=answered&probe=reached&permission=granted'), '准許')
  t.equal(await rows('health_http=reached&permission=denied'), '這裡不需要，試過連得到')
  t.equal(await rows('health_http=failed&permission=denied'), '不准')
})

t.test('an address holds nothing but words from the lists', async t => {
  const { app } = await startApp(t)
  const odd = new URLSearchParams({
    source: 'x',
    popup: '<b>',
    component: '1.3.8 林美華',
    code: 'A223456781',
    why: 'card.revoked<script>',
    reader: 'TP9900000000001',
    authorities: 'valid',
    phones: 'reached',
    health: 'answered',
    health_version: 'A223',
    health_code: '林美華',
    signature: 'refused',
  })
  const { statusCode, headers } = await visitor(app).get(`/diagnosis/result?${odd}`)
  t.equal(statusCode, 303)
  t.equal(headers.location, '/diagnosis/result?source=measured&signature=refused')
  const page = await visitor(app).get(String(headers.location))
  const { href = '' } = /href="(?<href>\/diagnosis\/report\.txt[^"]*)"/.exec(page.body)?.groups ?? {}
  const report = await visitor(app).get(href.replaceAll('&amp;', '&'))
  t.match(report.headers['content-disposition'], 'card-check.txt')
  t.match(report.body, 'diagnosis.server-authorities-none')
})

t.test('a test signature that fails says why and leads back to the result', async t => {
  const { app } = await startApp(t)
  const reader = visitor(app)
  await reader.get('/diagnosis/signature?source=measured&popup=opened&reader=card')
  const answer = { popup: 'opened', reader: 'card', ret_code: '1980760070', last_error: '164' }
  const to = (await reader.post('/diagnosis/signature', answer)).headers.location ?? ''
  t.match(to, 'signature=refused')
  t.ok(codesOn((await reader.get(to)).body).includes('0xA4'))
})

const hasW3m = spawnSync('w3m', ['-version']).status === 0
t.test('a text browser reads the pages', { skip: hasW3m ? false : 'no w3m here' }, async t => {
  const { app } = await startApp(t)
  const shown = async (url: string) => {
    const { body } = await visitor(app).get(url)
    return execFileSync('w3m', ['-dump', '-T', 'text/html', '-cols', '72', '-O', 'UTF-8', '-I', 'UTF-8'], {
      input: body,
    }).toString()
  }
  t.match(await shown('/diagnosis'), '改用回答問題的方式')
  t.match(await shown('/diagnosis/questions'), '讀卡機和卡片現在怎麼樣')
  t.match(await shown('/diagnosis/health-card'), '改用回答問題的方式')
  t.match(await shown('/diagnosis/health-card/questions'), '說找不到這個網站或名稱')
  t.match(await shown('/diagnosis/result?source=said&reader=empty'), '讀卡機裡沒有卡片')
})
