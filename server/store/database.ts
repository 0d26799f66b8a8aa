import { drizzle } from 'drizzle-orm/node-postgres'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { Pool } from 'pg'
import pg from 'pg'
import * as schema from './schema.ts'

/** The database, or a transaction of it: every function of the store takes either. */
export type Db = NodePgDatabase<typeof schema>

export type Database = { db: Db; pool: Pool; close: () => Promise<void> }

/** Days stay ISO strings: pg would turn them into instants of the server's own time zone. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.DATE ? (value: string) => value : pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig

/** Opens a pool on `url`. A dropped idle connection is told to `onError` and replaced at the next query. */
export function openDatabase(url: string, onError: (error: Error) => void = () => {}): Database {
  const pool = new pg.Pool({ connectionString: url, types, max: 10 })
  pool.on('error', onError)
  return { db: drizzle(pool, { schema }), pool, close: () => pool.end() }
}
