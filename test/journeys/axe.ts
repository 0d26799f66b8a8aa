import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, Page as Tab } from 'playwright-core'
import t from 'tap'
import { root } from '../../server/config.ts'
import {
  allPages,
  nameOf,
  statusOf,
  withMail,
  type Browsers,
  type Page,
  type Who,
} from '../support/all-pages/all-pages.ts'
import { openShell, openContext, skip } from '../support/browser/browser.ts'
import { signInByPassword, startBareSite, textOf } from '../support/browser/site.ts'
import { goodPassword } from '../support/person/people.ts'
import { addSchool } from '../support/person/school.ts'

const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')
// where something stands is told by its own words
const short: RunOptions = { resultTypes: ['violations'], selectors: false }
const everything: RunOptions = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], ...short }
// of a phone: the header with navigation and session, and what stands above the heading of the page itself
const mostBeforeHeading = 96
// of telephones, corrections, days and times, and what is masked; not a part of a name, an address or a hash
const unbroken = /(?<![\w:/.-])\(?[A-Z]?\d[\d*()/:.#-]*[\d*](?![\w-])/g
// what a page is made of does not go by its width; colours go by the scheme, and sizes by the width
const seen: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast', 'target-size'] }, ...short }
const looks = [
  { width: 1280, colorScheme: 'light', rules: everything },
  { width: 320, colorScheme: 'dark', rules: seen },
] as const
// the next page is looked at first as the one before it was last
const looksOf = (index: number) => (index % 2 ? looks.toReversed() : looks)

/** Goes to the page as it is reached: by its address, or by sending its form from whatever page is there. */
async function go(tab: Tab, baseUrl: string, { url, form }: Page) {
  if (!form) return tab.goto(baseUrl + url)
  // that of a draft is sent with the revision that it has by then
  const isDraft = 'revision' in form
  if (isDraft || (await tab.locator('[name=_csrf]').count()) === 0)
    await tab.goto(baseUrl + (isDraft ? url : '/sitemap'))
  const revision = isDraft ? { revision: await tab.locator('[name=revision]').first().inputValue() } : {}
  const answered = tab.waitForResponse(answer => answer.request().method() === 'POST')
  const loaded = tab.waitForEvent('load')
  await tab.evaluate(sendForm, { url, form: { ...form, ...revision } })
  await loaded
  return answered
}

// what runs in the browser: typed as text, because there is no document in this program
const sendForm = new Function(
  'sent',
  `const form = document.createElement('form')
  form.method = 'post'
  form.action = sent.url
  form.append(document.querySelector('[name=_csrf]').cloneNode())
  for (const [name, value] of Object.entries(sent.form)) {
    const input = document.createElement('input')
    Object.assign(input, { type: 'hidden', name, value })
    form.append(input)
  }
  document.body.append(form)
  form.submit()`,
) as (sent: { url: string; form: Record<string, string> }) => void

/** Every place the Tab key comes to, that does not show it. */
const unseenFocus = `[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter(one => {
    one.focus()
    if (document.activeElement !== one) return false
    const { outlineStyle, outlineWidth } = getComputedStyle(one)
    const { width, height } = one.getBoundingClientRect()
    return outlineStyle === 'none' || parseFloat(outlineWidth) < 2 || width === 0 || height === 0
  })
  .map(one => one.outerHTML.slice(0, 200))`

/**
 * What a phone has no room for, in words: much before the heading, a way to sign in that is not one tap away, a second
 * red button, a number on two lines.
 */
const crowded = `(() => {
  const faults = []
  const { top } = document.querySelector('main').getBoundingClientRect()
  const { height } = document.querySelector('header').getBoundingClientRect()
  const before = Math.round(height + document.querySelector('h1').getBoundingClientRect().top - top)
  if (before > ${mostBeforeHeading}) faults.push(before + ' px before the heading')
  const ways = [...document.querySelectorAll('.jump li:not([hidden]) a')]
  const isFar = one => one.getBoundingClientRect().bottom > 640 || one.offsetHeight === 0
  const sheets = document.querySelectorAll('.jump ~ .ways > .sheet:not([hidden])')
  if (ways.length !== sheets.length) faults.push(ways.length + ' links to ' + sheets.length + ' ways')
  if (!document.getElementById('error-summary') && ways.some(isFar)) faults.push('a way is far')
  const isRed = one => {
    const [red, green] = getComputedStyle(one).backgroundColor.match(/\\d+/g).map(Number)
    return red > 2 * green && one.offsetHeight > 0
  }
  const reds = [...document.querySelectorAll('button, .button')].filter(isRed)
  if (reds.length > 1) faults.push(reds.length + ' red buttons')
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    for (const { 0: number, index } of texts.currentNode.data.matchAll(${unbroken})) {
      const range = document.createRange()
      range.setStart(texts.currentNode, index)
      range.setEnd(texts.currentNode, index + number.length)
      if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) faults.push(number + ' is broken')
    }
  }
  return faults
})()`

/** How wide a page is whose letters, words, lines and paragraphs stand as far apart as somebody may wish. */
const widthWhenSpaced = `(() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(\`
    * { letter-spacing: 0.14em !important; word-spacing: 0.16em !important; line-height: 1.5 !important }
    p { margin-bottom: 2em !important }\`)
  document.adoptedStyleSheets = [sheet]
  const { scrollWidth } = document.documentElement
  document.adoptedStyleSheets = []
  return scrollWidth
})()`

// nobody sees these pages drawn, and the rules are compiled once for all of them
const undrawn = ['--disable-threaded-compositing', '--disable-gpu-compositing', '--js-flags=--no-flush-bytecode']

/** What a page breaks of these rules; `axe` is there already. */
async function broken(tab: Tab, rules: RunOptions): Promise<string[]> {
  // what holds needs no way out of the browser
  const found = `axe.run(${JSON.stringify(rules)}).then(({ violations }) => violations)`
  const violations: AxeResults['violations'] = await tab.evaluate(found)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)
}

t.test('every page is for everybody: at any width, in the dark, by keyboard', { skip }, async t => {
  const { app, deps, baseUrl } = await startBareSite(t, {}, withMail)
  const { browsers, pages } = await allPages(t, app, deps)
  const browser = await openShell(t, undrawn)

  for (const who of Object.keys(browsers) as Who[]) {
    await t.test(who, async t => {
      const tab = await tabOf(browser, baseUrl, browsers, who)
      await tab.addInitScript(axe)
      const complaints: string[] = []
      tab.on('pageerror', error => complaints.push(error.message))
      tab.on('console', message => {
        const isStatus = message.text().startsWith('Failed to load resource: the server responded')
        if (message.type() === 'error' && !isStatus) complaints.push(message.text())
      })

      for (const [index, page] of pages.filter(page => page.who === who).entries()) {
        const name = nameOf(page)
        t.equal((await go(tab, baseUrl, page))?.status(), statusOf(page), name)
        for (const { width, colorScheme, rules } of looksOf(index)) {
          if (tab.viewportSize()?.width !== width) {
            await tab.setViewportSize({ width, height: 900 })
            await tab.emulateMedia({ colorScheme })
          }
          const look = `${name}, ${width} px, ${colorScheme}`
          t.equal(await tab.evaluate('document.documentElement.scrollWidth'), width, `${look}: no sideways scroll`)
          t.equal(await tab.evaluate(widthWhenSpaced), width, `${look}: nor with wider spacing`)
          t.same(await broken(tab, rules), [], look)
          if (width === 320) t.same(await tab.evaluate(crowded), [], `${look}: room`)
        }
        await tab.keyboard.press('Tab')
        t.same(await tab.evaluate(unseenFocus), [], `${name}: the focus is seen`)
        t.same(complaints.splice(0), [], `${name}: the browser has nothing to complain about`)
      }
    })
  }
})

t.test(
  'menu and record take the room there is: on a phone, on a desk, on paper, without script too',
  { skip },
  async t => {
    const { baseUrl, deps } = await startBareSite(t)
    const { officer } = await addSchool(deps)
    const context = { javaScriptEnabled: false, viewport: { width: 320, height: 640 } }
    const page = await (await openContext(await openShell(t), context)).newPage()
    await signInByPassword(page, baseUrl, officer, goodPassword)
    const menu = page.getByRole('navigation')
    const signOut = page.getByRole('button', { name: '登出' })
    const focused = () => textOf(page.locator(':focus'))
    t.equal(await menu.isVisible(), false)
    await page.getByRole('link', { name: '選單' }).press('Enter')
    t.ok((await menu.isVisible()) && (await signOut.isVisible()))
    await page.keyboard.press('Tab')
    t.equal(await focused(), '我的資料', 'and one is in it')
    await page.keyboard.press('Shift+Tab')
    t.equal(await focused(), '關閉選單')
    await page.keyboard.press('Enter')
    t.equal(await menu.isVisible(), false)
    for (const width of [769, 900, 1000]) {
      await page.setViewportSize({ width, height: 900 })
      t.equal(await page.evaluate(rowsOfHeader), 2, `${width} px`)
    }
    await page.setViewportSize({ width: 1280, height: 900 })
    t.ok(await menu.isVisible(), 'where there is room it is always there')
    await page.goto(`${baseUrl}/record`)
    const index = page.locator('.index')
    await page.setViewportSize({ width: 1280, height: 400 })
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
    t.ok((await index.boundingBox())!.y >= 0, 'the index of a record stays in sight at its end')
    t.equal(await page.evaluate(columnsOfRecord), 2, 'and labels with values stand in two columns')
    await page.setViewportSize({ width: 320, height: 640 })
    t.equal(await page.evaluate(columnsOfRecord), 1, 'on a phone in one')
    const tops = [index, page.locator('main section').first()].map(async one => (await one.boundingBox())?.y)
    const [ofIndex = 0, ofFirst = 0] = await Promise.all(tops)
    t.ok(ofIndex < ofFirst, 'and one jumps to a section from the top')
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.emulateMedia({ media: 'print' })
    const { width = 0 } = (await page.locator('main section').first().boundingBox()) ?? {}
    t.ok(width > 900, `on a wide sheet of paper a record has ${width} px of 1280`)
  },
)

/** In how many columns labels with values stand. */
const columnsOfRecord = `new Set([...document.querySelectorAll('.twin > div:not(:only-child)')]
  .map(one => Math.round(one.getBoundingClientRect().left))).size`

/** In how many rows the links and buttons of the header stand. */
const rowsOfHeader = `[...document.querySelectorAll('header :is(nav a, .who a, button)')]
  .map(one => one.getBoundingClientRect())
  .filter(({ height }) => height > 0)
  .map(({ top, height }) => top + height / 2)
  .sort((one, other) => one - other)
  .filter((middle, index, all) => index === 0 || middle - all[index - 1] > 12).length`

t.test('a page that shuts somebody out would be found', { skip }, async t => {
  const tab = await (await openShell(t, undrawn)).newPage({ viewport: { width: 320, height: 900 } })
  await tab.setContent(`<!doctype html><html lang="en"><title>x</title>
    <style>a { outline: 0 } input:focus { outline: 3px solid } p { color: #999 } div { width: 400px }</style>
    <main><h1>x</h1><p>pale</p><div>wide</div><input><a href="#x">x</a></main>`)
  t.equal(await tab.evaluate('document.documentElement.scrollWidth > 320'), true)
  await tab.evaluate(`document.querySelector('div').style = 'width: auto; white-space: nowrap; font: 18px monospace'`)
  await tab.evaluate(`document.querySelector('div').textContent = 'x'.repeat(26)`)
  t.equal(await tab.evaluate('document.documentElement.scrollWidth'), 320)
  t.equal(await tab.evaluate(`${widthWhenSpaced} > 320`), true)
  await tab.evaluate(axe)
  t.match(await broken(tab, everything), [/^color-contrast/, /^label/])
  await tab.keyboard.press('Tab')
  t.match(await tab.evaluate(unseenFocus), [/^<a /])
})

async function tabOf(browser: Browser, baseUrl: string, browsers: Browsers, who: Who): Promise<Tab> {
  const context = await openContext(browser, { viewport: { width: 1280, height: 900 }, colorScheme: 'light' })
  await context.addCookies([...browsers[who].cookies].map(([name, value]) => ({ name, value, url: baseUrl })))
  return context.newPage()
}
