import { sql } from 'drizzle-orm'
import { outageOf, type Outage } from '../../domain/outage.ts'
import type { Db } from './database.ts'

/**
 * `restored`: the tables are older than this program, as after bringing back a backup; `unusable`: they are not there
 * or not this program's.
 */
export type Readiness = 'ready' | Outage | 'restored' | 'unusable'

const patienceMs = 2000

/**
 * Whether the database would serve a page now that reads and writes; known after two seconds at the latest. `newest` is
 * when the last migration of this program was made. Throws nothing that belongs to an outage.
 */
export async function readiness(db: Db, newest: number): Promise<Readiness> {
  let bell: NodeJS.Timeout | undefined
  const tooLate = new Promise<'slow'>(resolve => (bell = setTimeout(() => resolve('slow'), patienceMs)))
  const told = ask(db, newest).catch((error: unknown) => {
    const outage = outageOf(error)
    if (!outage) throw error
    return outage
  })
  return Promise.race([told, tooLate]).finally(() => clearTimeout(bell))
}

async function ask(db: Db, newest: number): Promise<Readiness> {
  return db.transaction(async tx => {
    await tx.execute(sql.raw(`set local statement_timeout = ${patienceMs}; set local work_mem = '64kB'`))
    // sorting more than fits into memory writes a file: a full disk is found out without leaving a trace
    const { rows } = await tx.execute<{ isReadOnly: boolean; migratedTo: string }>(sql`
      select current_setting('transaction_read_only')::boolean as "isReadOnly",
        (select coalesce(max(created_at), 0) from drizzle.__drizzle_migrations) as "migratedTo",
        (select count(*) from (select n from generate_series(1, 4000) n order by md5(n::text)) sorted)`)
    if (rows[0]?.isReadOnly) return 'read-only'
    return Number(rows[0]?.migratedTo) < newest ? 'restored' : 'ready'
  })
}
