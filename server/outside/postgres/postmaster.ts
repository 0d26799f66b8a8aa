import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chown, readFile, readlink, rm, writeFile } from 'node:fs/promises'
import { Socket } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { bareEnv, type Home } from './folders.ts'
import { StartRefused } from './start-refused.ts'

/** `child` is absent when another process started it. */
export type Postmaster = { pid: number; child?: ChildProcess }

/** As the superuser; the product itself connects as the plain role `desk`. */
export const adminUrl = (home: Home, database = 'postgres') => urlFor(home, database, 'postgres')

export const urlFor = (home: Home, database: string, user: string) =>
  `postgresql:///${database}?host=${encodeURIComponent(home.sockets)}&user=${user}`

/** Finds the running postmaster of exactly this data folder or starts one; returns when it answers. */
export async function raisePostmaster(home: Home, settings: Record<string, string>): Promise<Postmaster> {
  for (let wait = 25; ; wait = Math.min(wait * 2, 2000)) {
    const pid = await postmasterOf(home)
    if (pid) {
      if (await answers(home, pid)) return { pid }
    } else {
      const begun = await begin(home, settings)
      if ('pid' in begun) return begun
      // another starter was faster, or backends of a killed postmaster are still ending
      if (!/lock file|shared memory/.test(begun.said)) {
        if (/No space left/.test(begun.said)) throw new StartRefused('database.refused.full')
        const said = begun.said.trim().replaceAll(/\s+/g, ' ')
        throw new StartRefused('database.refused.no-start', { log: path.join(home.data, 'log'), said })
      }
    }
    await pause(wait)
  }
}

/** Waits until it has ended, without keeping our own process alive. */
export async function ended({ pid, child }: Postmaster) {
  if (child) {
    if (child.exitCode === null && child.signalCode === null) await new Promise(resolve => child.once('exit', resolve))
  } else {
    while (isAlive(pid)) await pause(300, undefined, { ref: false })
  }
}

/** Fast shutdown: sessions are ended, what was committed is on disk. */
export async function endPostmaster(pid: number) {
  for (const [signal, patience] of endings) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    for (let waited = 0; waited < patience && isAlive(pid); waited += 10) await pause(10)
  }
}

const endings = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 5000],
  ['SIGKILL', 5000],
] as const

const isAlive = (pid: number) => isInUse(pid) && stateOf(pid)[0] !== 'Z'

function isInUse(pid: number) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

// /proc/…/stat after the name in brackets: state first (Z: dead, but nobody took note), starting time twentieth
function stateOf(pid: number) {
  try {
    return (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ')
  } catch {
    return []
  }
}

/** Undefined when there is none; one that was killed counts until it is gone, since its socket is locked so long. */
async function postmasterOf(home: Home) {
  for (const lock of [path.join(home.data, 'postmaster.pid'), path.join(home.sockets, '.s.PGSQL.5432.lock')]) {
    const pid = await pidIn(lock)
    if (await isOurs(home, pid)) return pid
    // PostgreSQL would take a number that was given to another process since for a living postmaster
    if (pid > 1 && isInUse(pid)) await rm(lock, { force: true })
  }
  return undefined
}

const pidIn = async (file: string) => Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0])

async function isOurs(home: Home, pid: number) {
  if (pid <= 1 || !isAlive(pid)) return false
  // of somebody else's process it cannot be read; of one that is ending it is not there
  const folder = await readlink(`/proc/${pid}/cwd`).catch(({ code }) => (code === 'EACCES' ? '' : home.data))
  return folder === home.data
}

async function answers(home: Home, pid: number) {
  const client = new Client({ connectionString: adminUrl(home), connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query(
      `select current_setting('data_directory') as data, split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid`,
    )
    return rows[0].data === home.data && Number(rows[0].pid) === pid
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function begin(home: Home, settings: Record<string, string>): Promise<Postmaster | { said: string }> {
  const options = Object.entries({ ...quiet, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(
    path.join(home.bin, 'postgres'),
    ['-D', home.data, '-k', home.sockets, '-c', 'listen_addresses=', ...options],
    // a group of its own: Ctrl-C in our terminal must not end it before we do
    { ...home.as, cwd: '/', env: bareEnv(), detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const seen = { said: '', over: false }
  child.stderr.on('data', (text: Buffer) => (seen.said = (seen.said + text.toString()).slice(-4000)))
  child.once('error', error => Object.assign(seen, { said: error.message, over: true }))
  child.once('close', () => (seen.over = true))

  while (!seen.over) {
    if (child.pid && (await answers(home, child.pid))) {
      child.unref()
      // the pipe is a socket; its type says only that it can be read
      if (child.stderr instanceof Socket) child.stderr.unref()
      return { pid: child.pid, child }
    }
    await pause(20)
  }
  return seen
}

// The log turns over weekly. It never holds a statement, a value or a row: they would be personal data.
const quiet = {
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgres-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** Names a process for good: a number alone may be given to another one later. */
const markOf = (pid: number) => `${pid} ${stateOf(pid)[19] ?? ''}`.trim()

/** True when another living process has the database in its charge. */
export async function isInOtherHands(home: Home) {
  const mark = (await readFile(home.owner, 'utf8').catch(() => '')).trim()
  const pid = Number(mark.split(' ')[0])
  return pid > 1 && pid !== process.pid && isAlive(pid) && mark === markOf(pid)
}

export async function takeCharge(home: Home) {
  await writeFile(home.owner, `${markOf(process.pid)}\n`)
  // a command of root must not leave behind what the service cannot write
  if (home.as.uid !== undefined && home.as.gid !== undefined) await chown(home.owner, home.as.uid, home.as.gid)
}
export const dropCharge = (home: Home) => rm(home.owner, { force: true })
