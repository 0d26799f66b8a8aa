import type { LightMyRequestResponse } from 'fastify'
import type { Browser } from './app.ts'
import { attribute, fieldsOf, words } from './pages.ts'

/** What somebody had to do: `pages` are those that were loaded, what is opened in a frame of one included. */
export type Effort = { clicks: number; texts: number; pages: number }

export type Hand = ReturnType<typeof handOf>

/**
 * Somebody without script who can only do what the page in front of them offers, and counts it: follow a link that is
 * there, type into a field that has a label, press a button of a form. What is folded away has to be unfolded first.
 */
export function handOf(browser: Browser) {
  let page = ''
  let typed = new Map<string, string>()
  let effort: Effort = { clicks: 0, texts: 0, pages: 0 }
  const lost = (what: string) => new Error(`the page has no ${what}: ${words(page).replace(/\s+/g, ' ').slice(0, 900)}`)

  async function land(answer: LightMyRequestResponse): Promise<void> {
    const { statusCode, headers } = answer
    if (statusCode === 303) return land(await browser.get(String(headers.location)))
    if (statusCode !== 200) throw new Error(`${statusCode}: ${words(answer.body).replace(/\s+/g, ' ').slice(0, 900)}`)
    effort.pages += 1
    page = answer.body
    typed = new Map()
  }

  const tags = (name: string) =>
    [...seen(page).matchAll(new RegExp(`<${name}\\b.*?</${name}>`, 'gs'))].map(([all]) => all)
  const says = (html: string, text: string) => words(html).replace(/\s+/g, ' ').includes(text)
  const head = (html: string) => html.slice(0, html.indexOf('>') + 1)

  /** The tag of the field that this label belongs to. */
  function tagOf(text: string): string {
    const labels = tags('label')
    const label = labels.find(one => words(one) === text) ?? labels.find(one => says(one, text))
    const id = label && attribute(head(label), 'for')
    const fields = seen(page).match(/<(?:input|select|textarea)\b[^>]*>/g) ?? []
    const field = id && fields.find(one => attribute(one, 'id') === id)
    if (!field || !attribute(field, 'name')) throw lost(`field ${text}`)
    return field
  }
  const fieldOf = (text: string): string => attribute(tagOf(text), 'name') ?? ''

  /** What a button of a form sends, with what was typed into it. */
  function pressed(text: string) {
    const form = tags('form').find(one => buttonsOf(one).some(button => says(button, text)))
    const button = form && buttonsOf(form).find(one => says(one, text))
    if (!form || !button) throw lost(`button ${text}`)
    effort.clicks += 1
    const mine = [...typed].filter(([name]) => form.includes(`name="${name}"`))
    const name = attribute(head(button), 'name')
    const ofButton = name ? { [name]: attribute(head(button), 'value') ?? '' } : {}
    const sent: Record<string, string> = { ...fieldsOf(form), ...Object.fromEntries(mine), ...ofButton }
    const action = attribute(head(form), 'action') ?? ''
    return { action, sent, isPost: attribute(head(form), 'method') === 'post' }
  }

  return {
    /** Loads a page without counting it, and counts from here on. */
    async begin(url: string): Promise<void> {
      await land(await browser.get(url))
      effort = { clicks: 0, texts: 0, pages: 0 }
    },
    /** Counts from here on. */
    beginHere(): void {
      effort = { clicks: 0, texts: 0, pages: 0 }
    },
    async follow(text: string): Promise<void> {
      const link = tags('a').find(one => says(one, text))
      const href = link && attribute(head(link), 'href')
      if (!href) throw lost(`link ${text}`)
      effort.clicks += 1
      const answer = await browser.get(href)
      if (!attribute(head(link), 'target')) return land(answer)
      if (answer.statusCode !== 200) throw new Error(`${href}: ${answer.statusCode}`)
      effort.pages += 1
      return undefined
    },
    type(label: string, text: string): void {
      typed.set(fieldOf(label), text)
      effort.texts += 1
    },
    choose(label: string, option: string): void {
      const name = fieldOf(label)
      const menu = tags('select').find(one => attribute(head(one), 'name') === name) ?? ''
      const options = menu.match(/<option\b[^>]*>[^<]*/g) ?? []
      const found = options.find(one => words(one).startsWith(option))
      if (!found) throw lost(`option ${option} of ${label}`)
      typed.set(name, attribute(head(found), 'value') ?? '')
      effort.texts += 1
    },
    tick(label: string): void {
      typed.set(fieldOf(label), attribute(tagOf(label), 'value') ?? 'on')
      effort.clicks += 1
    },
    unfold(text: string): void {
      const summary = tags('summary').find(one => says(one, text))
      if (!summary) throw lost(`summary ${text}`)
      const before = page.slice(0, page.indexOf(summary))
      const at = before.lastIndexOf('<details')
      page = `${page.slice(0, at)}<details open${page.slice(at + '<details'.length)}`
      effort.clicks += 1
    },
    async press(text: string): Promise<void> {
      const { action, sent, isPost } = pressed(text)
      return land(await (isPost ? browser.post(action, sent) : browser.get(`${action}?${new URLSearchParams(sent)}`)))
    },
    async send(label: string, { name, bytes }: { name: string; bytes: Buffer }, button: string): Promise<void> {
      effort.clicks += 1
      if (fieldOf(label) !== 'file') throw lost(`file ${label}`)
      const { action, sent } = pressed(button)
      return land(await browser.bring(action, sent, [{ name, type: '', bytes }]))
    },
    async fetch(text: string): Promise<void> {
      const link = tags('a').find(one => says(one, text))
      const { statusCode } = await browser.get((link && attribute(head(link), 'href')) ?? '')
      if (statusCode !== 200) throw lost(`file behind ${text}`)
      effort.clicks += 1
    },
    says: (text: string): boolean => says(page, text),
    effort: (): Effort => ({ ...effort }),
  }
}

const buttonsOf = (form: string): string[] => form.match(/<button\b.*?<\/button>/gs) ?? []

/** A page without what is folded away. */
const seen = (page: string): string =>
  page.replace(/(<details\b(?![^>]*\sopen\b)[^>]*>\s*<summary.*?<\/summary>).*?(<\/details>)/gs, '$1$2')
