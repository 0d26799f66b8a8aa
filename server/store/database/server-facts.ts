import { Client } from 'pg'

export type ServerFacts = {
  /** As the server writes it: 15.18 (Debian 15.18-0+deb12u1). */
  version: string
  major: number
  encoding: string
  isReadOnly: boolean
  /** When the newest migration of this database was made, in ms; 0 for an empty database. */
  migratedTo: number
  /** Whether an installation was begun in it. */
  isEntered: boolean
}

/**
 * What a start or a command must know before it touches a database. Throws what `pg` throws when it cannot be reached.
 */
export async function serverFacts(url: string): Promise<ServerFacts> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query(`
      select current_setting('server_version') as version,
             current_setting('server_version_num')::int / 10000 as major,
             current_setting('server_encoding') as encoding,
             pg_is_in_recovery() or current_setting('default_transaction_read_only')::boolean as "isReadOnly",
             to_regclass('drizzle.__drizzle_migrations') is not null as "isMigrated",
             to_regclass('installation') is not null as "hasTables"`)
    const { isMigrated, hasTables, ...facts } = rows[0]
    const newest = isMigrated && (await client.query('select max(created_at) as at from drizzle.__drizzle_migrations'))
    const entered = hasTables && (await client.query('select 1 from installation'))
    return { ...facts, migratedTo: Number(newest?.rows?.[0]?.at ?? 0), isEntered: entered?.rowCount === 1 }
  } finally {
    await client.end()
  }
}
