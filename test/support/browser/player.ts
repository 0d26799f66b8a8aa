import type { Locator, Page } from 'playwright-core'
import type { Effort } from '../app/hand.ts'
import type { Player } from '../record/day.ts'
import { eventually } from '../running/waiting.ts'

/** Somebody with a browser and its script, who counts as one without does. */
export function playerOf(page: Page, baseUrl: string): Player {
  let effort: Effort = { clicks: 0, texts: 0, pages: 0 }
  const nothing = { clicks: 0, texts: 0, pages: 0 }
  page.on('load', () => (effort.pages += 1))

  /** A press that leads to a page, or to a part of one by script. */
  async function click(found: Locator) {
    effort.clicks += 1
    await page.evaluate(`window.isOld = true
      document.addEventListener('htmx:after:swap', () => { window.isOld = false }, { once: true })`)
    await found.first().click()
    // a page that is being left cannot be asked
    const isThere = 'window.isOld !== true && document.readyState === "complete"'
    const hasCome = await eventually(
      () => page.evaluate<boolean>(isThere).catch(() => false),
      one => one,
    )
    if (!hasCome) throw new Error(`nothing comes of ${String(found)}`)
  }
  async function field(label: string) {
    const exact = page.getByLabel(label, { exact: true })
    return (await exact.count()) > 0 ? exact.first() : page.getByLabel(label).first()
  }

  return {
    async begin(url) {
      await page.goto(baseUrl + url)
      effort = { ...nothing }
    },
    beginHere: () => (effort = { ...nothing }),
    follow: text => click(page.getByRole('main').getByRole('link', { name: text })),
    press: text => click(page.getByRole('main').getByRole('button', { name: text })),
    async send(label, { name, bytes }, button) {
      effort.clicks += 1
      await (await field(label)).setInputFiles({ name, mimeType: 'text/csv', buffer: bytes })
      await click(page.getByRole('main').getByRole('button', { name: button }))
    },
    async fetch(text) {
      effort.clicks += 1
      const coming = page.waitForEvent('download')
      await page.getByRole('main').getByRole('link', { name: text }).click()
      await (await coming).path()
    },
    async type(label, text) {
      effort.texts += 1
      await (await field(label)).fill(text)
    },
    async choose(label, option) {
      effort.texts += 1
      const found = await field(label)
      const texts = await found.locator('option').allInnerTexts()
      await found.selectOption({ index: texts.findIndex(text => text.trim().startsWith(option)) })
    },
    async tick(label) {
      effort.clicks += 1
      await (await field(label)).check()
    },
    async unfold(text) {
      effort.clicks += 1
      await page.locator('summary', { hasText: text }).first().click()
    },
    says: async text => {
      await page.getByText(text).first().waitFor()
      return true
    },
    effort: () => ({ ...effort }),
  }
}
