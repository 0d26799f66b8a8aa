import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Client } from 'pg'
import t from 'tap'
import { outageOf } from '../../../server/domain/outage.ts'
import { migrate, openDatabase, startAlone } from '../../../server/store/database/database.ts'
import { emptyDatabase, testDatabase } from '../../support/database/database.ts'
import { doorTo } from '../../support/database/door.ts'

const migrations = path.resolve(import.meta.dirname, '../../../../migrations')

t.test('ten instances that start together on an empty database all find it ready', async t => {
  const url = await emptyDatabase(t)
  const waited: number[] = []
  const start = async (_: unknown, i: number) => {
    const letOthersStart = await startAlone(url, () => waited.push(i))
    await migrate(url, migrations)
    await letOthersStart?.()
  }
  await Promise.all(Array.from({ length: 10 }, start))
  t.equal(waited.length, 9, 'all but one heard that they wait')
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('select count(*)::int as count from drizzle.__drizzle_migrations')
  await client.end()
  t.equal(rows[0].count, (await journal()).length)
})

t.test('one who waits for others to have started can be told to end', async t => {
  const url = await emptyDatabase(t)
  const letOthersStart = await startAlone(url)
  let isOver = false
  const waiting = startAlone(
    url,
    () => (isOver = true),
    () => isOver,
  )
  t.equal(await waiting, undefined)
  await letOthersStart?.()
  const next = await startAlone(url)
  t.ok(next, 'and holds back nobody')
  await next?.()
})

t.test('each migration is younger than the one before it, or it would be skipped in silence', async t => {
  const whens = (await journal()).map(entry => entry.when)
  t.same(
    whens,
    [...new Set(whens)].sort((a, b) => a - b),
  )
})

t.test('days come back as they were written, instants as instants, in every zone', async t => {
  const { pool } = await testDatabase(t)
  const { rows } = await pool.query(`select date '0001-02-03' as day, timestamptz '2026-01-01 00:00:00+08' as instant`)
  t.equal(rows[0].day, '0001-02-03')
  t.same(rows[0].instant, new Date('2025-12-31T16:00:00Z'))
})

t.test('no statement is compiled, whatever the server is set to', async t => {
  const { pool } = await testDatabase(t)
  t.equal((await pool.query('show jit')).rows[0].jit, 'off')
})

t.test('a dropped idle connection is replaced, and told of', async t => {
  const { url } = await testDatabase(t)
  const lost: Error[] = []
  const { pool, close } = openDatabase(url, { max: 1, onLost: error => lost.push(error) })
  const dying = (await pool.query('select pg_backend_pid() as pid')).rows[0].pid
  const other = new Client({ connectionString: url })
  await other.connect()
  await other.query('select pg_terminate_backend($1)', [dying])
  await other.end()
  while (lost.length === 0) await new Promise(resolve => setTimeout(resolve, 5))
  t.not((await pool.query('select pg_backend_pid() as pid')).rows[0].pid, dying)
  await close()
})

t.test('a connection that drops between two queries of a transaction fails the next one and nothing else', async t => {
  const { url, db: other } = await testDatabase(t)
  const { db, pool, close } = openDatabase(url, { max: 1 })
  const work = db.transaction(async tx => {
    const { rows } = await tx.execute('select pg_backend_pid() as pid')
    await other.execute(`select pg_terminate_backend(${Number(rows[0]?.['pid'])})`)
    // long enough for the farewell to arrive while nobody asks anything
    await new Promise(resolve => setTimeout(resolve, 200))
    await tx.execute('select 1')
  })
  await t.rejects(work)
  t.equal((await pool.query('select 1 as one')).rows[0].one, 1)
  await close()
})

t.test('a transaction to which the database answers no more ends, and its connection is used no more', async t => {
  const { url } = await testDatabase(t)
  const door = await doorTo(t, url)
  const { db, pool, close } = openDatabase(door.url, { max: 1, patience: 500 })
  const work = db.transaction(async tx => {
    await tx.execute('select 1')
    door.silence(true)
    await tx.execute('select 2')
  })
  t.equal(outageOf(await work.catch((error: unknown) => error)), 'unreachable')
  t.equal(pool.totalCount, 0)
  door.silence(false)
  t.equal((await pool.query('select 1 as one')).rows[0].one, 1)
  await close()
})

t.test('two tests do not see each other’s rows', async t => {
  const one = await testDatabase(t)
  const other = await testDatabase(t)
  await one.pool.query(`insert into agencies (code, name, kind) values ('999000001A', '虛構學校', 'school')`)
  t.equal((await other.pool.query('select * from agencies')).rowCount, 0)
  t.equal((await one.pool.query('select * from agencies')).rowCount, 1)
})

async function journal(): Promise<{ when: number }[]> {
  return JSON.parse(await readFile(path.join(migrations, 'meta/_journal.json'), 'utf8')).entries
}
