import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { chromium, type Page } from 'playwright-core'
import t from 'tap'
import * as activations from '../../server/store/activations.ts'
import { importTrust } from '../../server/store/trust.ts'
import { startApp } from '../support/app.ts'
import { startDesk } from '../support/card-desk.ts'
import { addAgency, addPerson } from '../support/people.ts'

const lin = {
  id: 'lin',
  kind: 'citizen',
  name: '林美華',
  lastFour: '6781',
  subjectSerial: '0000000099900001',
  cardNumber: 'TP99000000000001',
  pin: '123456',
}

const executablePath = process.env['CHROMIUM_BIN']
const skip = executablePath ? false : 'no Chromium here'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

t.test('a card, its component and a real browser', { skip, timeout: 120_000 }, async t => {
  const desk = await startDesk(t, [lin])
  const port = await freePort()
  const baseUrl = `http://localhost:${port}`
  const { app, deps, setClock } = await startApp(t, { baseUrl, componentOrigin: desk.url })
  setClock(new Date())
  await importTrust(deps.db, desk.trust, { test: true, at: deps.clock() })
  const person = await addPerson(deps, await addAgency(deps), { state: 'invited', password: null })
  const { code } = await activations.issue(deps.db, deps.ring, { accountId: person.accountId, by: null }, deps.clock())
  await app.listen({ port, host: '127.0.0.1' })

  const browser = await chromium.launch({
    executablePath: executablePath!,
    args: ['--no-sandbox'],
    ignoreDefaultArgs: ['--disable-popup-blocking'],
  })
  t.teardown(() => browser.close())
  const context = await browser.newContext({ locale: 'zh-TW' })
  const posted: string[] = []
  context.on('request', request => {
    if (request.method() === 'POST' && request.url().startsWith(baseUrl)) posted.push(request.postData() ?? '')
  })
  const page = await context.newPage()

  async function sign(pin: string, on: Page = page) {
    await on.fill('[data-card-pin]', pin)
    await Promise.all([on.waitForEvent('load'), on.click('form[data-card] button')])
  }

  await t.test('registers the card at the first time', async t => {
    await page.goto(`${baseUrl}/activation`)
    await page.fill('#code', code)
    await page.fill('#name', '林美華')
    await page.fill('#last_four', '6781')
    await page.click('main button')
    await page.waitForURL('**/activation/way')
    await sign('123456')
    t.match(await page.locator('.error-summary').textContent(), '讀卡機裡沒有卡片')
    await desk.act('insert', { card: 'lin' })
    await sign('123456')
    t.equal(page.url(), `${baseUrl}/`)
    t.match(await page.locator('.who').textContent(), '林美華')
    await page.goto(`${baseUrl}/sign-out`)
    await page.click('main button')
  })

  await t.test('opens no window for a PIN that cannot be one', async t => {
    await page.goto(`${baseUrl}/sign-in`)
    await page.click('form[data-card] button')
    t.equal(await page.locator('[data-card-status]').textContent(), '請輸入 PIN 碼。')
    t.equal(context.pages().length, 1)
  })

  await t.test('tells a wrong PIN, and signs in with the right one', async t => {
    await sign('654321')
    t.match(await page.locator('#card-pin-error').textContent(), 'PIN 碼不對')
    await sign('123456')
    t.equal(page.url(), `${baseUrl}/`)
  })

  await t.test('sends no PIN to us, in no form', async t => {
    t.ok(posted.length > 4)
    for (const pin of ['123456', '654321']) t.notMatch(posted.join('\n'), pin)
  })
})
