import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { Writable } from 'node:stream'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { openLog } from '../server/log.ts'
import * as installation from '../server/store/installation/installation.ts'
import { trustOf } from '../server/store/trust/trust.ts'
import { allPages, withMail, type Browsers, type Page, type Who } from './support/all-pages/all-pages.ts'
import { startApp } from './support/app/app.ts'
import { formIn, inputsIn, unescaped } from './support/app/pages.ts'
import { routesOf } from './support/app/routes.ts'
import { testDatabase } from './support/database/database.ts'

type Known = { who: Who; method: 'GET' | 'POST'; url: string; fields: Record<string, string> }
type Step = { who: Who; method: 'GET' | 'POST'; url: string; type?: string; body?: string }

// as they stand in an address or a body: what no form of ours sends
const long = '%F0%A0%AE%B7'
const odd = [
  '',
  '%00',
  'a%00b',
  '%',
  '%ff%fe',
  '%ED%A0%80',
  long.repeat(2000),
  '9'.repeat(400),
  '-1',
  '1e309',
  '99999999999',
  '115%2F02%2F30',
  '0000-00-00',
  '%E2%80%8B',
  '__proto__',
  'urn:uuid:6f1c9f0e-7a43-4c0b-9b57-0d5d3f6b2a11',
  '6f1c9f0e-7a43-4c0b-9b57-0d5d3f6b2a11',
]
const short = odd.filter(one => one.length < 100)
const oddIds = [
  ...short.filter(Boolean),
  '%25',
  '..',
  '..%2f..%2fetc%2fpasswd',
  '%E4%BD%A0',
  'x'.repeat(190),
  'x'.repeat(2000),
  '%2F',
  '%3F',
  '.',
  '+',
  '%5c',
]
const boundary = 'the-line-between'
const oddBodies: [type: string | undefined, body: string][] = [
  [undefined, ''],
  [undefined, 'x'],
  ['application/x-www-form-urlencoded', '%&%%%=&=&&a[b]=c&a[b][]=d&__proto__=x&constructor=y&toString=z&%00=%00'],
  ['application/x-www-form-urlencoded', Array.from({ length: 3000 }, (_, i) => `f${i}=x`).join('&')],
  ['application/x-www-form-urlencoded', `a=${'x'.repeat(300 * 1024)}`],
  ['application/x-www-form-urlencoded; charset=utf-16', '\u0000a\u0000='],
  ['application/json', '{"__proto__":{"a":1}}'],
  ['application/json', '{'],
  ['text/plain', 'x'],
  ['nonsense', 'x'],
  ['multipart/form-data', 'x'],
  ['multipart/form-data; boundary=', 'x'],
  [`multipart/form-data; boundary=${boundary}`, ''],
  [`multipart/form-data; boundary=${boundary}`, `--${boundary}\r\nContent-Disposition: form-data; na`],
  [
    `multipart/form-data; boundary=${boundary}`,
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a\0.pdf"\r\n\r\n%PDF-`,
  ],
  [
    `multipart/form-data; boundary=${boundary}`,
    `--${boundary}\r\nContent-Disposition: form-data\r\n\r\nx\r\n--${boundary}--\r\n`,
  ],
]

t.test(
  'whatever is sent to whatever address, nothing breaks on our side and nothing of the inside is shown',
  async t => {
    const told: string[] = []
    const stream = new Writable({ write: (line, _encoding, next) => next(void told.push(String(line))) })
    const { db } = await testDatabase(t)
    // one transaction that begins anew before each request: what one does, such as ending a session, stands in no other's way
    await db.transaction(async tx => {
      const more = { ...withMail, db: tx, trust: () => trustOf(tx) }
      const { app, deps } = await startApp(t, {}, more, { log: openLog('error', stream) })
      await installation.enter(tx, deps.ring, 'demo')
      const { browsers, pages } = await allPages(t, app, deps)
      await tx.execute(sql`savepoint untouched`)
      const again = () => tx.execute(sql`rollback to savepoint untouched`)
      const { all, queries } = await addressesOf(app, browsers, pages, again)

      const cookies = new Map<string, string>()
      const tokens = new Map<string, string>()
      for (const [who, browser] of Object.entries(browsers)) {
        await browser.get('/sitemap')
        tokens.set(who, browser.token())
        cookies.set(who, [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
      }
      await tx.execute(sql`savepoint untouched`)

      let count = 0
      const broken: string[] = []
      async function send({ who, method, url, type, body }: Step) {
        count += 1
        const headers = { cookie: cookies.get(who) ?? '', ...(type && { 'content-type': type }) }
        const answer = await app.inject({ method, url, headers, ...(body !== undefined && { payload: body }) })
        await again()
        const { statusCode } = answer
        const isInside = statusCode >= 400 && /node_modules|\bat \/|Error:/.test(answer.body)
        const isJson = /json/.test(String(answer.headers['content-type']))
        if (statusCode < 500 && !isJson && !isInside && told.length === 0) return statusCode
        const log = told.splice(0).join('').slice(0, 700)
        broken.push([statusCode, who, method, url.slice(0, 200), type, body?.slice(0, 300), log].join(' '))
        return statusCode
      }
      const asForm = (who: Who, fields: [name: string, value: string][]) => ({
        type: 'application/x-www-form-urlencoded',
        body: [['_csrf', encodeURIComponent(tokens.get(who) ?? '')], ...fields].map(pair => pair.join('=')).join('&'),
      })
      const usual = ({ fields }: Known) =>
        Object.entries(fields).map(([name, value]): [string, string] => [name, encodeURIComponent(value)])

      for (const who of ['teacher', 'officer', 'administrator'] as const) {
        t.equal(await send({ who, method: 'GET', url: '/' }), 200, `${who} is signed in`)
      }
      let tooOld = 0
      for (const one of all) {
        const { method, url } = one
        for (const who of new Set<Who>([
          one.who,
          'visitor',
          ...some(['teacher', 'officer', 'administrator'] as const, 1),
        ])) {
          const status = await send({ who, method, url, ...(method === 'POST' && asForm(who, usual(one))) })
          if (who === one.who && status === 403) tooOld += 1
        }
        const parts = url.split('/')
        for (const [at, part] of parts.entries()) {
          if (at < 2 && !/[0-9a-f-]{32}/.test(part)) continue
          for (const id of some(oddIds, method === 'GET' ? 6 : 2)) {
            const other = parts.with(at, id).join('/')
            await send({ who: one.who, method, url: other, ...(method === 'POST' && asForm(one.who, usual(one))) })
          }
        }
        if (method === 'GET') {
          for (const value of some(short, 2)) {
            const query = queries.map(name => `${name}=${value}`).join('&')
            await send({ who: one.who, method, url: `${url}?${query}&${query}` })
          }
          await send({ who: one.who, method, url: `${url}?%&=&a[b]=c&__proto__=x&constructor=y&%00=%00` })
          continue
        }
        for (const [type, body] of some(oddBodies, 5)) {
          await send({ who: one.who, method, url, body, ...(type && { type }) })
        }
        const fields = usual(one)
        for (const value of some(odd, 3)) {
          await send({
            who: one.who,
            method,
            url,
            ...asForm(
              one.who,
              fields.map(([name]) => [name, value]),
            ),
          })
        }
        for (const [name] of fields) {
          for (const value of some(odd, 1)) {
            await send({
              who: one.who,
              method,
              url,
              ...asForm(one.who, [[name, value], ...fields, [`${name}[]`, value]]),
            })
          }
        }
      }
      t.comment(`measured: walked ${all.length} addresses by ${count} requests, ${broken.length} broke`)
      t.equal(tooOld, 0, 'every form came to its handler')
      t.same(broken, [])
    })
  },
)

/** Every address that the application has, with its ids filled in, who sees it, and the fields of its form. */
async function addressesOf(app: FastifyInstance, browsers: Browsers, pages: Page[], again: () => Promise<unknown>) {
  const known = new Map<string, Known>()
  const queries = new Set(['page', 'next', 'token', 'late'])
  function know(one: Known) {
    const key = `${one.method} ${one.url.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}/g, ':id')}`
    const before = known.get(key)
    if (!before || Object.keys(one.fields).length > Object.keys(before.fields).length) known.set(key, one)
  }
  for (const { who, url, form } of pages) {
    const [path = '', query = ''] = url.split('?')
    for (const name of new URLSearchParams(query).keys()) queries.add(name)
    know({ who, method: form ? 'POST' : 'GET', url: path, fields: form ?? {} })
    if (form) continue
    const answer = await browsers[who].get(url)
    await again()
    for (const [tag] of answer.body.matchAll(/<form\b[^>]*>/g)) {
      const action = unescaped(/ action="([^"]*)"/.exec(tag)?.[1] ?? '')
      if (!action.startsWith('/')) continue
      const blank = Object.fromEntries(inputsIn(answer, action).map(name => [name, '']))
      const { _csrf, ...fields } = { ...blank, ...formIn(answer, action) }
      if (/ method="post"/.test(tag)) know({ who, method: 'POST', url: action, fields })
      else for (const name of Object.keys(fields)) queries.add(name)
    }
  }
  for (const { method, url } of routesOf(app)) {
    if (method !== 'GET' && method !== 'POST') continue
    const isOf = new RegExp(`^${url.replace(/:\w+/g, '[^/]+')}$`)
    if ([...known.values()].some(one => one.method === method && isOf.test(one.url))) continue
    know({ who: 'administrator', method, url: url.replace(/:\w+/g, () => randomUUID()), fields: {} })
  }
  return { all: [...known.values()], queries: [...queries] }
}

let turn = 0

/** The next of some values, in turn, so that all of them come about. */
const some = <Value>(values: readonly Value[], count: number) =>
  Array.from({ length: count }, () => values[(turn += 1) % values.length] as Value)

t.test('addresses that no page and no file has are answered by the page that says so', async t => {
  const { app } = await startApp(t)
  const addresses = [
    '/public/missing',
    '/public/missing.css',
    '/public/',
    '/public/site.css/',
    '/public//site.css',
    '/public/SITE.css',
    '/public/site.css.gz',
    '/public/%00',
    '/public/%',
    '/public/..%2f..%2fpackage.json',
    `/public/${'x'.repeat(300)}`,
    '/diagnosis/reports/%00',
    '/guides/%01',
    '/codes/%00',
    '/record/a%0db/own',
    '/%',
    '/%ff',
    '/nothing-here',
  ]
  for (const url of addresses) {
    const { statusCode, body } = await app.inject(url)
    t.equal(statusCode, 404, url)
    t.match(body, '找不到這一頁', url)
  }
})

type Coding = 'br' | 'gzip' | undefined

const welcomes: [header: string | undefined, page: Coding, file: Coding][] = [
  ['gzip', 'gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'gzip', 'br'],
  ['GZIP', 'gzip', 'gzip'],
  [' br ; q=1 ,gzip ; q=0.5', 'gzip', 'br'],
  [' gzip ; q=1 ,br ; q=0.5', 'gzip', 'gzip'],
  ['*', 'gzip', 'br'],
  ['br;q=0, *', 'gzip', 'gzip'],
  ['identity;q=0', undefined, undefined],
  ['identity;q=0, gzip', 'gzip', 'gzip'],
  ['gzip;q=0', undefined, undefined],
  ['gzip;q=0.000, *', undefined, 'br'],
  ['gzip;q=0, *;q=1', undefined, 'br'],
  ['*;q=0', undefined, undefined],
  ['gzip;q=0.2, identity', undefined, undefined],
  ['x-gzipped', undefined, undefined],
  ['br', undefined, 'br'],
  ['', undefined, undefined],
  [undefined, undefined, undefined],
]
t.test('pages and files come compressed to whoever takes them so, and to nobody else', async t => {
  const { app } = await startApp(t)
  const plain = (await app.inject('/public/site.css')).body
  for (const [header, page, file] of welcomes) {
    const headers = header === undefined ? {} : { 'accept-encoding': header }
    t.equal((await app.inject({ url: '/sign-in', headers })).headers['content-encoding'], page, `a page for ${header}`)
    const sheet = await app.inject({ url: '/public/site.css', headers })
    t.equal(sheet.headers['content-encoding'], file, `a file for ${header}`)
    t.equal(unpacked[file ?? 'none'](sheet.rawPayload).toString(), plain)
  }
})

const unpacked = { br: brotliDecompressSync, gzip: gunzipSync, none: (bytes: Buffer) => bytes }
