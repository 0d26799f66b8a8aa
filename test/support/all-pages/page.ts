import type { Browser } from '../app/app.ts'

export type { Browser }

export type Who =
  | 'visitor'
  | 'invited'
  | 'linked'
  | 'forgetful'
  | 'half'
  | 'renewing'
  | 'returning'
  | 'robbed'
  | 'hurried'
  | 'parted'
  | 'teacher'
  | 'officer'
  | 'chief'
  | 'deputy'
  | 'administrator'

export type Browsers = Record<Who, Browser>

/** A page and who sees it. With `form` it is what the form answers; `status` is 200, or 422 for a form. */
export type Page = { who: Who; url: string; form?: Record<string, string>; status?: number }

export const statusOf = ({ form, status }: Page) => status ?? (form ? 422 : 200)

/** For messages: the address without the ids of this run. */
export const nameOf = ({ who, url, form }: Page) =>
  `${who} ${form ? 'POST ' : ''}${url.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}/g, ':id')}`

/**
 * Fetches a page as the person who sees it. A form is sent from a page of the same person, for its token, and of a draft
 * with the revision that it has by then.
 */
export async function fetchPage(browsers: Browsers, { who, url, form }: Page) {
  const browser = browsers[who]
  if (!form) return browser.get(url)
  if (!('revision' in form)) return browser.post(url, form)
  const hasSheet = browser.cookies.has('sheet')
  const revision = await shown(browser, url, 'revision')
  if (!hasSheet) browser.cookies.delete('sheet')
  return browser.post(url, { ...form, revision })
}

/** The value of a hidden field of a page. */
export async function shown(browser: Browser, url: string, name: string): Promise<string> {
  const { body } = await browser.get(url)
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''
}

export async function must(sending: ReturnType<Browser['post']>) {
  const answer = await sending
  if (answer.statusCode === 303) return answer
  const said = answer.body
    .replace(/^[^]*<main/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
  throw new Error(`${answer.statusCode} instead of 303: ${said.slice(0, 600)}`)
}
