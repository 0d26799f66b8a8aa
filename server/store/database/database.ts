import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import { setTimeout as pause } from 'node:timers/promises'
import { Socket } from 'node:net'
import { Client, Pool, types, type CustomTypesConfig } from 'pg'
import * as schema from '../schema.ts'

/** The database, or a transaction of it: every function of the store takes either. */
export type Db = NodePgDatabase<typeof schema>

export type Database = { db: Db; pool: Pool; close: () => Promise<void> }

/**
 * Opens a pool on `url`. `onLost` hears of idle connections the server dropped; the next query gets a new one. What
 * takes longer than `patience` is broken off, as is a transaction in which nothing happens for as long. A connection on
 * which the database itself does not answer any more is given up a little later.
 */
export function openDatabase(
  url: string,
  { max = 10, onLost = () => {}, patience = forPages }: Options = {},
): Database {
  const pool = new Pool({
    connectionString: url,
    max,
    types: plainDays,
    options: `${inUtc} ${forLookUps} -c statement_timeout=${patience} -c idle_in_transaction_session_timeout=${patience}`,
    stream: () => notSilent(patience + 5000),
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  })
  // without a listener one dropped connection would end the process: an idle one, and one between two queries of a
  // transaction, whose next query fails by itself
  pool.on('error', onLost)
  pool.on('connect', client => client.on('error', () => {}))
  return { db: drizzle(pool, { schema }), pool, close: () => end(pool) }
}

// a pool that is ending answers nobody any more who waits for a connection; a wait has its limit, see above
async function end(pool: Pool) {
  while (pool.waitingCount > 0) await pause(20)
  await pool.end()
}

type Options = { max?: number; onLost?: (error: Error) => void; patience?: number }

// pg's own time-out ends a query, and a transaction gives back its connection, on which the next ones wait as long
function notSilent(milliseconds: number): Socket {
  const socket = new Socket()
  const giveUp = () => socket.destroy(new Error('Connection terminated because the database was silent'))
  return socket.setTimeout(milliseconds, giveUp)
}

/** In ms: for somebody who waits before a page, and for work that nobody waits for. */
export const [forPages, forJobs] = [15_000, 10 * 60_000]

const inUtc = '-c TimeZone=UTC'

// ours find some rows of many, which lie in memory or on a disk without arms: compiling, or starting workers, takes
// longer than they run, and reading all people of a city to find those of one school takes longer in every larger city
const forLookUps = '-c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1'

// days stay ISO strings: pg would turn them into instants of the process's own time zone
const plainDays: CustomTypesConfig = {
  getTypeParser: (id, format) => (id === types.builtins.DATE ? (day: string) => day : types.getTypeParser(id, format)),
}

/**
 * Waits until nobody else starts on this database, and holds back those who come later, until the function that it
 * gives is called or this process ends. `onWait` hears that there is somebody to wait for; undefined when `isOver` says
 * so first.
 */
export async function startAlone(
  url: string,
  onWait = () => {},
  isOver = () => false,
): Promise<(() => Promise<void>) | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    const isAlone = async () => {
      const { rows } = await client.query('select pg_try_advisory_lock($1) as alone', [startLock])
      return rows[0].alone === true
    }
    if (!(await isAlone())) {
      onWait()
      // asked again and again, so that one who waits can still be ended
      do {
        await pause(200)
        if (isOver()) return void (await client.end())
      } while (!(await isAlone()))
    }
  } catch (error) {
    await client.end()
    throw error
  }
  // ending the session frees the lock
  return () => client.end()
}

const startLock = 7_309_201

/** Brings the schema up to date; for one who starts alone. */
export async function migrate(url: string, folder: string) {
  const client = new Client({ connectionString: url, options: inUtc })
  client.on('error', () => {})
  await client.connect()
  await applyMigrations(drizzle(client), { migrationsFolder: folder }).finally(() => client.end())
}
