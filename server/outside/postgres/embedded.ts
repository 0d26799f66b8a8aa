import { setTimeout as pause } from 'node:timers/promises'
import { Client, type DatabaseError } from 'pg'
import { prepareHome, type Home } from './folders.ts'
import {
  adminUrl,
  dropCharge,
  ended,
  endPostmaster,
  isInOtherHands,
  raisePostmaster,
  takeCharge,
  urlFor,
} from './postmaster.ts'

/** What pino and Fastify's logger offer. */
export type Log = Record<'info' | 'warn' | 'error', (facts: object, text: string) => void>

export type EmbeddedPostgres = {
  /** For `pg`, as a plain role that owns its database. */
  url: string
  /** The superuser on the database `postgres`: tests and restore only. */
  adminUrl: string
  dataFolder: string
  /** Of the postmaster that runs now; another one after a crash. */
  pid: () => number
  /** Leaves the database running when another living process has it in its charge. */
  stop: () => Promise<void>
}

/**
 * The database of an installation that brings no DATABASE_URL: started, or found running from an earlier life, and
 * started again whenever it dies. It does not keep the calling process alive. Throws `StartRefused` when it cannot be
 * had.
 */
export async function startPostgres(options: {
  dataDir: string
  log: Log
  database?: string
  fsync?: boolean
  connections?: number
  env?: NodeJS.ProcessEnv
  /** The database is there, or it is not to be had. */
  make?: boolean
}): Promise<EmbeddedPostgres> {
  const { log, database = 'personnel_desk', fsync = true, connections = 50, env = process.env, make = true } = options
  const home = await prepareHome(options.dataDir, env, fsync)
  const settings = { max_connections: String(connections), ...(fsync ? {} : careless) }

  let postmaster = await raisePostmaster(home, settings)
  let raising: Promise<void> | undefined
  const asked = { stop: false }
  const letGo = async () => {
    if (await isInOtherHands(home)) return
    await endPostmaster(postmaster.pid)
    await dropCharge(home)
  }
  try {
    if (!(await isInOtherHands(home))) await takeCharge(home)
    if (make) await createDatabase(home, database)
  } catch (error) {
    await letGo()
    throw error
  }
  log.info({ data: home.data, version: home.version, found: !postmaster.child }, 'The database is up.')

  async function supervise() {
    await ended(postmaster)
    if (asked.stop) return
    log.error({ data: home.data }, 'The database ended unexpectedly and is started again.')
    raising = raiseAgain()
    await raising
    void supervise()
  }

  async function raiseAgain() {
    for (let wait = 100; !asked.stop; wait = Math.min(wait * 2, 5000)) {
      try {
        postmaster = await raisePostmaster(home, settings)
        log.info({ data: home.data }, 'The database is up again.')
        return
      } catch (error) {
        log.error({ data: home.data, why: error instanceof Error ? error.message : '' }, 'The database does not start.')
        await pause(wait, undefined, { ref: false })
      }
    }
  }

  void supervise()
  return {
    url: urlFor(home, database, 'desk'),
    adminUrl: adminUrl(home),
    dataFolder: home.data,
    pid: () => postmaster.pid,
    stop: async () => {
      if (asked.stop) return
      asked.stop = true
      await raising
      await letGo()
    },
  }
}

// for tests: a crash of the machine may lose everything
const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

async function createDatabase(home: Home, database: string) {
  const client = new Client({ connectionString: adminUrl(home) })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [database])
    if (rows.length > 0) return
    await client.query('create role desk login').catch(unlessThere)
    await client.query(`create database ${client.escapeIdentifier(database)} owner desk`).catch(unlessThere)
  } finally {
    await client.end()
  }
}

function unlessThere(error: DatabaseError) {
  // duplicate_object, duplicate_database, unique_violation: another starter was faster
  if (!['42710', '42P04', '23505'].includes(error.code ?? '')) throw error
}
