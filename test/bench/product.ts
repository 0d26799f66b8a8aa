import path from 'node:path'
import type { Request } from 'autocannon'
import { root } from '../../server/config.ts'
import { drawerOf } from '../../server/demo/drawer.ts'
import { crowdOf } from '../../server/demo/district/crowd.ts'
import type { Told } from '../../server/demo/tell.ts'
import { legalDay } from '../../server/domain/clock.ts'
import { openCa, type Ca } from '../../server/simulators/cards/ca.ts'
import { start } from './process.ts'

export const server = (name: string) => path.join(root, 'dist/server', `${name}.js`)
const flags = ['simulator-port', 'control-port', 'phone-port', 'nhi-port', 'nhi-tls-port', 'nhi-control-port']

/** The demonstration, started anew: `port` is the same each time, so that the pages are. */
export async function startProduct(data: string, port: number) {
  const others = flags.flatMap(flag => [`--${flag}`, '0'])
  const started = await start(server('demo'), ['--json', '--data', data, '--port', String(port), ...others], /^\{/)
  const demo: Told = JSON.parse(started.line)
  return { ...started, demo, base: `http://localhost:${port}` }
}

/** Fetched as a browser does that has these cookies. */
export async function get(url: string, cookie: string) {
  const answer = await fetch(url, { headers: { cookie, 'accept-encoding': 'gzip' }, redirect: 'manual' })
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`)
  return { body: await answer.text(), headers: answer.headers, cookies: cookiesOf(answer) }
}

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ')

/** The value of a hidden field. */
export const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? ''

/** A browser at the sign-in page: its cookies, and the form for the password. */
export async function passwordForm({ base, people }: Told, loginName: string) {
  const { body, cookies } = await get(`${base}/sign-in`, '')
  const password = people.find(person => person.loginName === loginName)?.password ?? ''
  const form = new URLSearchParams({ _csrf: hidden(body, '_csrf'), login_name: loginName, password, next: '/' })
  return { cookie: cookies, body: form.toString() }
}

/** Signs in, and gives the cookies of the browser, which keeps the style sheet of its first page. */
export async function signIn(demo: Told, loginName: string): Promise<string> {
  const { cookie, body } = await passwordForm(demo, loginName)
  const headers = { cookie, ...ofForm }
  const answer = await fetch(`${demo.base}/sign-in/password`, { method: 'POST', body, headers, redirect: 'manual' })
  if (answer.status !== 303) throw new Error(`${loginName} cannot sign in: ${answer.status}`)
  return `${cookie}; ${cookiesOf(answer)}`
}

export const ofForm = { 'content-type': 'application/x-www-form-urlencoded' }

/** The card of somebody of the district, as it lies in the drawer. */
export async function cardOf(ca: Ca, part: string) {
  const found = drawerOf(crowdOf(legalDay(new Date()))).find(({ id }) => id === part)
  if (!found?.lastFour) throw new Error(`${part} has no card`)
  const { name, lastFour, subjectSerial: serialNumber, cardNumber } = found
  return ca.card({ kind: 'citizen', name, serialNumber, lastFour, cardNumber })
}

export const openCards = (data: string): Promise<Ca> => openCa(path.join(data, 'cards'))

/** So many answers of a card, each to a question of its own. */
export async function cardAnswers(
  base: string,
  card: Awaited<ReturnType<typeof cardOf>>,
  count: number,
): Promise<Request[]> {
  const { cookies: cookie } = await get(`${base}/sign-in`, '')
  const requests: Request[] = []
  while (requests.length < count) {
    const { body: page } = await get(`${base}/sign-in`, cookie)
    const form = page.slice(page.indexOf('action="/sign-in/card"'))
    const [line, seal, token] = ['line', 'seal', '_csrf'].map(name => hidden(form, name))
    const [, nonce = ''] = / nonce:(\w+)$/.exec(line ?? '') ?? []
    const { cardNumber } = card.holder
    const cms = card.sign(line ?? '', { cardNumber, nonce }).toString('base64')
    const ofPage = { _csrf: token ?? '', line: line ?? '', seal: seal ?? '', next: '/' }
    const ofComponent = { cms, card_number: cardNumber, ret_code: '0', last_error: '0' }
    const body = new URLSearchParams({ ...ofPage, ...ofComponent }).toString()
    requests.push({ method: 'POST', path: '/sign-in/card', headers: { cookie, ...ofForm }, body })
  }
  return requests
}
