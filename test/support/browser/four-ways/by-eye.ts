import type { Browser, Locator } from 'playwright-core'
import { eventually } from '../../running/waiting.ts'
import { openContext } from '../browser.ts'
import { diploma } from '../site.ts'
import type { Part, Window } from './description.ts'

/** Somebody who sees the page and works it by mouse: what is not to be seen is not there. */
export async function byEye(browser: Browser, baseUrl: string, { script }: { script: boolean }): Promise<Window> {
  const page = await (await openContext(browser, { javaScriptEnabled: script })).newPage()
  const named = (role: 'link' | 'button', name: string) => seen(page.getByRole(role, { name: beginning(name) }))
  const field = (label: string) => seen(page.getByLabel(beginning(label)).and(page.locator('input, select, textarea')))
  const parts: Record<Part, Locator> = {
    page: page.locator('body'),
    heading: page.getByRole('heading', { level: 1 }),
    status: page.getByRole('status'),
    alert: page.getByRole('alert'),
  }

  return {
    hasScript: script,
    open: path => page.goto(baseUrl + path),
    follow: name => named('link', name).click(),
    press: name => named('button', name).click(),
    tick: name => field(name).check(),
    fill: (label, text) => field(label).fill(text),
    write: (label, text) => field(label).fill(text),
    choose: (label, option) => field(label).selectOption({ label: option }),
    addFile: async (label, button) => {
      await field(label).setInputFiles(diploma)
      await named('button', button).click()
    },
    openFile: name => Promise.all([page.waitForResponse(/\/view$/), named('link', name).click()]),
    read: (part, isThere) =>
      eventually(async () => {
        // a page that is just leaving says nothing
        const texts = await parts[part].allInnerTexts().catch(() => [])
        return texts.join('').replace(/\s+/g, '')
      }, isThere),
  }
}

const seen = (found: Locator) => found.filter({ visible: true }).first()

// a name may be told with blanks where what is seen has none
const beginning = (words: string) => new RegExp(`^\\s*${[...words].join('\\s*')}`)
