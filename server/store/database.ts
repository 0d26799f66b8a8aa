import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import { Client, Pool, types, type CustomTypesConfig } from 'pg'
import * as schema from './schema.ts'

/** The database, or a transaction of it: every function of the store takes either. */
export type Db = NodePgDatabase<typeof schema>

export type Database = { db: Db; pool: Pool; close: () => Promise<void> }

/** Opens a pool on `url`. `onLost` hears of idle connections the server dropped; the next query gets a new one. */
export function openDatabase(url: string, { max = 10, onLost = () => {} }: Options = {}): Database {
  const pool = new Pool({
    connectionString: url,
    max,
    types: plainDays,
    options: inUtc,
    connectionTimeoutMillis: 10_000,
  })
  // without a listener one dropped connection would end the process: an idle one, and one between two queries of a
  // transaction, whose next query fails by itself
  pool.on('error', onLost)
  pool.on('connect', client => client.on('error', () => {}))
  return { db: drizzle(pool, { schema }), pool, close: () => pool.end() }
}

type Options = { max?: number; onLost?: (error: Error) => void }

const inUtc = '-c TimeZone=UTC'

// days stay ISO strings: pg would turn them into instants of the process's own time zone
const plainDays: CustomTypesConfig = {
  getTypeParser: (id, format) => (id === types.builtins.DATE ? (day: string) => day : types.getTypeParser(id, format)),
}

/**
 * Waits until nobody else starts on this database, and holds back who comes later, until the function that it gives is
 * called or this process ends. `onWait` hears that there is somebody to wait for.
 */
export async function startAlone(url: string, onWait = () => {}): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as alone', [startLock])
    if (!rows[0].alone) {
      onWait()
      await client.query('select pg_advisory_lock($1)', [startLock])
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
