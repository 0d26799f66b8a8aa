import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'
import root, { type Test } from 'tap'
import { patience } from '../running/waiting.ts'

const executablePath = process.env['CHROMIUM_BIN']

/** For `t.test(…, { skip })`: why there is no browser, or false. */
export const skip = executablePath ? false : 'there is no Chromium here; set CHROMIUM_BIN'

const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
const still = ['--disable-component-update', '--disable-sync']

/** A Chromium that blocks pop-ups and asks for permissions as a person's does; closed when `t` ends. */
export const openBrowser = (t: Test, args: readonly string[] = []): Promise<Browser> => open(t, executablePath, args)

/**
 * The same engine, where it is there without windows of its own: pages are the same, and it takes a third less work.
 * Without arguments the tests of a process share one; their windows close when `t` ends.
 */
export async function openShell(t: Test, args: readonly string[] = []): Promise<Browser> {
  if (args.length > 0) return open(t, shellPath, args)
  const browser = await (shell ??= open(root, shellPath, args))
  t.teardown(() => Promise.all(browser.contexts().map(context => context.close())))
  return browser
}

const shellPath = process.env['CHROMIUM_SHELL'] ?? executablePath
let shell: Promise<Browser> | undefined

async function open(t: Pick<Test, 'teardown'>, executablePath: string | undefined, args: readonly string[]) {
  const browser = await chromium.launch({
    // or it cannot save a file under a Chinese name
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    executablePath: executablePath!,
    args: ['--no-sandbox', ...quiet, ...still, ...args],
    ignoreDefaultArgs: ['--disable-popup-blocking'],
  })
  t.teardown(() => browser.close())
  return browser
}

/** A person's own browser window: cookies of its own, Chinese, and `patience` for whatever is waited for. */
export async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'zh-TW', timezoneId: 'Asia/Taipei', ...options })
  context.setDefaultTimeout(patience)
  return context
}

const widths = [320, 768, 1280] as const

/** With SHOTS=folder, pictures of the whole page at three widths; otherwise nothing. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  const before = page.viewportSize()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    // a page that was painted anew while it was resized has holes otherwise
    await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
    await page.screenshot({ path: path.join(folder, `${name}-${width}.png`), fullPage: true, animations: 'disabled' })
  }
  if (before) await page.setViewportSize(before)
}
