import type { Test } from 'tap'
import path from 'node:path'
import { Client, DatabaseError } from 'pg'
import { root } from '../../../server/config.ts'
import { migrate, openDatabase } from '../../../server/store/database/database.ts'
import { startTestCluster } from './cluster.ts'

const migrations = path.join(root, 'migrations')

let cluster: Promise<string> | undefined
let made = 0

/** A migrated database of its own for `t`, opened; closed and dropped when `t` ends. */
export async function testDatabase(t: Test) {
  const admin = await adminUrl()
  await makeTemplate(admin)
  const { url, drop } = await create(admin, `template ${template} strategy file_copy`)
  const database = openDatabase(url)
  t.teardown(async () => {
    await database.close()
    await drop()
  })
  return { url, ...database }
}

/** The URL of an empty database, not migrated; dropped when `t` ends. */
export async function emptyDatabase(t: Test) {
  const { url, drop } = await create(await adminUrl(), '')
  t.teardown(drop)
  return url
}

const adminUrl = () =>
  process.env.TEST_DATABASE_URL ?? (cluster ??= startTestCluster().then(({ adminUrl }) => adminUrl))

async function create(admin: string, from: string) {
  const name = `test_${process.pid}_${(made += 1)}`
  await asAdmin(admin, client => client.query(`create database ${name} owner desk ${from}`))
  return { url: urlOf(admin, name), drop: () => asAdmin(admin, client => drop(client, name)) }
}

const template = 'desk_template'

// test files start at the same time: the first makes the template, the others wait for it
async function makeTemplate(admin: string) {
  await asAdmin(admin, async client => {
    await client.query('select pg_advisory_lock(1)')
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [template])
    if (rows.length > 0) return
    await client.query(`create database ${template}_new owner desk`)
    await migrate(urlOf(admin, `${template}_new`), migrations)
    await client.query(`alter database ${template}_new rename to ${template}`)
  })
}

// the plain form waits for clients that are still saying goodbye; force would break their farewell
async function drop(client: Client, name: string) {
  await client.query(`drop database ${name}`).catch(async error => {
    if (!(error instanceof DatabaseError) || error.code !== '55006') throw error
    await client.query(`drop database ${name} with (force)`)
  })
}

async function asAdmin(admin: string, work: (client: Client) => Promise<unknown>) {
  const client = new Client({ connectionString: admin })
  await client.connect()
  await work(client).finally(() => client.end())
}

function urlOf(admin: string, database: string) {
  const url = new URL(admin)
  url.pathname = `/${database}`
  url.searchParams.set('user', 'desk')
  return url.href
}
