import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root, type Config } from './config.ts'
import type { Mistake } from './mistake.ts'
import { StartRefused } from './outside/postgres/start-refused.ts'
import type { ServerFacts } from './store/database/server-facts.ts'

/** Whether this program can work with the database as it stands: undefined, or what the operator must mend. */
export function unfit({ version, major, encoding, isReadOnly, migratedTo }: ServerFacts): Mistake | undefined {
  if (major < 15) return { why: 'database.refused.old', holes: { version } }
  if (encoding !== 'UTF8') return { why: 'database.refused.encoding', holes: { encoding } }
  if (isReadOnly) return { why: 'database.refused.read-only' }
  if (migratedTo > newestMigration()) return { why: 'database.refused.newer' }
  return undefined
}

/** When the newest migration of this program was made, in ms. */
export function newestMigration(): number {
  const journal: { entries: { when: number }[] } = JSON.parse(
    readFileSync(path.join(root, 'migrations/meta/_journal.json'), 'utf8'),
  )
  return Math.max(...journal.entries.map(({ when }) => when))
}

/** What the operator can mend about an error at the start of the database; undefined for a fault of the program. */
export function databaseMistake(error: unknown, { databaseUrl, dataDir }: Config): Mistake | undefined {
  if (error instanceof StartRefused) return error
  const { code = '', message = '', syscall, path: file } = rootOf(error)
  if (code === 'ENOSPC' || code === '53100') return { why: 'database.refused.full' }
  if (!databaseUrl) {
    // a start would have made it
    if (/^(3D000|28000)$/.test(code)) return { why: 'installation.none', holes: { place: dataDir } }
    const holes = { name: 'DATA_DIR', folder: file ?? dataDir, code }
    return syscall ? { why: 'config.folder-read-only', holes } : undefined
  }
  const why = refusals.find(([codes]) => codes.test(code))?.[1]
  if (why) return { why, holes: { code } }
  if (/timeout/i.test(message)) return { why: 'database.refused.host', holes: { code: 'ETIMEDOUT' } }
  return { why: 'database.refused.other', holes: { said: (message || code || 'unknown').replaceAll(/\s+/g, ' ') } }
}

// by the codes of Node and of PostgreSQL
const refusals = [
  [
    /^E(CONNREFUSED|CONNRESET|NOTFOUND|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOENT|ACCES)$|^EAI_AGAIN$|^57P03$/,
    'database.refused.host',
  ],
  [/^28/, 'database.refused.password'],
  [/^3D000$/, 'database.refused.missing'],
  [/^42501$/, 'database.refused.rights'],
  [/^25006$/, 'database.refused.read-only'],
] as const

type Told = { code?: string; message?: string; syscall?: string; path?: string }

// what drizzle throws holds what the database said
function rootOf(error: unknown): Told {
  const cause = error instanceof Error ? error.cause : undefined
  return cause ? rootOf(cause) : ((error ?? {}) as Told)
}
