import { execFile, spawn } from 'node:child_process'
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import t, { type Test } from 'tap'
import { startPostgres } from '../../../server/outside/postgres/embedded.ts'
import { openDatabase } from '../../../server/store/database/database.ts'
import { scratchFolder, silent, tether } from '../../support/database/cluster.ts'

const isRoot = process.getuid?.() === 0

async function dataFolder(t: Test) {
  const folder = await scratchFolder()
  const cut = tether(path.join(folder, 'pg18'), folder)
  t.teardown(async () => {
    cut()
    await rm(folder, { recursive: true, force: true })
  })
  return folder
}

async function start(t: Test, dataDir: string, more: Partial<Parameters<typeof startPostgres>[0]> = {}) {
  const postgres = await startPostgres({ dataDir, log: silent, fsync: false, ...more })
  t.teardown(postgres.stop)
  return postgres
}

async function ask(url: string, sql: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  return client.query(sql).finally(() => client.end())
}

t.test('the second start finds what the first one kept', async t => {
  const dataDir = await dataFolder(t)
  const first = await start(t, dataDir)
  await ask(first.url, 'create table kept as select 1 as number')
  await first.stop()
  await first.stop()
  await t.rejects(ask(first.url, 'select 1'), 'after the stop nobody answers')

  const second = await start(t, dataDir)
  t.equal(second.url, first.url)
  t.equal((await ask(second.url, 'select * from kept')).rowCount, 1)
})

t.test('an empty database is made so that', async t => {
  const { url, dataFolder: data } = await start(t, await dataFolder(t))

  t.test('Chinese is kept, put in capitals rightly and sorted by strokes where asked for', async t => {
    const sorted = `select string_agg(name, '' order by name collate "zh-Hant-TW-x-icu") as names, upper('é') as upper
      from unnest(array['陳', '丁', '林', '王', '𠀀']) as name`
    const { rows } = await ask(url, sorted)
    t.match(rows[0], { names: /丁王林陳/, upper: 'É' })
  })

  t.test('the product is no superuser in its own database', async t => {
    const { rows } = await ask(
      url,
      'select rolsuper, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user',
    )
    t.same(rows, [{ rolsuper: false, rolcreatedb: false, rolcreaterole: false }])
    await ask(url, 'create schema of_our_own')
  })

  t.test('the log of the database holds no values', async t => {
    await ask(url, 'create table people (id_number text unique)')
    for (const sql of [
      `insert into people values ('A999999999'), ('A999999999')`,
      `select 'A999999999'::integer`,
      `select 'A999999999' from nowhere`,
    ]) {
      await t.rejects(ask(url, sql))
    }
    const logs = await readdir(path.join(data, 'log'))
    t.not(logs.length, 0)
    for (const log of logs) t.notMatch(await readFile(path.join(data, 'log', log), 'utf8'), /A999999999/)
  })
})

t.test('what was acknowledged survives the sudden death of the database, and the pool heals', async t => {
  const told: string[] = []
  const tell = (_facts: object, text: string) => void told.push(text)
  const postgres = await start(t, await dataFolder(t), { fsync: true, log: { info: tell, warn: tell, error: tell } })
  const { pool, close } = openDatabase(postgres.url, { max: 4 })
  t.teardown(close)
  await pool.query('create table written (number integer primary key)')

  const acknowledged: number[] = []
  let number = 0
  let goal = Number.POSITIVE_INFINITY
  const write = async () => {
    while (acknowledged.length < goal) {
      const mine = (number += 1)
      await pool.query('insert into written values ($1)', [mine]).then(
        () => acknowledged.push(mine),
        () => pause(20),
      )
    }
  }
  const writers = Promise.all([write(), write(), write(), write()])
  for (let deaths = 0; deaths < 3; deaths += 1) {
    const before = acknowledged.length
    const dying = postgres.pid()
    while (acknowledged.length < before + 50) await pause(5)
    process.kill(dying, 'SIGKILL')
    while (postgres.pid() === dying) await pause(20)
  }
  goal = acknowledged.length + 50
  await writers

  const { rows } = await pool.query<{ number: number }>('select number from written')
  const there = new Set(rows.map(row => row.number))
  t.same(
    acknowledged.filter(number => !there.has(number)),
    [],
  )
  t.equal(told.filter(text => /unexpectedly/.test(text)).length, 3, 'each death is told')
})

// a process of its own that starts the database and then stays or leaves
const other = `
  const { startPostgres } = await import(process.argv[1])
  const quiet = { info() {}, warn() {}, error() {} }
  const postgres = await startPostgres({ dataDir: process.argv[2], log: quiet, fsync: false })
  console.log(postgres.pid())
  if (process.argv[3] === 'stay') setInterval(() => {}, 1000)
`
const launcher = new URL('../../../server/outside/postgres/embedded.js', import.meta.url).href
const script = (dataDir: string, then: string) => ['--input-type=module', '-e', other, launcher, dataDir, then]
const leave = async (dataDir: string) =>
  Number((await promisify(execFile)(process.execPath, script(dataDir, 'leave'))).stdout)

t.test('a database left behind is found, used and stopped', async t => {
  const dataDir = await dataFolder(t)
  const left = await leave(dataDir)
  const postgres = await start(t, dataDir)
  t.equal(postgres.pid(), left)
  await postgres.stop()
  t.equal(await leave(dataDir).then(pid => pid === left), false)
  // ends it before its folder is removed
  await start(t, dataDir)
})

t.test('a database left behind that dies is started again too', async t => {
  const dataDir = await dataFolder(t)
  const left = await leave(dataDir)
  const postgres = await start(t, dataDir)
  process.kill(left, 'SIGKILL')
  while (postgres.pid() === left) await pause(20)
  t.equal((await ask(postgres.url, 'select 1')).rowCount, 1)
})

t.test('whoever comes second to a running installation does not stop its database', async t => {
  const dataDir = await dataFolder(t)
  const holder = spawn(process.execPath, script(dataDir, 'stay'), { stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => holder.kill('SIGKILL'))
  const [said] = await new Promise<Buffer[]>(resolve => holder.stdout.once('data', (...all) => resolve(all)))
  const pid = Number(said)

  const guest = await start(t, dataDir)
  t.equal(guest.pid(), pid)
  await guest.stop()
  t.equal((await ask(guest.url, 'select 1')).rowCount, 1)

  const gone = new Promise(resolve => holder.once('exit', resolve))
  holder.kill('SIGKILL')
  await gone
  const heir = await start(t, dataDir)
  t.equal(heir.pid(), pid)
  await heir.stop()
  await t.rejects(ask(guest.url, 'select 1'))
})

t.test('three first starts at the same moment end up with one database', async t => {
  const dataDir = await dataFolder(t)
  const pids = await Promise.all([leave(dataDir), leave(dataDir), leave(dataDir)])
  t.equal(new Set(pids).size, 1)
  t.same(
    (await readdir(dataDir)).filter(name => name.includes('new')),
    [],
  )
  await start(t, dataDir)
})

t.test('a postmaster.pid whose number belongs to another program now does not stop the start', async t => {
  const dataDir = await dataFolder(t)
  const pid = await leave(dataDir)
  process.kill(pid, 'SIGKILL')
  const file = path.join(dataDir, 'pg18/postmaster.pid')
  await writeFile(file, (await readFile(file, 'utf8')).replace(String(pid), String(process.pid)))
  const postgres = await start(t, dataDir)
  t.equal((await ask(postgres.url, 'select 1')).rowCount, 1)
})

t.test('a database that was killed and is not gone yet is waited for', async t => {
  const dataDir = await dataFolder(t)
  const pid = await leave(dataDir)
  process.kill(pid, 'SIGKILL')
  const data = path.join(dataDir, 'pg18')
  const { uid, gid } = await stat(data)
  const ending = spawn('sleep', ['0.5'], { cwd: data, uid, gid, stdio: 'ignore' })
  const lock = path.join(data, '.s.PGSQL.5432.lock')
  await writeFile(lock, (await readFile(lock, 'utf8')).replace(String(pid), String(ending.pid)))
  const postgres = await start(t, dataDir)
  t.equal((await ask(postgres.url, 'select 1')).rowCount, 1)
  t.equal(ending.exitCode, 0, 'it was gone before')
})

t.test('data of another version are not passed over in silence', async t => {
  const dataDir = await dataFolder(t)
  await mkdir(path.join(dataDir, 'pg15'))
  await t.rejects(startPostgres({ dataDir, log: silent }), /database\.refused\.other-major.+"there":"15"/)
})

t.test('a PG_BIN without PostgreSQL in it is told', async t => {
  const env = { ...process.env, PG_BIN: '/nowhere' }
  await t.rejects(
    startPostgres({ dataDir: await dataFolder(t), log: silent, env }),
    /database\.refused\.pg-bin.+\/nowhere/,
  )
})

t.test('a path too long for a socket is no hindrance', async t => {
  const dataDir = path.join(await dataFolder(t), 'long'.repeat(25))
  const { url, stop } = await start(t, dataDir)
  t.equal((await ask(url, 'select 1')).rowCount, 1)
  await stop()
  await rm(new URL(url).searchParams.get('host') ?? '', { recursive: true })
})

t.test('as root, data that the unprivileged user could not reach are kept where it can', { skip: !isRoot }, async t => {
  const closed = path.join(await dataFolder(t), 'closed')
  await mkdir(closed, { mode: 0o700 })
  const first = await start(t, path.join(closed, 'data'))
  t.teardown(() => rm(path.dirname(first.dataFolder), { recursive: true }))
  t.match(first.dataFolder, /^\/var\/lib\/personnel-desk\/data-/)
  t.not((await stat(first.dataFolder)).uid, 0)
  await ask(first.url, 'create table kept as select 1 as number')
  await first.stop()
  const second = await start(t, path.join(closed, 'data'))
  t.equal((await ask(second.url, 'select * from kept')).rowCount, 1)
})

t.test('root starts the database of another user as that user', { skip: !isRoot }, async t => {
  const home = await dataFolder(t)
  const first = await start(t, path.join(home, 'data'))
  await first.stop()
  await promisify(execFile)('chown', ['-R', '65533:65533', home])
  await chmod(home, 0o700)
  const second = await start(t, path.join(home, 'data'))
  t.equal(second.dataFolder, first.dataFolder)
  t.equal((await stat(`/proc/${second.pid()}`)).uid, 65_533)
})
