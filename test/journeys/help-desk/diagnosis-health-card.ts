import { Writable } from 'node:stream'
import type { Browser, Page } from 'playwright-core'
import { pino } from 'pino'
import t from 'tap'
import { buildApp } from '../../../server/app.ts'
import { checkReports, failures } from '../../../server/store/schema.ts'
import { startApp } from '../../support/app/app.ts'
import { openBrowser, openShell, skip } from '../../support/browser/browser.ts'
import { freePort } from '../../support/running/program.ts'
import { healthPeople, startHealthDesk } from '../../support/ways/health-desk.ts'

const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

/** How the computer is set up: only `usual` finds the older component by its name and trusts it. */
type Computer = 'usual' | 'nameless' | 'distrusting' | 'forbidding'
type Break = { fault?: string; component?: 'newer' | 'older'; ms?: number; version?: string }

type Case = {
  what: string
  computer?: Computer
  /** What is done at the desk before. */
  breaks?: Break[]
  isEmpty?: boolean
  /** The page waits for this long. */
  waits?: number
  told: string[]
  /** Told once the person has said what the component's window shows. */
  afterLooking?: string[]
  how?: string
}

const noNewer: Break = { component: 'newer', fault: 'stopped' }
const noOlder: Break = { component: 'older', fault: 'stopped' }
const old = (fault: string): Case => ({ what: fault, breaks: [noNewer, { component: 'older', fault }], told: [] })
const newer = (fault: string): Case => ({
  what: `${fault}, newer component`,
  breaks: [noOlder, { component: 'newer', fault }],
  told: [],
})

const cases: Case[] = [
  { what: 'all is well', told: [] },
  { what: 'only the newer component', breaks: [noOlder], told: [] },
  { what: 'only the older component', breaks: [noNewer], told: [] },
  { ...old('no-reader'), told: ['health-card.7002'] },
  { ...old('reader-busy'), told: ['health-card.7003'] },
  { ...old('no-card'), told: ['health-card.7004'] },
  { ...old('no-access'), told: ['health-card.8013'], how: '請安裝一般型讀卡機' },
  { ...old('unreachable'), told: ['health-card.4061'] },
  { ...old('refused-card'), told: ['health-card.8006'] },
  { ...old('installation'), told: ['health-card.4206'], how: '先在工作管理員結束 mNHIIC Service' },
  { ...old('service-error'), told: ['health-card.8201'] },
  { ...old('unknown-command'), told: ['health-card.9999'] },
  { ...old('silent'), waits: 11_000, told: ['diagnosis.health-card-mute'] },
  { ...old('closes'), told: ['diagnosis.health-card-dropped'] },
  { ...old('garbled'), told: ['diagnosis.health-card-mute'] },
  { ...old('chatter'), what: 'chatter, which harms nothing' },
  { what: 'slow', breaks: [noNewer, { component: 'older', fault: 'slow', ms: 1600 }], told: ['diagnosis.slow'] },
  { ...newer('installation'), told: ['health-card.4206'] },
  { ...newer('closes'), told: ['diagnosis.health-card-dropped'] },
  { ...newer('garbled'), told: ['diagnosis.health-card-mute'] },
  { what: 'an empty reader', isEmpty: true, told: ['health-card.7004'] },
  { what: 'an old version', breaks: [{ version: '0001' }], told: ['diagnosis.health-card-old'], how: '0011 或 1001' },
  { what: 'version 0011, which is right too', breaks: [{ version: '0011' }], told: [] },

  // the four causes of a component that does not answer
  {
    what: 'the name does not resolve',
    computer: 'nameless',
    breaks: [noNewer],
    told: ['diagnosis.health-card-name'],
    how: 'drivers\\etc\\hosts',
  },
  {
    what: 'the ports are closed',
    breaks: [{ fault: 'stopped' }],
    told: ['diagnosis.health-card-silent'],
    afterLooking: ['diagnosis.health-card-not-running'],
    how: '以系統管理員身分安裝健保署的元件',
  },
  {
    what: 'the certificate is not trusted',
    computer: 'distrusting',
    breaks: [noNewer],
    told: ['diagnosis.health-card-silent'],
    afterLooking: ['diagnosis.health-card-certificate'],
    how: '在警告頁按「進階」',
  },
  {
    what: 'the browser forbids it',
    computer: 'forbidding',
    told: ['diagnosis.health-card-permission'],
    how: '「這部裝置上的應用程式」改成「允許」',
  },

  // two at once
  {
    what: 'an old version and an empty reader',
    breaks: [{ version: '0001' }],
    isEmpty: true,
    told: ['diagnosis.health-card-old', 'health-card.7004'],
  },
  {
    what: 'an old version and a card that is not recognised',
    breaks: [{ version: '0001' }, { fault: 'refused-card' }],
    told: ['diagnosis.health-card-old', 'health-card.8006'],
  },
  {
    what: 'no name, and nothing that runs',
    computer: 'nameless',
    breaks: [{ fault: 'stopped' }],
    told: ['diagnosis.health-card-silent'],
    afterLooking: ['diagnosis.health-card-name'],
  },
]

// what the window shows, as a browser calls it
const seenAs: [RegExp, string][] = [
  [/ERR_CERT/, 'warning'],
  [/ERR_NAME_NOT_RESOLVED/, 'no-name'],
  [/ERR_/, 'refused'],
]

t.test('the diagnosis tells each fault of the health card’s component, and no other', { skip }, async t => {
  const desk = await startHealthDesk(t)
  const port = await freePort()
  const baseUrl = `http://localhost:${port}`
  const named = desk.socket.replace('localhost', 'iccert.nhi.gov.tw')
  const { deps } = await startApp(t, { baseUrl, healthCardComponents: [desk.component, named] })
  const logged: string[] = []
  const stream = new Writable({ write: (line, _, done) => void (logged.push(String(line)), done()) })
  const app = await buildApp(deps, { log: pino({ level: 'trace' }, stream) })
  t.teardown(() => app.close())
  await app.listen({ port, host: '127.0.0.1' })
  const sent: string[] = []

  const trusted = `--ignore-certificate-errors-spki-list=${desk.spki}`
  const found = '--host-resolver-rules=MAP iccert.nhi.gov.tw 127.0.0.1'
  const args: Record<Computer, string[]> = {
    usual: [trusted, found],
    nameless: [trusted, '--host-resolver-rules=MAP iccert.nhi.gov.tw ~NOTFOUND'],
    distrusting: [found],
    // as if the site were out on the internet
    forbidding: [trusted, found, `--ip-address-space-overrides=127.0.0.1:${port}=public`],
  }
  const computers = new Map<Computer, Promise<Page>>()
  const boot = async (computer: Computer) => {
    const openIt = computer === 'forbidding' ? openBrowser : openShell
    return enter(await openIt(t, args[computer]))
  }

  async function enter(browser: Browser) {
    const context = await browser.newContext({ locale: 'zh-TW', userAgent: windows })
    context.on('request', request => {
      if (request.url().startsWith(baseUrl)) sent.push(`${request.url()} ${request.postData() ?? ''}`)
    })
    return context.newPage()
  }
  async function pageOf({ computer = 'usual', waits }: Case) {
    const page = computers.get(computer) ?? boot(computer)
    computers.set(computer, page)
    // a clock that stands still is the whole context's
    return waits ? enter((await page).context().browser()!) : page
  }

  async function prepare({ breaks = [], isEmpty }: Case) {
    await desk.act('restart')
    await desk.act('remove')
    if (!isEmpty) await desk.act('insert', { card: 'lin' })
    for (const { version, ...rest } of breaks) {
      await (version ? desk.act('version', { version }) : desk.act('fault', rest))
    }
  }

  /** On a busy machine anything may also have been slow; that counts only where it is meant. */
  async function told(page: Page, what: string) {
    const codes = await page.locator('[data-code]').evaluateAll(all => all.map(one => one.getAttribute('data-code')))
    return what === 'slow' ? codes : codes.filter(code => code !== 'diagnosis.slow')
  }

  /** Opens the component's page as the person is asked to, and says what is to be seen there. */
  async function look(page: Page) {
    const context = page.context()
    const [failed, popup] = await Promise.all([
      context.waitForEvent('requestfailed'),
      context.waitForEvent('page'),
      page.click('a[target=_blank]'),
    ])
    await popup.close()
    const error = failed.failure()?.errorText ?? ''
    const [, word = ''] = seenAs.find(([sign]) => sign.test(error)) ?? []
    await page.check(`[name=health_page][value=${word}]`)
    await page.click('form:has([name=health_page]) button')
    await page.waitForURL('**/diagnosis/result?**health_page**')
  }

  for (const one of cases) {
    await t.test(one.what, async t => {
      await prepare(one)
      const page = await pageOf(one)
      if (one.waits) await page.clock.install()
      await page.goto(`${baseUrl}/diagnosis/health-card`)
      await page.click('form[data-health-check] button')
      if (one.waits) {
        await page.waitForTimeout(800)
        await page.clock.runFor(one.waits)
      }
      if (one.what === 'slow') {
        await page.waitForTimeout(3500)
        await desk.act('fault', { component: 'older' })
      }
      await page.waitForURL('**/diagnosis/result?**')
      t.same(await told(page, one.what), one.told)
      t.match(await page.locator('main').innerText(), '實測')
      if (one.afterLooking) {
        await look(page)
        t.same(await told(page, one.what), one.afterLooking)
        t.match(await page.locator('.finding').innerText(), '您的回答')
      }
      const text = await page.locator('main').innerText()
      if (one.how) t.match(text, one.how)
      if (one.told.length === 0) t.match(text, '健保署也認得這張卡')
      if (one.waits) await page.context().close()
    })
  }

  await t.test('no request, log line, count or report holds what is on the card or what it signed', async t => {
    const page = await pageOf({ what: '', told: [] })
    await page.goto(`${baseUrl}/diagnosis/result?source=measured&health_http=reached&health_code=7004`)
    await page.click('form[action="/diagnosis/reports"] button')
    await page.waitForURL('**/diagnosis/reports/*')
    const kept = [await deps.db.select().from(checkReports), await deps.db.select().from(failures)]
    t.ok(kept.every(rows => rows.length > 0))
    t.ok(sent.length > 60 && logged.length > 60)
    const all = [...sent.map(decodeURIComponent), ...logged, JSON.stringify(kept)].join('\n')
    const { name, idNumber, birthday, cardNumber, password = '' } = healthPeople.lin
    for (const secret of [name, idNumber, birthday, cardNumber, password]) t.notMatch(all, secret)
    t.notMatch(all, /[0-9A-F]{256}/, 'no signature')
  })
})
