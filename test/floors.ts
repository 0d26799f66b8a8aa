import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { root } from '../server/config.ts'

type Floor = { below: readonly string[]; packages: RegExp }

// who may import what; a floor may always import itself, except that features do not know each other
const floors: Record<string, Floor> = {
  domain: { below: [], packages: /^node:crypto$|^@zxcvbn-ts\/language-common$/ },
  'domain/card': { below: ['domain'], packages: /^node:crypto$|^node-forge$/ },
  text: { below: ['domain', 'domain/card'], packages: /^$/ },
  store: { below: ['domain', 'domain/card'], packages: /^drizzle-orm(\/|$)|^pg$|^node:|^@node-rs\/argon2$/ },
  outside: { below: ['domain', 'domain/card'], packages: /^nodemailer$|^undici$|^pg$|^node:/ },
  web: {
    below: ['text', 'domain', 'domain/card', 'store'],
    packages: /^fastify$|^@fastify\/|^@simplewebauthn\/|^eta$|^node:|^otpauth$|^qrcode$|^markdown-it$|^negotiator$/,
  },
  features: { below: ['web', 'store', 'outside', 'text', 'domain', 'domain/card'], packages: /^fastify$/ },
  jobs: { below: ['store', 'outside', 'text', 'domain', 'domain/card'], packages: /^pg-boss$/ },
  simulators: { below: [], packages: /^node-forge$|^ws$|^node:/ },
  top: {
    below: ['features', 'jobs', 'web', 'store', 'outside', 'text', 'domain', 'domain/card'],
    packages: /^fastify$|^@fastify\/|^pino$|^node:/,
  },
}

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
  if (first === 'domain' && second === 'card') return 'domain/card'
  return second === undefined || first === 'demo' || first === 'commands' ? 'top' : first
}

const roomOf = (file: string) => file.split('/').slice(0, 2).join('/')

/** A sentence for each import that breaks the table. */
function trespasses({ from, to, isType }: Import): string[] {
  const floor = floors[floorOf(from)]
  const told = (why: string) => [`${from} imports ${to}: ${why}`]
  if (!floor) return [`${from} stands on no floor of architecture.md`]
  if (!to.endsWith('.ts')) return floor.packages.test(to) ? [] : told('not a package of this floor')

  const [here, there] = [floorOf(from), floorOf(to)]
  if (to.startsWith('..')) return told('outside of server')
  if (here === there) {
    return here === 'features' && roomOf(from) !== roomOf(to) ? told('another feature') : []
  }
  if (!floor.below.includes(there)) return told('not downstairs')
  if (here === 'text' && !isType) return told('sentences need types only')
  const isKnown =
    /^store\/(?:[\w-]+\/)?(sessions|access-log|accounts|actors|people|notices|saved-forms|sent-forms|spent-nonces|phone-requests|refused-accesses|sign-in-delays|sealing|database)\.ts$/.test(
      to,
    )
  return here === 'web' && there === 'store' && !isKnown && !isType
    ? told('web knows who is signed in and looks at whom')
    : []
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
const all = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .flatMap(file => importsOf(file, readFileSync(path.join(server, file), 'utf8')))

t.test('imports go downstairs, and each floor uses its own packages', async t => {
  t.not(all.length, 0)
  t.same(all.flatMap(trespasses), [])
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
  const files = readdirSync(path.join(server, 'store'), { recursive: true, encoding: 'utf8' }).map(file => `store/${file}`)
  t.same(
    files.filter(file => file.endsWith('.ts') && holds(file)),
    [],
  )
})

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
  ['domain/lock.ts', `import { sql } from 'drizzle-orm'`, 'package'],
  ['domain/lock.ts', `import forge from 'node-forge'`, 'package'],
  ['domain/lock.ts', `import * as locks from '../store/locks.ts'`, 'not downstairs'],
  ['domain/lock.ts', `export { locks } from '../store/locks.ts'`, 'not downstairs'],
  ['domain/lock.ts', `const { a } = await import('../store/locks.ts')`, 'not downstairs'],
  ['domain/lock.ts', `import {\n  a,\n  b,\n} from '../store/locks.ts'`, 'not downstairs'],
  ['text/lock.ts', `import { states } from '../domain/lock.ts'`, 'types only'],
  ['store/locks.ts', `import { speak } from '../text/speak.ts'`, 'not downstairs'],
  ['web/pages.ts', `import * as records from '../store/records.ts'`, 'signed in and looks'],
  ['features/locks/routes.ts', `import { a } from '../people/form.ts'`, 'another feature'],
  ['features/locks/routes.ts', `import { Pool } from 'pg'`, 'package'],
  ['jobs/expiry.ts', `import { a } from '../web/pages.ts'`, 'not downstairs'],
  ['simulators/cards/ca.ts', `import { a } from '../../domain/lock.ts'`, 'not downstairs'],
  ['demo.ts', `import '../server/simulators/cards/ca.ts'`, 'outside'],
  ['demo.ts', `import './simulators/cards/ca.ts'`, 'not downstairs'],
  ['app.ts', `import { a } from '../test/support/run.ts'`, 'outside'],
  ['things/lock.ts', `import { a } from '../domain/lock.ts'`, 'no floor'],
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
