import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Client } from 'pg'
import type { Told } from '../../server/demo/tell.ts'
import { legalDay } from '../../server/domain/clock.ts'
import type { KeyRing } from '../../server/store/database/sealing.ts'
import type { Ca } from '../../server/simulators/cards/ca.ts'
import type { FloorCard, FloorCases, FloorPage } from './floor.ts'
import { measure, type Load, type Measured } from './measure.ts'
import { during, start } from './process.ts'
import { cardAnswers, cardOf, get, ofForm, passwordForm, signIn, startProduct } from './product.ts'
import { opened, statements } from './statements.ts'
import type { Compared } from './table.ts'
import { countsOf, cut, withoutTokens } from './template.ts'

/** Where all of it lies, and who may ask the database. */
export type Place = {
  folder: string
  data: string
  keysFile: string
  url: string
  ring: KeyRing
  port: number
  /** Of the database of the product, and of PostgreSQL's counters. */
  client: Client
  counters: Omit<Measured, 'base' | 'pid'>
}

type Page = { name: string; path: string; loginName: string; statement?: string }

const teacher = 'lin.meihua'
const officer = 'wu.peiqing'

/** By the names that the command line takes; the correction form has the address of a draft. */
export const pagesOf = (draft: string): Page[] => [
  { name: 'record', path: '/record', loginName: teacher, statement: statements.record },
  { name: 'desk', path: '/', loginName: officer, statement: statements.desk },
  { name: 'queue', path: '/review', loginName: officer, statement: statements.queue },
  { name: 'people', path: '/people', loginName: officer, statement: statements.people },
  { name: 'form', path: `/corrections/${draft}/edit`, loginName: teacher, statement: statements.form },
  { name: 'account', path: '/account', loginName: teacher, statement: statements.account },
  { name: 'sign-in', path: '/sign-in', loginName: '' },
]

export const signIns = ['password', 'card'] as const

/** Cookies of everybody whose pages are measured, and of a visitor who was here before. */
export async function cookiesFor(demo: Told): Promise<Record<string, string>> {
  return {
    '': (await get(`${demo.base}/sign-in`, '')).cookies,
    [teacher]: await signIn(demo, teacher),
    [officer]: await signIn(demo, officer),
  }
}

/** A page by the product and by the floor, each in a process that has just started and shows nothing else. */
export async function comparePage(place: Place, page: Page, cookie: string): Promise<Compared> {
  const { name, path: address, statement } = page
  const headers = { cookie, 'accept-encoding': 'gzip' }
  const load: Load = {
    requests: () => [{ path: address, headers }],
    warmUp: 5000,
    measured: 2000,
    connections: 16,
  }
  const { ours, shown } = await during(startProduct(place.data, place.port), async ({ base, pid }) => ({
    ours: await measure({ ...place.counters, base, pid }, load),
    shown: await get(base + address, cookie),
  }))
  const data = statement && opened(place.ring, await ask(place, statement, cookie))
  const template = cut(shown.body, data)
  const { values, tokens } = countsOf(template)
  console.log(`${name}: ${Buffer.byteLength(shown.body)} bytes with ${values} values and ${tokens} tokens`)
  const asFloor: FloorPage = { path: address, headers: kept(shown.headers), template, ...(statement && { statement }) }
  const floor = await during(startFloor(place, { pages: [asFloor], card: null }), async ({ base, pid }) => {
    const { body } = await get(base + address, cookie)
    if (withoutTokens(body) !== withoutTokens(shown.body)) throw new Error(`the floor's ${address} is another page`)
    return measure({ ...place.counters, base, pid }, load)
  })
  return { name, ours, floor }
}

/** The same of a sign-in, one after the other, since a crowd would wait for its turn. */
export async function compareSignIn(place: Place, ca: Ca, way: (typeof signIns)[number]): Promise<Compared> {
  const [warmUp, measured] = [150, 200]
  const card = await cardOf(ca, 'teacher')
  const loadOf = (requests: Load['requests']): Load => ({ requests, warmUp, measured, connections: 1 })
  const { ours, load } = await during(startProduct(place.data, place.port), async ({ demo, base, pid }) => {
    const { cookie, body } = await passwordForm(demo, teacher)
    const byPassword = { method: 'POST' as const, path: '/sign-in/password', headers: { cookie, ...ofForm }, body }
    const answers = way === 'card' ? await cardAnswers(base, card, 500) : []
    // an answer of a card counts once
    const load = () => {
      const left = [...answers]
      return loadOf(count => (way === 'card' ? left.splice(0, count) : [byPassword]))
    }
    return { ours: await measure({ ...place.counters, base, pid }, load()), load }
  })
  const floor = await during(startFloor(place, { pages: [], card: floorCard(card) }), ({ base, pid }) =>
    measure({ ...place.counters, base, pid }, load()),
  )
  return { name: `sign-in by ${way}`, ours, floor }
}

function floorCard(card: Awaited<ReturnType<typeof cardOf>>): FloorCard {
  const content = 'personnel-desk-1'
  return {
    content,
    signature: card.signPkcs1(content).toString('base64'),
    certificate: card.signing.certificate.toString('base64'),
    issuer: card.issuer.toString('base64'),
    serial: card.holder.serialNumber,
  }
}

async function startFloor({ folder, url, port, keysFile }: Place, shown: Pick<FloorCases, 'pages' | 'card'>) {
  const file = path.join(folder, 'cases.json')
  const cases: FloorCases = { origin: `http://localhost:${port}`, today: legalDay(new Date()), ...shown }
  await writeFile(file, JSON.stringify(cases))
  const script = path.join(import.meta.dirname, 'floor.js')
  const started = await start(script, [url, String(port), keysFile, file], /^ready/)
  return { ...started, base: `http://localhost:${port}` }
}

async function ask({ client }: Place, statement: string, cookie: string) {
  const [, id = ''] = /desk=([^;.]+)/.exec(decodeURIComponent(cookie)) ?? []
  const session = createHash('sha256').update(id).digest('hex')
  const { rows } = await client.query(statement, [session, legalDay(new Date())])
  if (!rows[0]) throw new Error('nobody is signed in')
  return rows[0]
}

/** The headers that the product sends with each rendering of a page. */
const kept = (headers: Headers) =>
  Object.fromEntries(
    [...headers].filter(
      ([name]) =>
        !['connection', 'content-length', 'date', 'keep-alive', 'set-cookie', 'transfer-encoding'].includes(name),
    ),
  )
