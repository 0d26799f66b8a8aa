import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

/** Copies public/ and htmx into dist/public, each with a .gz beside it; run once by the build. */
export function buildAssets(root: string): void {
  const from = path.join(root, 'public')
  const to = path.join(root, 'dist/public')
  mkdirSync(to, { recursive: true })
  const files = readdirSync(from).map(name => path.join(from, name))
  for (const file of [...files, path.join(root, 'node_modules/htmx.org/dist/htmx.min.js')]) {
    const copy = path.join(to, path.basename(file))
    copyFileSync(file, copy)
    if (/\.(css|js|svg)$/.test(copy)) writeFileSync(`${copy}.gz`, gzipSync(readFileSync(copy), { level: 9 }))
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

export async function serveAssets(app: FastifyInstance, root: string): Promise<void> {
  const folder = path.join(root, 'dist/public')
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(path.join(folder, name)))
      .digest('hex')
  versions = new Map(
    readdirSync(folder)
      .filter(name => !name.endsWith('.gz'))
      .map(name => [name, digest(name).slice(0, 10)]),
  )
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/public/',
    index: false,
    preCompressed: true,
    // an address for each file, so that any other is answered like every address that is not there
    wildcard: false,
    globIgnore: ['**/*.gz'],
    maxAge: '365d',
    immutable: true,
  })
}
