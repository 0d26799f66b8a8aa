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

/** Fetches a page as the person who sees it. A form is sent from a page of the same person, for its token. */
export async function fetchPage(browsers: Browsers, { who, url, form }: Page) {
  return form ? browsers[who].post(url, form) : browsers[who].get(url)
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
