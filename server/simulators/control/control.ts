import { createHash, timingSafeEqual } from 'node:crypto'
import type { Cards } from '../hipki/cards.ts'
import type { Machine } from '../hipki/machine.ts'
import type { Person } from '../hipki/people.ts'
import { notFound, seeOther, type Ask, type Reply } from '../serve.ts'
import { actionsOn, describe, type Desk, type Wishes } from './actions.ts'
import { controlPage, style } from './page.ts'

export type ControlOptions = { machine: Machine; cards: Cards; people: readonly Person[]; token: string }

const cookie = 'card-desk'

/** The control interface as a function: JSON under /api with a bearer token, a page with forms beside it. */
export function control({ token, ...desk }: ControlOptions) {
  const actions = actionsOn(desk)
  const isToken = (said: string | null | undefined) => said !== undefined && said !== null && isSame(said, token)

  async function api(ask: Ask): Promise<Reply> {
    if (!isToken(ask.headers.authorization?.replace(/^Bearer /, ''))) return json(401, { why: 'the token is missing' })
    if (ask.method === 'GET' && ask.path === '/api/state') return json(200, describe(desk))
    if (ask.method === 'GET' && ask.path.startsWith('/api/cards/')) {
      return shownCard(desk, decodeURIComponent(ask.path.slice('/api/cards/'.length)))
    }
    const action = ask.method === 'POST' ? actions[ask.path.slice('/api/'.length)] : undefined
    if (!action) return json(404, { why: 'no such thing' })
    const wishes = wishesOf(ask.body)
    if (!wishes) return json(400, { why: 'the body is no JSON object' })
    const why = await action(wishes)
    return why ? json(422, { why }) : json(200, describe(desk))
  }

  async function page(ask: Ask): Promise<Reply> {
    if (isToken(ask.query.get('token'))) {
      return seeOther('/', { 'set-cookie': `${cookie}=${token}; Path=/; HttpOnly; SameSite=Strict` })
    }
    if (ask.path === '/style.css') return { type: 'text/css; charset=utf-8', body: style }
    if (!isToken(cookieOf(ask))) return refusedPage
    if (ask.method === 'GET') return ask.path === '/' ? { body: controlPage(desk, token), headers } : notFound
    const form = new URLSearchParams(ask.body)
    if (!isToken(form.get('token'))) return refusedPage
    const action = actions[ask.path.slice(1)]
    if (!action) return notFound
    const why = await action(Object.fromEntries(form))
    return why ? { status: 422, body: controlPage(desk, token, why), headers } : seeOther('/')
  }

  return (ask: Ask): Reply | Promise<Reply> => {
    // a name that only resolves to this computer is not this computer
    if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(ask.headers.host ?? '')) return { status: 421 }
    return ask.path.startsWith('/api/') ? api(ask) : page(ask)
  }
}

const headers = {
  'content-security-policy': "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
}

const refusedPage: Reply = {
  status: 401,
  type: 'text/plain; charset=utf-8',
  body: '請用啟動時印出的網址開啟這一頁。\nOpen this page with the address that was printed at start.\n',
}

const json = (status: number, body: unknown): Reply => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(body),
})

async function shownCard({ cards, people }: Desk, id: string): Promise<Reply> {
  const person = people.find(one => one.id === id)
  if (!person) return json(404, { why: 'no such card' })
  const [{ signing, encryption }, { issuer }] = await Promise.all([cards.card(person), cards.chain(person)])
  const { pin: _pin, ...facts } = person
  return json(200, {
    ...facts,
    certificate: signing.certificate.toString('base64'),
    encryptionCertificate: encryption.certificate.toString('base64'),
    issuer: issuer.toString('base64'),
  })
}

function wishesOf(body: string): Wishes | null {
  if (body === '') return {}
  try {
    const said: unknown = JSON.parse(body)
    return typeof said === 'object' && said !== null && !Array.isArray(said) ? (said as Wishes) : null
  } catch {
    return null
  }
}

const cookieOf = ({ headers: { cookie: all = '' } }: Ask) =>
  all
    .split('; ')
    .find(one => one.startsWith(`${cookie}=`))
    ?.slice(cookie.length + 1)

const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other))

const digest = (text: string) => createHash('sha256').update(text).digest()
