import { spawn } from 'node:child_process'
import { chmod, mkdtemp, realpath, rm, statfs } from 'node:fs/promises'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { startPostgres, type Log } from '../../../server/outside/postgres/embedded.ts'

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** A PostgreSQL for one test run. It ends and its folder goes with the process that asked for it, however that ends. */
export async function startTestCluster() {
  const folder = await scratchFolder(await quickest())
  const postgres = await startPostgres({ dataDir: folder, log: silent, fsync: false, connections: 200 })
  const cut = tether(postgres.dataFolder, folder)
  await withoutAutovacuum(postgres.adminUrl)
  return {
    adminUrl: postgres.adminUrl,
    /** Goes with it; the database lies in it. */
    folder,
    stop: async () => {
      await postgres.stop()
      cut()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Whenever it comes, it keeps a vacuum that is asked for from telling which blocks need not be read. */
async function withoutAutovacuum(connectionString: string) {
  const client = new Client({ connectionString })
  await client.connect()
  await client.query('alter system set autovacuum = off')
  await client.query('select pg_reload_conf()')
  await client.end()
}

/** Memory, where there is plenty of it: nothing of these databases is kept. */
async function quickest(): Promise<string> {
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize > plenty ? memory : tmpdir()
}

const memory = '/dev/shm'
const plenty = 6 * 2 ** 30

/** Under the system's temporary folder or the one that is given, open to the user of the database. */
export async function scratchFolder(parent = tmpdir()) {
  const folder = await realpath(await mkdtemp(path.join(parent, 'desk-test-')))
  await chmod(folder, 0o755)
  return folder
}

/** When this process is gone, a shell that waits on our pipe ends the database of `dataFolder` and removes `folder`. */
export function tether(dataFolder: string, folder: string) {
  const script = `cat >/dev/null
    pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null) && kill -INT "$pid"
    for i in 1 2 3 4 5 6 7 8 9 10; do [ -e "$1/postmaster.pid" ] && sleep 0.2; done
    rm -rf "$1" "$2"`
  const shell = spawn('/bin/sh', ['-c', script, 'sh', dataFolder, folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  shell.unref()
  if (shell.stdin instanceof Socket) shell.stdin.unref()
  return () => void shell.kill('SIGKILL')
}
