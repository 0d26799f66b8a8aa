import type { Test } from 'tap'
import path from 'node:path'
import { Client, DatabaseError, Pool } from 'pg'
import { root } from '../../../server/config.ts'
import { shippedTables } from '../../../server/domain/record/code-tables.ts'
import { migrate, openDatabase } from '../../../server/store/database/database.ts'
import { ship } from '../../../server/store/record/code-tables.ts'
import { startTestCluster } from './cluster.ts'

const migrations = path.join(root, 'migrations')

type Admin = { url: string; pool: Pool }

let admin: Promise<Admin> | undefined
let template: Promise<void> | undefined
let made = 0

/** A migrated database of its own for `t`, opened; closed and dropped when `t` ends. */
export async function testDatabase(t: Test) {
  const { url: adminUrl } = await asAdmin()
  await (template ??= makeTemplate(adminUrl))
  const { url, drop } = await create(`template ${templateName} strategy file_copy`)
  const database = openDatabase(url)
  t.teardown(async () => {
    await database.close()
    await drop()
  })
  return { url, ...database }
}

/** The URL of an empty database, not migrated; dropped when `t` ends. */
export async function emptyDatabase(t: Test) {
  const { url, drop } = await create('')
  t.teardown(drop)
  return url
}

async function create(from: string) {
  const { url, pool } = await asAdmin()
  const name = `test_${process.pid}_${(made += 1)}`
  await pool.query(`create database ${name} owner desk ${from}`)
  return { url: urlOf(url, name), drop: () => drop(pool, name) }
}

const asAdmin = () => (admin ??= openAdmin())

async function openAdmin(): Promise<Admin> {
  const url = process.env.TEST_DATABASE_URL ?? (await startTestCluster()).adminUrl
  const pool = new Pool({ connectionString: url, allowExitOnIdle: true })
  pool.on('error', () => {})
  return { url, pool }
}

const templateName = 'desk_template'

// processes start at the same time: the first makes the template, the others wait for it; ending the session frees the lock
async function makeTemplate(adminUrl: string) {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(1)')
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [templateName])
    if (rows.length > 0) return
    await client.query(`create database ${templateName}_new owner desk`)
    await migrate(urlOf(adminUrl, `${templateName}_new`), migrations)
    const made = openDatabase(urlOf(adminUrl, `${templateName}_new`))
    await ship(made.db, shippedTables).finally(made.close)
    await client.query(`alter database ${templateName}_new rename to ${templateName}`)
  } finally {
    await client.end()
  }
}

// the plain form waits for clients that are still saying goodbye; force would break their farewell
async function drop(pool: Pool, name: string) {
  await pool.query(`drop database ${name}`).catch(async error => {
    if (!(error instanceof DatabaseError) || error.code !== '55006') throw error
    await pool.query(`drop database ${name} with (force)`)
  })
}

function urlOf(admin: string, database: string) {
  const url = new URL(admin)
  url.pathname = `/${database}`
  url.searchParams.set('user', 'desk')
  return url.href
}
