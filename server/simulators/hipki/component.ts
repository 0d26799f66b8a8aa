import { setTimeout as wait } from 'node:timers/promises'
import { notFound, type Ask, type Reply } from '../serve.ts'
import { decrypt, info, refused, sign, type Answer, type Func } from './answers.ts'
import { bitmap } from './bitmap.ts'
import type { Cards } from './cards.ts'
import { code, errorScript } from './codes.ts'
import type { Machine } from './machine.ts'
import { addDomainPage, brokenPage, decidedPage, elsewherePage, popupPage, selfTestPage } from './pages.ts'
import { fieldsOf } from './request.ts'
import { selfTest } from './self-test.ts'

export type ComponentOptions = {
  /** Answers that refuse come under HTTP status 500 instead of 200. */
  errorsAs500?: boolean
}

const newVersion = { version: '2.3.2', serverVersion: '1.3.8' }
// older than what is asked for on any system: each counts on its own
const oldVersion = { version: '2.2.6', serverVersion: '1.3.4.2' }
const modules = [
  { version: '1.3.8', description: 'HiPKILocalSignServer' },
  { version: '1.1.6', description: 'CardManagement' },
]
const otherFunc: Record<Func, Func> = { sign: 'pkcs11info', pkcs11info: 'sign', decrypt: 'sign' }
const spinner = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/** The component's web server as a function from what is asked to what is answered. */
export function component(machine: Machine, cards: Cards, { errorsAs500 = false }: ComponentOptions = {}) {
  /** An answer under the rules for sites and with the faults that concern its text. */
  async function answered(func: Func, ask: Ask, work: () => Promise<Answer>): Promise<Answer> {
    const fault = machine.fault()
    const answer = await (!machine.isTrusted(siteOf(ask))
      ? refused(func, { ret: code.untrusted })
      : fault === 'helper-timeout'
        ? refused(func, { ret: code.helperTimeout })
        : fault === 'code'
          ? refused(func, machine.refusal())
          : work())
    const isOld = fault === 'old-version'
    return {
      ...answer,
      func: fault === 'wrong-func' ? otherFunc[func] : func,
      ...(isOld ? oldVersion : newVersion),
      ...(isOld || func !== 'pkcs11info' ? {} : { installedModule: modules }),
    }
  }

  async function json(func: Func, ask: Ask, work: () => Promise<Answer>): Promise<Reply> {
    const fault = machine.fault()
    if (fault === 'ready-then-silent') return null
    if (fault === 'slow') await wait(machine.delay(), undefined, { ref: false })
    if (fault === 'html') return { body: brokenPage }
    const answer = await answered(func, ask, work)
    const isServerError = fault === 'http-500' || (errorsAs500 && answer.ret_code !== 0)
    return {
      status: isServerError ? 500 : 200,
      type: 'application/json; charset=utf-8',
      body: JSON.stringify(answer),
    }
  }

  function signing(ask: Ask): Reply | Promise<Reply> {
    const fields = fieldsOf(ask.body)
    if (fields && !(fields['tbs'] && fields['pin'])) {
      return { status: 400, type: 'text/plain; charset=utf-8', body: 'require tbs and pin' }
    }
    return json('sign', ask, () => sign(machine, cards, fields))
  }

  async function image(ask: Ask): Promise<Reply> {
    const answer = await answered('pkcs11info', ask, () => info(machine, cards))
    return {
      type: 'image/bmp',
      headers: { 'access-control-allow-origin': '*' },
      body: bitmap(JSON.stringify(answer)),
    }
  }

  function decided(ask: Ask): Reply {
    // only the component's own page may say so
    if (ask.headers.origin !== `http://${ask.headers.host}`) return { status: 403 }
    const said = new URLSearchParams(ask.body)
    const isAccepted = said.get('answer') === 'accept'
    if (isAccepted) machine.trust(hostOf(said.get('domain') ?? ''), true)
    return { body: decidedPage(isAccepted) }
  }

  const popup = (): Reply => ({ body: popupPage(machine.fault()) })
  const information = (ask: Ask) =>
    json('pkcs11info', ask, () => info(machine, cards, { withCertificates: ask.query.get('withcert') === 'true' }))

  const routes: Record<string, (ask: Ask) => Reply | Promise<Reply>> = {
    'GET /popupForm': popup,
    'GET /ChtPopupForm': popup,
    'GET /elsewhere': () => ({ body: elsewherePage }),
    'POST /sign': signing,
    'GET /pkcs11info': information,
    'POST /pkcs11info': information,
    'POST /decrypt': ask => json('decrypt', ask, () => decrypt(machine, cards, fieldsOf(ask.body))),
    'GET /p11Image.bmp': image,
    'GET /addDomain': ask => ({ body: addDomainPage(hostOf(ask.query.get('domain') ?? '')) }),
    'POST /addDomain': decided,
    'GET /selfTest.htm': async () => ({ body: selfTestPage(await selfTest(machine, cards)) }),
    'GET /waiting.gif': () => ({ type: 'image/gif', body: spinner }),
    'GET /errorcode.js': () => ({ type: 'text/javascript; charset=utf-8', body: errorScript }),
  }
  return (ask: Ask) => routes[`${ask.method} ${ask.path}`]?.(ask) ?? notFound
}

/** The host of the site behind a request: as its pop-up says, or the browser; null for a program on the computer. */
function siteOf({ headers }: Ask): string | null {
  const own = `http://${headers.host}`
  const said = [headers['x-opener-origin'], headers.origin, headers.referer].map(String).filter(isAddress)
  const site = said.find(address => new URL(address).origin !== own)
  return site ? new URL(site).hostname : null
}

const isAddress = (text: string) => /^https?:\/\//.test(text) && URL.canParse(text)

// sites give a host, with a port at times
const hostOf = (domain: string) => (URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : '')
