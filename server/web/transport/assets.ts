import type { FastifyInstance } from 'fastify'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { encodingFor } from './compress.ts'

/** Copies public/ and htmx into dist/public, each with a .br and a .gz beside it; run once by the build. */
export function buildAssets(root: string): void {
  const from = path.join(root, 'public')
  const to = path.join(root, 'dist/public')
  mkdirSync(to, { recursive: true })
  const files = readdirSync(from).map(name => path.join(from, name))
  for (const file of [...files, path.join(root, 'node_modules/htmx.org/dist/htmx.min.js')]) {
    const copy = path.join(to, path.basename(file))
    copyFileSync(file, copy)
    const bytes = readFileSync(copy)
    writeFileSync(`${copy}.br`, brotliCompressSync(bytes))
    writeFileSync(`${copy}.gz`, gzipSync(bytes, { level: 9 }))
  }
}

let versions = new Map<string, string>()

/** Address of a file in public/ with a version of its content, so that browsers may keep it for a year. */
export function asset(name: string): string {
  const version = versions.get(name)
  if (!version) throw new Error(`no asset ${name} in dist/public: run npm run build`)
  return `/public/${name}?${version}`
}

// what a script of ours calls that an earlier one declares
const before = new Map([
  ['card.js', ['asking.js']],
  ['health-card.js', ['asking.js']],
  ['passkey.js', ['asking.js']],
  ['diagnosis.js', ['asking.js', 'card.js']],
  ['health-card-check.js', ['asking.js']],
])

/** The scripts that a page names, and those they stand on, each once and in the order in which they run. */
export const withNeeded = (scripts: readonly string[]): string[] => [
  ...new Set(scripts.flatMap(name => [...(before.get(name) ?? []), name])),
]

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** An address for each file, answered from memory; any other is answered like every address that is not there. */
export function serveAssets(app: FastifyInstance, root: string): void {
  const folder = path.join(root, 'dist/public')
  const read = (name: string) => readFileSync(path.join(folder, name))
  const names = readdirSync(folder).filter(name => path.extname(name) in types)
  versions = new Map(names.map(name => [name, createHash('sha256').update(read(name)).digest('hex').slice(0, 10)]))
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
