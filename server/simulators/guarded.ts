import { createHash, timingSafeEqual } from 'node:crypto'
import { notFound, seeOther, type Ask, type Reply } from './serve.ts'

/** What a caller sent: values of JSON, or texts of a form. */
export type Wishes = Record<string, unknown>

/** Does it and returns null, or a sentence that says why not. */
export type Action = (wishes: Wishes) => Promise<string | null>

export type Desk = {
  /** By their names in the address. */
  actions: Record<string, Action>
  describe: () => unknown
  /** The page with the forms; `why` is what an action answered. */
  page: (why?: string) => string
  style: string
  /** More to read under /api/; undefined when there is no such thing. */
  look?: (path: string) => Promise<unknown>
}

/** A control interface behind a token: JSON under /api with a bearer token, a page with forms beside it. */
export function guarded(token: string, cookie: string, { actions, describe, page, style, look }: Desk) {
  const isToken = (said: string | null | undefined) => said !== undefined && said !== null && isSame(said, token)

  async function api(ask: Ask): Promise<Reply> {
    if (!isToken(ask.headers.authorization?.replace(/^Bearer /, ''))) return json(401, { why: 'the token is missing' })
    const path = decodeURIComponent(ask.path.slice('/api/'.length))
    if (ask.method === 'GET') {
      const seen = path === 'state' ? describe() : await look?.(path)
      return seen === undefined ? json(404, { why: 'no such thing' }) : json(200, seen)
    }
    const action = ask.method === 'POST' ? actions[path] : undefined
    if (!action) return json(404, { why: 'no such thing' })
    const wishes = wishesOf(ask.body)
    if (!wishes) return json(400, { why: 'the body is no JSON object' })
    const why = await action(wishes)
    return why ? json(422, { why }) : json(200, describe())
  }

  async function forms(ask: Ask): Promise<Reply> {
    if (isToken(ask.query.get('token'))) {
      return seeOther('/', { 'set-cookie': `${cookie}=${token}; Path=/; HttpOnly; SameSite=Strict` })
    }
    if (ask.path === '/style.css') return { type: 'text/css; charset=utf-8', body: style }
    if (!isToken(cookieOf(ask, cookie))) return refusedPage
    if (ask.method === 'GET') return ask.path === '/' ? { body: page(), headers } : notFound
    const form = new URLSearchParams(ask.body)
    if (!isToken(form.get('token'))) return refusedPage
    const action = actions[ask.path.slice(1)]
    if (!action) return notFound
    const why = await action(Object.fromEntries(form))
    return why ? { status: 422, body: page(why), headers } : seeOther('/')
  }

  return (ask: Ask): Reply | Promise<Reply> => {
    // a name that only resolves to this computer is not this computer
    if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(ask.headers.host ?? '')) return { status: 421 }
    return ask.path.startsWith('/api/') ? api(ask) : forms(ask)
  }
}

export const json = (status: number, body: unknown): Reply => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(body),
})

const headers = {
  'content-security-policy': "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
}

const refusedPage: Reply = {
  status: 401,
  type: 'text/plain; charset=utf-8',
  body: '請用啟動時印出的網址開啟這一頁。\nOpen this page with the address that was printed at start.\n',
}

/** A JSON object, the empty one for an empty body; null for anything else. */
export function wishesOf(body: string): Wishes | null {
  if (body === '') return {}
  try {
    const said: unknown = JSON.parse(body)
    return typeof said === 'object' && said !== null && !Array.isArray(said) ? (said as Wishes) : null
  } catch {
    return null
  }
}

const cookieOf = ({ headers: { cookie: all = '' } }: Ask, cookie: string) =>
  all
    .split('; ')
    .find(one => one.startsWith(`${cookie}=`))
    ?.slice(cookie.length + 1)

const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other))

const digest = (text: string) => createHash('sha256').update(text).digest()
