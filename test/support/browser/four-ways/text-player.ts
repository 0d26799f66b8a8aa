import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Effort } from '../../app/hand.ts'
import type { Player } from '../../record/day.ts'
import type { Window } from './description.ts'

/**
 * Somebody at a text browser, who counts as one without script does; it folds nothing away, which is counted as if.
 * `long` are the labels of fields of several lines; what is sent from `home` is written there first.
 */
export function textPlayerOf(window: Window, { long, home }: { long: readonly string[]; home: string }): Player {
  const nothing = { clicks: 0, texts: 0, pages: 0 }
  let effort: Effort = { ...nothing }
  const said = async <T>(what: string, doing: Promise<T>) => {
    try {
      return await doing
    } catch (error) {
      throw new Error(`${what}: ${(error as Error).message}. The page says: ${await window.read('page', () => true)}`, {
        cause: error,
      })
    }
  }
  const come = async (text: string, doing: Promise<unknown>) => {
    effort.clicks += 1
    effort.pages += 1
    await said(text, doing)
  }

  return {
    async begin(url) {
      await said(url, window.open(url))
      effort = { ...nothing }
    },
    beginHere: () => (effort = { ...nothing }),
    follow: text => come(text, window.follow(text)),
    press: text => come(text, window.press(text)),
    async send(label, { name, bytes }) {
      const file = path.join(home, name)
      writeFileSync(file, bytes)
      effort.clicks += 1
      // w3m sends a form as soon as its file is named
      await come(label, window.fill(label, file))
    },
    async fetch(text) {
      effort.clicks += 1
      await said(text, window.openFile(text))
    },
    async type(label, text) {
      effort.texts += 1
      await said(label, long.includes(label) ? window.write(label, text) : window.fill(label, text))
    },
    async choose(label, option) {
      effort.texts += 1
      await said(label, window.choose(label, option))
    },
    async tick(label) {
      effort.clicks += 1
      await said(label, window.tick(label))
    },
    unfold: () => void (effort.clicks += 1),
    says: async text => (await window.read('page', page => page.includes(text))).includes(text.replace(/\s+/g, '')),
    effort: () => ({ ...effort }),
  }
}
