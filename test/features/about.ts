import { createHash } from 'node:crypto'
import t from 'tap'
import { criteria, methods, type Verdict } from '../../server/domain/help-desk/accessibility.ts'
import { faults } from '../../server/features/about/accessibility.ts'
import { startApp, visitor } from '../support/app/app.ts'

t.test('a visitor finds the site map with its access keys, and how accessible the site is', async t => {
  const { app } = await startApp(t)
  const { get } = visitor(app)
  const map = await get('/sitemap')
  t.equal(map.statusCode, 200)
  for (const key of ['U', 'C', 'Z', 'S']) t.match(map.body, `accesskey="${key}"`)
})

t.test('the statement says what holds, what is lacking and whom to tell, from the table of criteria', async t => {
  const { app } = await startApp(t, { helpContact: '人事室，分機 123' })
  const { body } = await visitor(app).get('/accessibility')
  const count = (verdict: Verdict) => criteria.filter(one => one.verdict === verdict).length
  t.match(body, `55 項準則中，${count('supports')} 項符合，${count('partly')} 項部分符合，${count('none')} 項不適用`)
  t.match(body, '沒有取得無障礙標章')
  t.match(body, '聯絡方式：人事室，分機 123')
  t.equal(body.split('<tr>').length - 2, 55, 'and each with how it was tried')
  t.notMatch((await visitor((await startApp(t)).app).get('/accessibility')).body, '聯絡方式')
})

t.test('the table of criteria is whole, and each that is met in part has its fault in words', async t => {
  const numbers = criteria.map(({ number }) => number)
  t.equal(new Set(numbers).size, 55)
  t.equal(criteria.filter(({ level }) => level === 'A').length, 31)
  t.equal(criteria.filter(({ level }) => level === 'AA').length, 24)
  t.same(
    numbers,
    numbers.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })),
  )
  for (const { number, verdict, tried, zh, en } of criteria) {
    t.match(verdict, /^(supports|partly|none)$/, number)
    t.ok(zh && en && tried.every(method => methods.includes(method)), number)
    t.equal(Object.hasOwn(faults, number), verdict === 'partly', number)
  }
})

t.test('a visitor changes the language without script and comes back to the same page', async t => {
  const { app } = await startApp(t)
  const { get, post } = visitor(app)
  t.match((await get('/sitemap')).body, 'lang="zh-Hant-TW"')
  const answer = await post('/language', { language: 'en', back: '/sitemap' })
  t.equal(answer.statusCode, 303)
  t.equal(answer.headers.location, '/sitemap')
  t.match((await get('/sitemap')).body, '<html lang="en">')
})

t.test('a form without its token is refused with a way back, and a page that is not there says so', async t => {
  const { app } = await startApp(t)
  const { get, post } = visitor(app)
  const refused = await post('/language', { _csrf: 'wrong' })
  t.equal(refused.statusCode, 403)
  t.match(refused.body, '瀏覽器沒有送回 Cookie')
  t.match(refused.body, '<a href="/sign-in">到登入頁，選一種方式登入</a>')
  const missing = await get('/nothing-here')
  t.equal(missing.statusCode, 404)
  t.match(missing.body, '找不到這一頁')
})

t.test('an address that cannot be read is answered by the same page as one that is not there', async t => {
  const { app } = await startApp(t)
  const { get } = visitor(app)
  for (const url of ['/%ff', '/codes/%', '/corrections/%E4%BA?next=/', `/codes/${'x'.repeat(201)}`]) {
    const { statusCode, headers, body } = await get(url)
    t.equal(statusCode, 404, url)
    t.match(body, '找不到這一頁')
    t.notMatch(body, 'FST_ERR')
    t.match(headers['content-type'], 'text/html')
    t.match(headers['content-security-policy'], "default-src 'none'")
    t.equal(headers['x-content-type-options'], 'nosniff')
  }
})

t.test('a request that carries a PIN is refused, wherever the PIN stands', async t => {
  const { app } = await startApp(t)
  const { get, post } = visitor(app)
  await get('/sitemap')
  const refused = await post('/language', { userPin: '123456' })
  t.equal(refused.statusCode, 400)
  t.notMatch(refused.body, '123456')
  t.equal((await get('/sitemap?pin=123456')).statusCode, 400)
  for (const name of ['cardPin', 'cardPIN', 'pin_code', 'pinCode', 'card.pin', 'card[pin]', 'newPin2']) {
    t.equal((await post('/language', { [name]: '123456' })).statusCode, 400, name)
  }
  for (const name of ['opinion', 'pinned', 'spinning', 'shoppingCart']) {
    t.equal((await post('/language', { [name]: 'x', language: 'en', back: '/' })).statusCode, 303, name)
  }
  const told = await app.inject({ method: 'POST', url: '/language', payload: { card: [{ userPin: '123456' }] } })
  t.equal(told.statusCode, 415, 'what is no form is not read at all')
})

const policy =
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';" +
  "form-action 'self';base-uri 'none';frame-ancestors 'none'"

/** What says to browsers what an answer of ours may do; its opener policy lets the popup of the component answer. */
const strict = {
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'referrer-policy': 'same-origin',
  'strict-transport-security': undefined as string | undefined,
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-powered-by': undefined,
  'x-xss-protection': '0',
}
const stays = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
const strictOf = (headers: Record<string, unknown>) =>
  Object.fromEntries(Object.keys(strict).map(name => [name, headers[name]]))

const answers: [
  what: string,
  status: number,
  asked: { method?: 'POST'; url: string; payload?: string; type?: string },
][] = [
  ['a page', 200, { url: '/sitemap' }],
  ['a file that is not there', 404, { url: '/public/nothing.css' }],
  ['how it is to machines', 200, { url: '/health/live' }],
  ['the way to another page', 303, { url: '/record' }],
  ['an address that is not there', 404, { url: '/nothing-here' }],
  ['an address that cannot be read', 404, { url: '/%ff' }],
  ['a request with a PIN', 400, { url: '/sitemap?pin=123456' }],
  ['a form without its token', 403, { method: 'POST', url: '/language', payload: 'language=en' }],
  ['a body that is too large', 413, { method: 'POST', url: '/language', payload: `a=${'x'.repeat(300 * 1024)}` }],
  ['a body that is no form', 415, { method: 'POST', url: '/language', payload: '{}', type: 'application/json' }],
]

/** What a page may do that has this style sheet inside: show it, and no other. */
const withSheet = (sheet: string) =>
  policy.replace("style-src 'self'", `style-src 'self' 'sha256-${createHash('sha256').update(sheet).digest('base64')}'`)

t.test('every answer carries the same strict headers, and with https also that it stays so', async t => {
  const { app } = await startApp(t)
  const first = { ...strict, 'content-security-policy': withSheet((await app.inject('/public/site.css')).body) }
  const safe = await startApp(t, { isSecure: true, baseUrl: 'https://desk.example' })
  for (const [what, status, { type = 'application/x-www-form-urlencoded', ...asked }] of answers) {
    const request = { ...asked, ...(asked.payload !== undefined && { headers: { 'content-type': type } }) }
    const { statusCode, headers } = await app.inject(request)
    t.equal(statusCode, status, what)
    const wanted = String(headers['content-type']).startsWith('text/html') ? first : strict
    t.strictSame(strictOf(headers), wanted, what)
    t.strictSame(strictOf((await safe.app.inject(request)).headers), { ...wanted, ...stays }, `${what} by https`)
  }
})

const ofEachAnswer = ['content-length', 'date', 'connection']

t.test('a file may do nothing, goes to nobody else, and is kept for a year; it says no more than that', async t => {
  const { app } = await startApp(t)
  const safe = await startApp(t, { isSecure: true, baseUrl: 'https://desk.example' })
  const files = { '/public/site.css': 'text/css; charset=utf-8', '/public/seal.svg': 'image/svg+xml' }
  for (const [url, type] of Object.entries(files)) {
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await app.inject({ method, url })
      const said = Object.entries(answer.headers).filter(([name]) => !ofEachAnswer.includes(name))
      t.strictSame(Object.fromEntries(said), {
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
      })
      const length = Number(answer.headers['content-length'])
      t.ok(length > 0 && (method === 'HEAD' || length === answer.rawPayload.length))
      t.match((await safe.app.inject({ method, url })).headers, stays, 'by https')
    }
  }
})

t.test('a page allows beyond that only what it names, and is kept by nobody', async t => {
  const { app } = await startApp(t)
  const { get } = visitor(app)
  t.equal((await get('/sitemap')).headers['cache-control'], 'no-store')
  const wider = policy.replace("img-src 'self'", "img-src 'self' http://localhost:61161")
  const { headers } = await get('/diagnosis')
  t.strictSame(strictOf(headers), { ...strict, 'content-security-policy': wider })
  t.equal((await get('/sitemap')).headers['content-security-policy'], policy, 'and only that page')
})

t.test('a page brings its style sheet along to a browser that does not have it', async t => {
  const { app } = await startApp(t)
  const { get, cookies } = visitor(app)
  const sheet = (await app.inject('/public/site.css')).body
  const inside = `<style>${sheet}</style>`
  const link = /<link rel="stylesheet" href="\/public\/site\.css\?\w+">/
  const isFirst = ({ body, headers }: Awaited<ReturnType<typeof get>>, what: string) => {
    t.ok(body.includes(inside) && !link.test(body), what)
    t.equal(headers['content-security-policy'], withSheet(sheet), what)
  }

  isFirst(await get('/sitemap'), 'a first page')
  const known = cookies.get('sheet')
  const next = await get('/accessibility')
  t.match(next.body, link)
  t.notMatch(next.body, '<style')
  t.equal(next.headers['content-security-policy'], policy, 'and then no policy needs to allow it')
  t.same(next.cookies, [], 'nor is anything said again')
  cookies.set('sheet', 'of another version')
  isFirst(await get('/nothing-here'), 'a page of a newer version, also one that refuses')
  t.equal(cookies.get('sheet'), known)
  isFirst(await get('/sitemap', { cookie: '' }), 'each page, where cookies are not sent back')
})
