import Fastify, { type FastifyBaseLogger, type FastifyInstance, type LightMyRequestResponse } from 'fastify'
import type { Test } from 'tap'
import { randomBytes } from 'node:crypto'
import { useTables } from '../../../server/domain/record/code-book.ts'
import { shippedTables } from '../../../server/domain/record/code-tables.ts'
import { buildApp, type AppOptions } from '../../../server/app.ts'
import type { Clock } from '../../../server/domain/clock.ts'
import type { EvidenceHomes } from '../../../server/domain/correction/evidence-home.ts'
import type { KeyRing } from '../../../server/store/database/sealing.ts'
import * as installation from '../../../server/store/installation/installation.ts'
import { trustOf } from '../../../server/store/trust/trust.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { testDatabase } from '../database/database.ts'

export const testRing = (): KeyRing => ({
  dataKeys: [{ id: 'test', key: randomBytes(32) }],
  indexKey: randomBytes(32),
})

export const inDatabase: EvidenceHomes = { newest: 'database', folder: null, s3: null }

export type TestApp = { app: FastifyInstance; deps: Deps; url: string; setClock: (at: Date | Clock) => void }

/** The whole application on a database of its own, with a clock that stands still until it is set, or set going. */
export async function startApp(
  t: Test,
  settings: Partial<Deps['config']> = {},
  more: Partial<Deps> = {},
  options: Omit<AppOptions, 'schemas'> = {},
): Promise<TestApp> {
  const { db, url } = await testDatabase(t)
  t.teardown(() => useTables(shippedTables))
  const ring = testRing()
  await installation.enter(db, ring, 'demo')
  let clock: Clock = () => new Date('2026-11-23T06:00:00Z')
  const deps: Deps = {
    db,
    ring,
    clock: () => clock(),
    trust: () => trustOf(db),
    config: {
      baseUrl: 'http://localhost:3000',
      isSecure: false,
      componentOrigin: 'http://localhost:61161',
      healthCardComponents: ['http://localhost:59001', 'https://localhost:59002', 'wss://iccert.nhi.gov.tw:7777/echo'],
      help: {
        cardUrl: 'https://moica.nat.gov.tw/rac_plugin.html',
        cardPhone: '(02)2192-2918',
        cardIssuerUrl: 'https://moica.nat.gov.tw',
        healthCardUrl: 'https://med.nhi.gov.tw/iwse5000/IWSE5050S02.aspx?bc=CMS',
        healthCardPhone: '(07)231-8122',
      },
      sessionSecret: 'a secret of the tests that is long enough',
      sessionIdleMinutes: 20,
      sessionAbsoluteHours: 12,
      proofMinutes: 10,
      evidenceMaxBytes: 1024 * 1024,
      revocationGraceHours: 0,
      keepYears: { access_log: 5, sign_ins: 5, events: 10, notices: 2, unread_notices: 10, codes: 1 },
      asksSecondFactor: false,
      ...settings,
    },
    evidenceHomes: inDatabase,
    scan: null,
    sendMail: null,
    phone: null,
    healthCards: null,
    installation: 'demo',
    ...more,
  }
  const app = await buildApp(deps, { log: causes, ...options, schemas: await (schemas ??= compiledOnce()) })
  t.teardown(() => app.close())
  return { app, deps, url, setClock: at => (clock = at instanceof Date ? () => at : at) }
}

const silent = () => {}

/** What the application could not do and why: of a test that failed once nothing else may be left. */
const causes: FastifyBaseLogger = {
  level: 'warn',
  silent,
  trace: silent,
  debug: silent,
  info: silent,
  warn: console.error,
  error: console.error,
  fatal: console.error,
  child: () => causes,
}

type Schemas = NonNullable<AppOptions['schemas']>
let schemas: Promise<Schemas> | undefined

/** Half the work of starting the application is its schemas: one compiler for a whole file knows them again. */
async function compiledOnce(): Promise<Schemas> {
  const other = Fastify()
  other.get('/', { schema: { querystring: { type: 'object' } } }, () => '')
  await other.ready()
  // Fastify gives it and takes it by two types that do not agree
  return { compilersFactory: { buildValidator: () => other.validatorCompiler as never } }
}

/** Every cookie that any test meets is fenced; only one of before, which is dropped, may have another name or path. */
function checkCookie({ name, value, path, httpOnly, sameSite, secure }: LightMyRequestResponse['cookies'][number]) {
  const isEarlier = value === '' && !name.startsWith('__Host-')
  const isFenced = httpOnly === true && sameSite === 'Lax' && (isEarlier || path === '/')
  if (!isFenced || (!isEarlier && name.startsWith('__Host-') !== (secure === true)))
    throw new Error(`unfenced: ${name}`)
}

/** Whatever was done, the page it leads to says so; signing in, a proof and a step of several are answered by that page. */
function checkSaid(url: string, { statusCode, headers, cookies }: LightMyRequestResponse) {
  const location = headers['hx-redirect'] ?? (statusCode === 303 ? headers.location : undefined)
  if (location === undefined || cookies.some(({ name, value }) => /(^|-)said$/.test(name) && value !== '')) return
  if (!leadsOn.test(url.split('?')[0] ?? '') && !steps.test(String(location))) throw new Error(`silent: POST ${url}`)
}

const leadsOn = new RegExp(
  `^/(${[
    'sign-in/.*|proof/.*|password',
    'activation(/(mail|.*phone.*))?|recovery(/.*)?',
    '(account/phones/new|corrections/[^/]+/signing/phone|account/second-factor/app)',
    'diagnosis(/.*)?|inbox/[^/]+|mail-address|phone-answer|findings/search',
    'people/search|people/directory/search|review/search|certificates/issued/search',
  ].join('|')})$`,
)
const steps = /^\/(sign-in|proof|saved-forms|password|personal-data|account\/(second-factor|card-end))\b/

export type Browser = ReturnType<typeof visitor>

type SentFile = { name: string; type: string; bytes: Buffer }

/** A browser without script: keeps cookies, follows one redirect at a time, finds the token of the page's forms. */
export function visitor(app: FastifyInstance, address = '203.0.113.7') {
  const cookies = new Map<string, string>()
  let token = ''

  async function send(method: 'GET' | 'POST', url: string, form?: Record<string, string>, headers = {}) {
    const answer = await app.inject({
      method,
      url,
      remoteAddress: address,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(form && { payload: new URLSearchParams({ _csrf: token, ...form }).toString() }),
    })
    keep(answer)
    if (method === 'POST') checkSaid(url, answer)
    return answer
  }

  function keep(answer: LightMyRequestResponse) {
    for (const cookie of answer.cookies) {
      checkCookie(cookie)
      const { name, value, maxAge, expires } = cookie
      const gone = maxAge === 0 || (expires !== undefined && expires.getTime() < Date.now())
      if (gone) cookies.delete(name)
      else cookies.set(name, value)
    }
    token = /name="_csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? token
  }

  return {
    cookies,
    get: (url: string, headers = {}) => send('GET', url, undefined, headers),
    post: (url: string, form: Record<string, string> = {}, headers = {}) => send('POST', url, form, headers),
    token: () => token,
    upload: (url: string, field: string, file: SentFile) => sendFiles(url, {}, field, [file]),
    /** A form that files were chosen to, or none, as a browser sends it. */
    bring: (url: string, form: Record<string, string>, files: readonly SentFile[]) =>
      sendFiles(url, form, 'file', files),
  }

  /** A file field needs a multipart body. */
  async function sendFiles(url: string, form: Record<string, string>, field: string, files: readonly SentFile[]) {
    const body = new FormData()
    for (const [name, value] of Object.entries({ _csrf: token, ...form })) body.set(name, value)
    for (const { name, type, bytes } of files) body.append(field, new File([new Uint8Array(bytes)], name, { type }))
    if (files.length === 0) body.append(field, new File([], '', { type: 'application/octet-stream' }))
    const request = new Request('http://localhost/', { method: 'POST', body })
    const answer = await app.inject({
      method: 'POST',
      url,
      remoteAddress: address,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'content-type': request.headers.get('content-type') ?? '',
      },
      payload: Buffer.from(await request.arrayBuffer()),
    })
    keep(answer)
    checkSaid(url, answer)
    return answer
  }
}
