import t from 'tap'
import { startApp, visitor } from '../support/app/app.ts'

t.test('a visitor finds the site map with its access keys, and how accessible the site is', async t => {
  const { app } = await startApp(t)
  const { get } = visitor(app)
  const map = await get('/sitemap')
  t.equal(map.statusCode, 200)
  for (const key of ['U', 'C', 'Z', 'S']) t.match(map.body, `accesskey="${key}"`)
  t.match((await get('/accessibility')).body, 'WCAG 2.2')
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

t.test(
  'every page carries the strict headers, and the opener policy lets the popup of the component answer',
  async t => {
    const { app } = await startApp(t)
    const { headers } = await visitor(app).get('/sitemap')
    t.match(headers['content-security-policy'], "default-src 'none'")
    t.notMatch(headers['content-security-policy'], 'unsafe')
    t.equal(headers['cross-origin-opener-policy'], 'same-origin-allow-popups')
    t.equal(headers['cache-control'], 'no-store')
    t.notOk(headers['strict-transport-security'])
  },
)
