import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { root } from '../server/config.ts'

type Floor = { below: readonly string[]; packages: RegExp }

// who may import what; a floor may always import itself, except that features do not know each other
const floors: Record<string, Floor> = {
  domain: { below: [], packages: /^node:crypto$|^@zxcvbn-ts\/language-common$/ },
  text: { below: ['domain'], packages: /^$/ },
  store: { below: ['domain'], packages: /^drizzle-orm(\/|$)|^pg$|^node:|^@node-rs\/argon2$/ },
  documents: {
    below: ['text', 'domain'],
    packages:
      /^@e965\/xlsx$|^csv-parse(\/sync)?$|^csv-stringify\/sync$|^iconv-lite$|^pdfkit$|^qrcode$|^yauzl$|^yazl$|^node:/,
  },
  carrying: { below: ['store', 'domain'], packages: /^node:/ },
  making: { below: ['documents', 'text', 'store', 'domain'], packages: /^node:/ },
  reading: { below: ['documents', 'store', 'domain'], packages: /^node:/ },
  outside: { below: ['domain'], packages: /^nodemailer$|^clamscan$|^undici$|^aws4fetch$|^pg$|^node:/ },
  web: {
    below: ['documents', 'text', 'domain', 'store'],
    packages: /^fastify$|^@fastify\/|^eta$|^node:|^markdown-it$|^negotiator$/,
  },
  ways: {
    below: ['web', 'text', 'domain', 'store'],
    packages: /^fastify$|^@simplewebauthn\/|^node:|^otpauth$|^qrcode$/,
  },
  features: {
    below: ['ways', 'web', 'carrying', 'making', 'reading', 'documents', 'store', 'outside', 'text', 'domain'],
    packages: /^fastify$/,
  },
  jobs: {
    below: ['carrying', 'making', 'reading', 'documents', 'store', 'outside', 'text', 'domain'],
    packages: /^pg-boss$/,
  },
  simulators: { below: [], packages: /^node-forge$|^ws$|^node:/ },
  top: {
    below: [
      'features',
      'jobs',
      'ways',
      'web',
      'carrying',
      'making',
      'reading',
      'documents',
      'store',
      'outside',
      'text',
      'domain',
    ],
    packages: /^fastify$|^@fastify\/|^pino$|^node:/,
  },
}
const cardPackages = /^node:crypto$|^node-forge$/

// the same nouns on domain, store and text: a room knows those of the lines above its own, here and downstairs
const rooms = [
  ['database'],
  ['agency', 'calendar', 'card'],
  ['trust'],
  ['record', 'ways', 'notice'],
  ['account'],
  ['help-desk', 'person'],
  ['correction', 'import', 'certificate'],
  ['actor', 'outgoing'],
  ['installation'],
]
const withRooms = ['domain', 'store', 'text']

// the files that stand on a floor itself are known to all its rooms and know none
const webRooms: Record<string, readonly string[]> = {
  transport: [],
  access: [],
  show: ['transport', 'access'],
  list: ['access', 'show'],
}

// what the web asks the store for: who is here, what they may do, and what they leave behind
const askedByWeb: Record<string, readonly string[]> = {
  '': ['database', 'account'],
  transport: [],
  access: ['database', 'ways', 'record', 'account', 'person', 'correction', 'actor', 'outgoing'],
  show: [],
  list: ['agency', 'person'],
}

// what gathers its floor: all tables for a join, all sentences for a language
const collections = ['store/schema.ts', 'text/speak.ts']

type Import = { from: string; to: string; isType: boolean }

const line =
  /^\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm

/** Every import of a source text, with relative ones as paths from server/. */
function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(line)].map(([, type, still, dynamic]) => {
    const said = still ?? dynamic ?? ''
    const to = said.startsWith('.') ? path.posix.join(path.posix.dirname(file), said) : said
    return { from: file, to, isType: Boolean(type) }
  })
}

function floorOf(file: string) {
  const [first = '', second] = file.split('/')
  return second === undefined || first === 'demo' || first === 'commands' ? 'top' : first
}

/** The folder below a floor in which a file lies; empty for one that stands on the floor itself. */
function roomOf(file: string) {
  const [, room = '', below] = file.split('/')
  return below === undefined ? '' : room
}

/** How far up the list a room stands; the ground of a floor is below all of them. */
const lineOf = (room: string) => rooms.findIndex(line => line.includes(room))

/** A sentence for each import that breaks a table. */
function trespasses({ from, to, isType }: Import): string[] {
  const [here, room] = [floorOf(from), roomOf(from)]
  const floor = floors[here]
  const told = (why: string) => [`${from} imports ${to}: ${why}`]
  if (!floor) return [`${from} stands on no floor`]
  if (!to.endsWith('.ts')) {
    const packages = here === 'domain' && room === 'card' ? cardPackages : floor.packages
    return packages.test(to) ? [] : told('not a package of this floor')
  }
  const [there, next] = [floorOf(to), roomOf(to)]
  if (to.startsWith('..')) return told('outside of server')
  if (here !== there && !floor.below.includes(there)) return told('not downstairs')
  if (here === 'text' && there !== 'text' && !isType) return told('sentences need types only')
  if (here === 'web' && there === 'store') {
    return askedByWeb[room]?.includes(next) ? [] : told('not for the web to ask')
  }
  // columns carry the types of any room
  if (isType && from.endsWith('/tables.ts')) return []
  return isOpen(here, room, there, next) ? [] : told('another room')
}

function isOpen(here: string, room: string, there: string, next: string) {
  if (here === there && room === next) return true
  if (here === 'features') return there !== 'features'
  if (here === 'web' && there === 'web') return next === '' || Boolean(webRooms[room]?.includes(next))
  if (!withRooms.includes(here) || !withRooms.includes(there)) return true
  return room === next || next === '' || (lineOf(next) !== -1 && lineOf(next) < lineOf(room))
}

/** The first circle found, as a path that ends where it began. */
function circle(imports: Import[]): string[] {
  const next = new Map<string, Import[]>()
  for (const one of imports) next.set(one.from, [...(next.get(one.from) ?? []), one])
  const done = new Set<string>()
  function walk(file: string, trail: string[]): string[] {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file]
    if (done.has(file)) return []
    for (const { to } of next.get(file) ?? []) {
      const found = walk(to, [...trail, file])
      if (found.length > 0) return found
    }
    done.add(file)
    return []
  }
  return [...next.keys()].map(file => walk(file, [])).find(found => found.length > 0) ?? []
}

const server = path.join(root, 'server')
const foldersIn = (floor: string) =>
  readdirSync(path.join(server, floor), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
const all = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .flatMap(file => importsOf(file, readFileSync(path.join(server, file), 'utf8')))

t.test('imports go downstairs, and each floor uses its own packages', async t => {
  t.not(all.length, 0)
  t.same(all.filter(({ from }) => !collections.includes(from)).flatMap(trespasses), [])
})

t.test('every folder on a floor with rooms is one of them', async t => {
  const strangers = withRooms.flatMap(floor => foldersIn(floor).filter(room => lineOf(room) === -1))
  t.same([...strangers, ...foldersIn('web').filter(room => !(room in webRooms))], [])
})

t.test('imports go in no circle', async t => t.same(circle(all), []))

t.test('one file names, reads and writes cookies, all in one way', async t => {
  const files = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))
  const touches = (file: string) =>
    /\.(setCookie|clearCookie|unsignCookie|cookies)\b/.test(readFileSync(path.join(server, file), 'utf8'))
  t.same(files.filter(touches), ['web/access/cookies.ts'])
})

t.test('rows are held in one way, in which two who refer to one row do not wait for each other', async t => {
  const holds = (file: string) =>
    /\.for\((?!held\b)|\bfor (no key )?update\b/i.test(readFileSync(path.join(server, file), 'utf8'))
  const files = readdirSync(path.join(server, 'store'), { recursive: true, encoding: 'utf8' }).map(
    file => `store/${file}`,
  )
  t.same(
    files.filter(file => file.endsWith('.ts') && holds(file)),
    [],
  )
})

t.test('what a feature shows of a record comes through its reader, which asks the table of access', async t => {
  const features = path.join(server, 'features')
  const reads = /\brecords\.(row|ofPerson|ofPeople|history)\(|\browsBefore\(|\bownRecord\(/
  const files = readdirSync(features, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))
  t.same(files.filter(file => reads.test(readFileSync(path.join(features, file), 'utf8'))).toSorted(), [
    // these write what they read, or ask the table for each of its parts
    'batches/comparison.ts',
    'batches/trying.ts',
    'corrections/own-correction.ts',
    'people/entry.ts',
    'people/working-life/departure.ts',
    'people/working-life/duty.ts',
    'people/working-life/leave.ts',
    'record/own-fields.ts',
    'record/reading.ts',
    'review/page.ts',
    'review/step.ts',
  ])
})

t.test('whoever writes a record from a page is named to the gate, which asks the table of access', async t => {
  const floors = ['features', 'web', 'jobs'].flatMap(floor =>
    readdirSync(path.join(server, floor), { recursive: true, encoding: 'utf8' }).map(file => path.join(floor, file)),
  )
  const nameless = (file: string) => /writer: 'program'/.test(readFileSync(path.join(server, file), 'utf8'))
  t.same(
    floors.filter(file => file.endsWith('.ts') && nameless(file)),
    [],
  )
})

// handed to a router: an address, or what holds one
const address = /\b\w+\.(?:get|post)(?:<[^(]*>)?\(\s*(?:['"]\/|`(?:\/|\$\{)|\w*[pP]ath\b)/

t.test('every address of a feature is named in its routes.ts', async t => {
  const features = path.join(server, 'features')
  const names = (file: string) => address.test(readFileSync(path.join(features, file), 'utf8'))
  const files = readdirSync(features, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))
  t.ok(files.some(file => file === 'corrections/routes.ts' && names(file)))
  t.same(
    files.filter(file => path.basename(file) !== 'routes.ts' && names(file)),
    [],
  )
})

t.test('the routes.ts of a feature with several parts holds addresses and no handler that asks the store', async t => {
  const features = readdirSync(path.join(server, 'features'))
  const severalParts = features.filter(feature => readdirSync(path.join(server, 'features', feature)).length > 2)
  t.ok(severalParts.includes('corrections'))
  const asks = ({ from, to, isType }: Import) =>
    to.startsWith('store/') && !isType && severalParts.some(feature => from === `features/${feature}/routes.ts`)
  t.same(
    all.filter(asks).map(({ from, to }) => `${from} imports ${to}`),
    [],
  )
})

for (const text of [
  `app.get('/review', list)`,
  'one.post<OfWay>(\n    `/people/:id/${what}`, block)',
  'app.get(path, form)',
  'app.post(`${path}/code`, { config: {} }, save)',
]) {
  t.test(`${JSON.stringify(text)} would be seen as an address`, async t => t.match(text, address))
}

t.test('every package that the product imports is installed with it', async t => {
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const names = all
    .filter(({ to }) => !/\.ts$|^node:/.test(to))
    .map(({ to }) => /^(@[^/]+\/)?[^/]+/.exec(to)?.[0] ?? to)
  t.same(
    [...new Set(names)].filter(name => !(name in dependencies)),
    [],
  )
})

const broken: [string, string, string][] = [
  ['domain/record/lock.ts', `import { sql } from 'drizzle-orm'`, 'package'],
  ['domain/record/lock.ts', `import forge from 'node-forge'`, 'package'],
  ['domain/record/lock.ts', `import * as locks from '../../store/record/locks.ts'`, 'not downstairs'],
  ['domain/record/lock.ts', `export { locks } from '../../store/record/locks.ts'`, 'not downstairs'],
  ['domain/record/lock.ts', `const { a } = await import('../../store/record/locks.ts')`, 'not downstairs'],
  ['domain/record/lock.ts', `import {\n  a,\n  b,\n} from '../../store/record/locks.ts'`, 'not downstairs'],
  ['domain/record/lock.ts', `import { a } from '../correction/correction.ts'`, 'another room'],
  ['domain/clock.ts', `import { a } from './record/lock.ts'`, 'another room'],
  ['text/record/lock.ts', `import { states } from '../../domain/record/lock.ts'`, 'types only'],
  ['text/record/lock.ts', `import type { State } from '../../domain/correction/correction.ts'`, 'another room'],
  ['store/record/locks.ts', `import { speak } from '../../text/speak.ts'`, 'not downstairs'],
  ['store/record/records.ts', `import * as recoveries from '../person/recoveries.ts'`, 'another room'],
  ['store/record/records.ts', `import * as passkeys from '../ways/passkeys.ts'`, 'another room'],
  ['store/record/tables.ts', `import { corrections } from '../correction/tables.ts'`, 'another room'],
  ['store/account/accounts.ts', `import { readPersonName } from '../../domain/person/name.ts'`, 'another room'],
  ['store/things/things.ts', `import { a } from '../record/records.ts'`, 'another room'],
  ['web/show/pages.ts', `import * as records from '../../store/record/records.ts'`, 'not for the web'],
  ['web/show/pages.ts', `import type { Row } from '../../store/record/records.ts'`, 'not for the web'],
  ['web/access/session.ts', `import { a } from '../show/pages.ts'`, 'another room'],
  ['web/paths.ts', `import { a } from './access/cookies.ts'`, 'another room'],
  ['web/show/pages.ts', `import { a } from '../../ways/qr.ts'`, 'not downstairs'],
  ['features/locks/routes.ts', `import { a } from '../people/form.ts'`, 'another room'],
  ['features/locks/routes.ts', `import { Pool } from 'pg'`, 'package'],
  ['jobs/expiry.ts', `import { a } from '../web/show/pages.ts'`, 'not downstairs'],
  ['simulators/cards/ca.ts', `import { a } from '../../domain/record/lock.ts'`, 'not downstairs'],
  ['demo.ts', `import '../server/simulators/cards/ca.ts'`, 'outside'],
  ['demo.ts', `import './simulators/cards/ca.ts'`, 'not downstairs'],
  ['app.ts', `import { a } from '../test/support/running/run.ts'`, 'outside'],
  ['things/lock.ts', `import { a } from '../domain/record/lock.ts'`, 'no floor'],
]
for (const [file, text, why] of broken) {
  t.test(`${file} may not say ${JSON.stringify(text)}`, async t => {
    const found = importsOf(file, text).flatMap(trespasses)
    t.equal(found.length, 1)
    t.match(found[0], why)
  })
}

t.test('a circle would be found', async t => {
  const ring = [
    ...importsOf('domain/a.ts', `import './b.ts'`),
    ...importsOf('domain/b.ts', `import { a } from './a.ts'`),
  ]
  t.same(circle(ring), ['domain/a.ts', 'domain/b.ts', 'domain/a.ts'])
})

t.test('no folder holds more files than one looks over', async t => {
  const counts = new Map<string, number>()
  for (const top of ['server', 'views', 'public', 'test']) {
    for (const entry of readdirSync(path.join(root, top), { recursive: true, withFileTypes: true })) {
      const folder = path.relative(root, entry.parentPath)
      if (entry.isFile()) counts.set(folder, (counts.get(folder) ?? 0) + 1)
    }
  }
  t.same(
    [...counts].filter(([, files]) => files > 20).map(([folder, files]) => `${folder}: ${files}`),
    [],
  )
})
