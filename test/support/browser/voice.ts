import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { Test } from 'tap'
import { root } from '../../../server/config.ts'

const reader = readFileSync(
  path.join(root, 'node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js'),
  'utf8',
)
const address = '/virtual-screen-reader.js'

/**
 * From the first to the last phrase, as somebody hears them who presses the key for what comes next. The reader does not
 * know that what is folded is not heard.
 */
const readOn = `import('${address}').then(async ({ virtual }) => {
  const folded = document.querySelectorAll('details:not([open]) > :not(summary)')
  for (const one of folded) one.setAttribute('aria-hidden', 'true')
  await virtual.start({ container: document.body })
  while ((await virtual.lastSpokenPhrase()) !== 'end of document') await virtual.next()
  const spoken = await virtual.spokenPhraseLog()
  await virtual.stop()
  for (const one of folded) one.removeAttribute('aria-hidden')
  return spoken
})`

// the focus that a page asks for comes with its first frames, which may be later than its load
const atFirst = `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))).then(() =>
  [document.title, document.activeElement === document.body ? '' : document.activeElement.innerText])`

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
// where something ends, what no screen reader says of a paragraph or an item, and the choices nobody has opened
const isNoise = (phrase: string) =>
  /^(document|paragraph|(listitem|end of |group, |option, .*not selected).*|group|:::)$/.test(phrase)

/**
 * What a virtual screen reader says of the page that is shown: its title, where the focus is, then all of it, or without
 * `whole` from what was done to the end of the main part.
 */
async function hear(page: Page, { whole = false } = {}): Promise<string[]> {
  // the policy of our pages allows scripts of our own address only
  await page.route(`**${address}`, route => route.fulfill({ body: reader, contentType: 'text/javascript' }))
  const [title, focus] = (await page.evaluate(atFirst)) as [string, string]
  const phrases = (await page.evaluate(readOn)) as string[]
  const [from, to] = [phrases.indexOf('status'), phrases.indexOf('contentinfo')]
  const heard = (whole ? phrases : phrases.slice(from, to)).filter(phrase => !isNoise(phrase))
  const first = focus.trim().split('\n').filter(Boolean).join(' / ')
  return [`title: ${title}`, ...(first ? [`focus: ${first}`] : []), ...heard]
}

/**
 * Hears the steps of a journey and compares them with spoken/<name>.txt; with UPDATE_SPOKEN=1 that file is written
 * instead. Every journey has one listener: `hear(page, what was done)`.
 */
export function listener(t: Test, name: string) {
  const steps: string[] = []
  const file = path.join(root, 'test/journeys/spoken', `${name}.txt`)
  return {
    hear: async (page: Page, step: string, options: { whole?: boolean } = {}) => {
      await page.waitForLoadState()
      steps.push([`# ${step}`, ...(await hear(page, options))].join('\n'))
    },
    compare: () => {
      const heard = `${steps.join('\n\n')}\n`.replaceAll(uuid, '（編號）')
      if (process.env['UPDATE_SPOKEN'] === '1') writeFileSync(file, heard)
      t.equal(heard, readFileSync(file, 'utf8'))
      const others = steps.join('\n').replaceAll(/^個人資料校正申請書.*$/gm, '')
      t.notMatch(
        others,
        /[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{32}/,
        'but in what is signed no number of a machine is read out',
      )
    },
  }
}
