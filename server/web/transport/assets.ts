import type { FastifyInstance } from 'fastify'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { encodingFor } from './compress.ts'

/**
 * The scripts of pages: each is one file, so that a page waits for it once, joined of pieces in the order in which they
 * run. `ways.js` has all that ask a device, so that a browser that signed in has it for every page that asks again.
 * Each tells somebody signed in when their session ends; where there are forms to fill, also when one is left unsaved.
 */
const scripts = {
  'session.js': ['session.js', 'unsaved.js'],
  'go-on.js': ['go-on.js', 'session.js'],
  'ways.js': ['asking.js', 'card.js', 'health-card.js', 'passkey.js', 'session.js'],
  'parts.js': ['answers.js', 'htmx.min.js', 'focus.js', 'rows.js', 'session.js'],
  'picker.js': ['answers.js', 'htmx.min.js', 'picker.js', 'session.js', 'unsaved.js'],
  'evidence.js': ['evidence.js', 'session.js', 'unsaved.js'],
  'diagnosis.js': ['asking.js', 'card.js', 'diagnosis.js', 'session.js'],
  'health-card-check.js': ['asking.js', 'health-card-check.js', 'session.js'],
} as const satisfies Record<string, readonly string[]>

export type Script = keyof typeof scripts

/** Makes dist/public of public/ and htmx, each file with a .br and a .gz beside it; run once by the build. */
export function buildAssets(root: string): void {
  const from = path.join(root, 'public')
  const to = path.join(root, 'dist/public')
  const folderOf = (name: string) => (name === 'htmx.min.js' ? path.join(root, 'node_modules/htmx.org/dist') : from)
  const read = (name: string) => readFileSync(path.join(folderOf(name), name), 'utf8')
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(to, name)), { recursive: true })
    writeFileSync(path.join(to, name), text)
    writeFileSync(path.join(to, `${name}.br`), brotliCompressSync(text))
    writeFileSync(path.join(to, `${name}.gz`), gzipSync(text, { level: 9 }))
  }
  mkdirSync(to, { recursive: true })
  for (const name of filesIn(from)) if (/\.(css|svg)$/.test(name)) write(name, withoutLayout(read(name)))
  for (const [name, pieces] of Object.entries(scripts)) write(name, withoutLayout(pieces.map(read).join('')))
}

const filesIn = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' })

/** Without indentation and lines of comment, a quarter of a script. No text in public/ goes over several lines. */
const withoutLayout = (text: string) => text.replace(/^\s*\/\/.*\n|^\s+/gm, '')

let versions = new Map<string, string>()

/** The style sheet as it may stand in a page, and the source by which a policy allows exactly these bytes (CSP 3). */
export let sheet = { text: '', source: '', version: '' }

/** Address of a file in public/ with a version of its content, so that browsers may keep it for a year. */
export function asset(name: string): string {
  const version = versions.get(name)
  if (!version) throw new Error(`no asset ${name} in dist/public: run npm run build`)
  return `/public/${name}?${version}`
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** An address for each file, answered from memory; any other is answered like every address that is not there. */
export function serveAssets(app: FastifyInstance, root: string): void {
  const folder = path.join(root, 'dist/public')
  const read = (name: string) => readFileSync(path.join(folder, name))
  const names = filesIn(folder).filter(name => path.extname(name) in types)
  const digestOf = (name: string) => createHash('sha256').update(read(name)).digest()
  versions = new Map(names.map(name => [name, digestOf(name).toString('hex').slice(0, 10)]))
  sheet = {
    text: read('site.css').toString(),
    source: `'sha256-${digestOf('site.css').toString('base64')}'`,
    version: versions.get('site.css') ?? '',
  }
  for (const name of names) {
    const bytes = { identity: read(name), gzip: read(`${name}.gz`), br: read(`${name}.br`) }
    const headers = {
      'content-type': types[path.extname(name)],
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    }
    app.get(`/public/${name}`, { config: { isFile: true } }, (request, reply) => {
      const encoding = encodingFor(request, ['br', 'gzip', 'identity'])
      if (encoding !== 'identity') reply.header('content-encoding', encoding)
      return reply.headers(headers).send(bytes[encoding])
    })
  }
}
