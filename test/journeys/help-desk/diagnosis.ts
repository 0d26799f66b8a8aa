import { Writable } from 'node:stream'
import type { BrowserContext, Page } from 'playwright-core'
import { pino } from 'pino'
import t from 'tap'
import { buildApp } from '../../../server/app.ts'
import { checkReports, failures } from '../../../server/store/schema.ts'
import { importTrust } from '../../../server/store/trust/trust.ts'
import { startApp } from '../../support/app/app.ts'
import { openShell, skip } from '../../support/browser/browser.ts'
import { startDesk } from '../../support/card/desk.ts'
import { freePort } from '../../support/running/program.ts'

const card = (id: string, number: number, more: object = {}) => ({
  id,
  kind: 'citizen',
  name: '林美華',
  lastFour: '6781',
  subjectSerial: `000000009990000${number}`,
  cardNumber: `TP9900000000000${number}`,
  pin: '123456',
  ...more,
})

const cards = [
  card('lin', 1),
  card('chen', 2, { name: '陳志強' }),
  card('old', 3, { condition: 'expired' }),
  card('revoked', 4, { condition: 'revoked' }),
  card('school', 5, { kind: 'school', name: '示範國小', organisation: '2.16.886.101.99999.1' }),
]

const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

// longer than any token of a form, which may hold these letters by chance
const certificate = /MII[\w+/]{100}/

type Case = {
  what: string
  fault?: string
  insert?: string
  /** More that is done at the desk before. */
  swap?: string
  pin?: string
  /** The page waits for this long. */
  waits?: number
  minutesOff?: number
  isBlocked?: boolean
  told: string[]
  /** Words of the remedy for Chrome on Windows. */
  how?: string
}

const cases: Case[] = [
  { what: 'all is well', told: [] },
  { what: 'never-ready', fault: 'never-ready', waits: 11_000, told: ['diagnosis.window-mute'], how: '停止元件服務' },
  { what: 'ready-then-silent', fault: 'ready-then-silent', waits: 61_000, told: ['diagnosis.no-answer'] },
  { what: 'slow', fault: 'slow', told: ['diagnosis.slow'] },
  { what: 'closes', fault: 'closes', told: ['diagnosis.closed'] },
  { what: 'http-500, which harms nothing', fault: 'http-500', told: [] },
  { what: 'html', fault: 'html', told: ['diagnosis.garbled'] },
  { what: 'twice, which harms nothing', fault: 'twice', told: [] },
  { what: 'other-origin', fault: 'other-origin', told: ['diagnosis.other-origin'] },
  { what: 'helper-timeout', fault: 'helper-timeout', told: ['0x7600000D'] },
  { what: 'wrong-func', fault: 'wrong-func', told: ['diagnosis.wrong-func'] },
  { what: 'no-reader', fault: 'no-reader', told: ['diagnosis.no-reader'] },
  { what: 'no-card', fault: 'no-card', told: ['diagnosis.no-card'] },
  { what: 'two-cards', fault: 'two-cards', told: ['diagnosis.several-cards'] },
  { what: 'unknown-token', fault: 'unknown-token', told: ['diagnosis.card-unreadable'] },
  { what: 'old-version', fault: 'old-version', told: ['diagnosis.old-version'], how: 'HiCOS' },
  { what: 'stale', fault: 'stale', told: ['diagnosis.stale'], how: '停止元件服務' },
  { what: 'untrusted', fault: 'untrusted', told: ['0x76000031'] },
  { what: 'encoded, which harms nothing', fault: 'encoded', told: [] },

  { what: 'a card that was swapped while the component ran', swap: 'chen', told: ['diagnosis.stale'] },
  { what: 'an expired card', insert: 'old', told: ['diagnosis.expired'] },
  { what: 'a school’s card', insert: 'school', told: ['diagnosis.agency-card'] },
  { what: 'a revoked card', insert: 'revoked', told: ['card.revoked'] },
  { what: 'a wrong PIN', pin: '654321', told: ['0x80000002'] },
  { what: 'a clock that is wrong', minutesOff: 20, told: ['diagnosis.clock'] },
  {
    what: 'a window the browser does not open',
    isBlocked: true,
    told: ['diagnosis.popup-blocked'],
    how: '已封鎖彈出式視窗',
  },

  {
    what: 'an old version and an expired card',
    fault: 'old-version',
    insert: 'old',
    told: ['diagnosis.expired', 'diagnosis.old-version'],
  },
  {
    what: 'no reader and a wrong clock',
    fault: 'no-reader',
    minutesOff: -20,
    told: ['diagnosis.no-reader', 'diagnosis.clock'],
  },
  {
    what: 'an old version and a swapped card',
    fault: 'old-version',
    swap: 'chen',
    told: ['diagnosis.stale', 'diagnosis.old-version'],
  },
]

t.test('the diagnosis tells each fault of the component, and no other', { skip }, async t => {
  const desk = await startDesk(t, cards)
  const port = await freePort()
  const baseUrl = `http://localhost:${port}`
  const { deps, setClock } = await startApp(t, { baseUrl, componentOrigin: desk.url })
  const logged: string[] = []
  const stream = new Writable({ write: (line, _, done) => void (logged.push(String(line)), done()) })
  const app = await buildApp(deps, { log: pino({ level: 'trace', base: null }, stream) })
  t.teardown(() => app.close())
  await importTrust(deps.db, desk.trust, { test: true, at: new Date() })
  await app.listen({ port, host: '127.0.0.1' })
  const browser = await openShell(t)
  const sent: string[] = []

  async function newContext() {
    const context = await browser.newContext({ locale: 'zh-TW', userAgent: windows })
    context.on('request', request => {
      if (request.url().startsWith(baseUrl)) sent.push(`${request.url()} ${request.postData() ?? ''}`)
    })
    return context
  }
  const usual = await newContext()
  const defaultPage = await usual.newPage()

  async function open(one: Case): Promise<[BrowserContext, Page]> {
    if (!one.waits && !one.isBlocked) return [usual, defaultPage]
    const context = await newContext()
    const page = await context.newPage()
    if (one.waits) await page.clock.install()
    if (one.isBlocked) await page.addInitScript('window.open = () => null')
    return [context, page]
  }

  async function diagnose(one: Case) {
    await desk.act('restart')
    await desk.act('remove')
    await desk.act('insert', { card: one.insert ?? 'lin' })
    if (one.swap) await desk.act('swap', { card: one.swap, stale: true })
    await desk.act('fault', { fault: one.fault ?? '', ms: 3200 })
    setClock(new Date(Date.now() + (one.minutesOff ?? 0) * 60_000))

    const [context, page] = await open(one)
    await page.goto(`${baseUrl}/diagnosis`)
    const popup = one.isBlocked ? undefined : context.waitForEvent('page')
    await page.click('form[data-diagnosis] button')
    if (one.waits) {
      await (await popup)?.waitForLoadState('load').catch(() => undefined)
      await page.waitForTimeout(200)
      await page.clock.runFor(one.waits)
    }
    await page.waitForURL('**/diagnosis/result?**', { waitUntil: 'load' })
    if (one.fault === 'slow') await desk.act('fault', { fault: '' })
    const signing = page.locator('a[href^="/diagnosis/signature"]')
    if ((await signing.count()) > 0) {
      await signing.click()
      await page.fill('[data-card-pin]', one.pin ?? '123456')
      await page.click('form[data-card] button')
      await page.waitForURL('**/diagnosis/result?**', { waitUntil: 'load' })
    }
    const told = await page.locator('[data-code]').evaluateAll(all => all.map(one => one.getAttribute('data-code')))
    const text = await page.locator('main').innerText()
    if (context !== usual) await context.close()
    return { told, text }
  }

  for (const one of cases) {
    await t.test(one.what, async t => {
      const { told, text } = await diagnose(one)
      // on a busy machine anything may also have been slow; that counts only where it is meant
      t.same(one.fault === 'slow' ? told : told.filter(code => code !== 'diagnosis.slow'), one.told)
      if (one.how) t.match(text, one.how)
      if (one.told.length === 0) t.match(text, '測試簽章已通過伺服器驗證')
      t.match(text, '實測')
    })
  }

  await t.test('a component that does not run', async t => {
    await desk.stop()
    const missing = { what: '', waits: 11_000, told: [] }
    setClock(new Date())
    const [context, page] = await open(missing)
    await page.goto(`${baseUrl}/diagnosis`)
    await page.click('form[data-diagnosis] button')
    await page.waitForTimeout(500)
    await page.clock.runFor(missing.waits)
    await page.waitForURL('**/diagnosis/result?**')
    t.equal(await page.locator('[data-code]').count(), 1)
    t.equal(await page.locator('[data-code]').getAttribute('data-code'), 'diagnosis.component-missing')
    await context.close()
  })

  await t.test('no request, log line, count or report holds a PIN, a name, a number or a certificate', async t => {
    const page = defaultPage
    await page.goto(
      `${baseUrl}/diagnosis/result?source=measured&window=answered&reader=card&kind=citizen&certificate=expired`,
    )
    await page.click('form[action="/diagnosis/reports"] button')
    await page.waitForURL('**/diagnosis/reports/*')
    const kept = [await deps.db.select().from(checkReports), await deps.db.select().from(failures)]
    t.ok(kept.every(rows => rows.length > 0))
    t.ok(sent.length > 60 && logged.length > 60)
    const all = [...sent.map(decodeURIComponent), ...logged, JSON.stringify(kept)].join('\n')
    for (const secret of ['林美華', '陳志強', 'TP9900', '00000000999']) t.notMatch(all, secret)
    // alone, since random digits stand in nonces, seals and the groups of request ids
    for (const secret of ['123456', '654321', '6781']) t.notMatch(all, new RegExp(`(?<![\\w-])${secret}(?![\\w-])`))
    // the certificate of a card comes once, inside the test signature that is verified and is in no log
    t.notMatch(sent.filter(one => !one.includes('/diagnosis/signature ')).join('\n'), certificate)
    t.notMatch(logged.join('') + JSON.stringify(kept), certificate)
  })
})
