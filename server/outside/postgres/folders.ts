import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  access,
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { commonGround, findBinaries, reachableBinaries, type Binaries } from './binaries.ts'
import { StartRefused } from './start-refused.ts'
import { canReach, databaseUser, ownerOf, type RunAs } from './user.ts'

const run = promisify(execFile)

/** `sockets` is short enough for a unix socket in it; `owner` is the file that names the process in charge. */
export type Home = Binaries & { as: RunAs; data: string; sockets: string; owner: string }

/** Nothing of our environment (secrets) goes to a process of another user. */
export const bareEnv = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' })

/** Finds binaries, user and folders for the database of `dataDir`, and creates an empty cluster when there is none. */
export async function prepareHome(dataDir: string, env: NodeJS.ProcessEnv, fsync: boolean): Promise<Home> {
  await mkdir(dataDir, { recursive: true })
  const outer = await realpath(dataDir)
  const found = await findBinaries(env)
  await refuseOtherMajors(outer, found.major)

  const name = `pg${found.major}`
  const user = await ownerOf(path.join(outer, name), await databaseUser())
  const data = path.join(await folderFor(outer, user), name)
  const as = await ownerOf(data, user)
  const binaries = await reachableBinaries(found, as)
  const home = { ...binaries, as, data, sockets: await socketFolder(data, as), owner: `${data}.owner` }
  if (!(await isThere(path.join(data, 'PG_VERSION')))) await createCluster(home, fsync)
  return home
}

/**
 * Why no database of `dataDir` can be seen, as a code of the system: ENOENT when none was made. Undefined when there is
 * one.
 */
export async function whyNoCluster(dataDir: string): Promise<string | undefined> {
  try {
    const note = await readFile(path.join(dataDir, 'database-is-in'), 'utf8').catch(() => '')
    const folder = note.trim() || dataDir
    const clusters = (await readdir(folder)).filter(name => /^pg\d+$/.test(name))
    // a folder that was only half made or half restored is no cluster
    for (const name of clusters) await access(path.join(folder, name, 'PG_VERSION'))
    return clusters.length > 0 ? undefined : 'ENOENT'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EIO'
  }
}

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )

async function refuseOtherMajors(outer: string, major: number) {
  const clusters = (await readdir(outer)).filter(name => /^pg\d+$/.test(name))
  if (clusters.length === 0 || clusters.includes(`pg${major}`)) return
  const there = clusters.join(', ').replaceAll('pg', '')
  throw new StartRefused('database.refused.other-major', { folder: outer, there, here: major })
}

/** Where the user of the database cannot reach DATA_DIR, its data are in the common ground and a note says where. */
async function folderFor(outer: string, as: RunAs) {
  const note = path.join(outer, 'database-is-in')
  const noted = await readFile(note, 'utf8').catch(() => '')
  if (noted) return noted.trim()
  if (as.uid === undefined || (await canReach(as, outer))) return outer
  if ((await readdir(outer)).some(name => /^pg\d+$/.test(name))) {
    throw new StartRefused('database.refused.unreachable', { folder: outer })
  }

  const name = createHash('sha256').update(outer).digest('hex').slice(0, 12)
  const elsewhere = path.join(commonGround, `data-${name}`)
  await mkdir(elsewhere, { recursive: true })
  for (const folder of [commonGround, elsewhere]) await chmod(folder, 0o755)
  await writeFile(note, `${elsewhere}\n`)
  return elsewhere
}

// a unix socket's path has at most 107 bytes; inside the data nobody else can put or reach one
async function socketFolder(data: string, as: RunAs) {
  if (Buffer.byteLength(data) <= 90) return data

  const folder = `/tmp/personnel-desk-${createHash('sha256').update(data).digest('hex').slice(0, 16)}`
  const uid = as.uid ?? process.getuid?.() ?? 0
  const made = await mkdir(folder, { mode: 0o700 }).then(
    () => true,
    () => false,
  )
  if (made && as.uid !== undefined && as.gid !== undefined) await chown(folder, as.uid, as.gid)
  const is = await lstat(folder)
  if (!is.isDirectory() || is.uid !== uid || (is.mode & 0o077) !== 0) {
    throw new StartRefused('database.refused.sockets', { folder })
  }
  return folder
}

// made aside and renamed: a cluster that was interrupted half-way is never taken for a whole one
async function createCluster(home: Home, fsync: boolean) {
  await removeHalves(home.data)
  const half = `${home.data}.new-${process.pid}`
  await rm(half, { recursive: true, force: true })
  await mkdir(half, { mode: 0o700 })
  if (home.as.uid !== undefined && home.as.gid !== undefined) await chown(half, home.as.uid, home.as.gid)
  // lc_* are C: the names of other locales differ between systems. Sorting for people asks for an ICU collation.
  const locale = home.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
  await run(
    path.join(home.bin, 'initdb'),
    [`--pgdata=${half}`, '--username=postgres', '--auth-local=trust', '--auth-host=reject', '--encoding=UTF8']
      .concat(['--no-locale', '--no-instructions', ...locale])
      .concat(fsync ? [] : ['--no-sync']),
    { ...home.as, cwd: '/', env: bareEnv() },
  ).catch(async (error: { stderr?: string; message?: string }) => {
    await rm(half, { recursive: true, force: true })
    const said = (error.stderr || error.message || '').trim()
    if (/No space left/.test(said)) throw new StartRefused('database.refused.full')
    throw new StartRefused('database.refused.initdb', { folder: home.data, said: said.replaceAll(/\s+/g, ' ') })
  })
  await rename(half, home.data).catch(async error => {
    await rm(half, { recursive: true, force: true })
    if (!(await isThere(path.join(home.data, 'PG_VERSION')))) throw error
  })
}

async function removeHalves(data: string) {
  const prefix = `${path.basename(data)}.new-`
  for (const name of await readdir(path.dirname(data))) {
    if (!name.startsWith(prefix) || (await isThere(`/proc/${name.slice(prefix.length)}`))) continue
    await rm(path.join(path.dirname(data), name), { recursive: true, force: true })
  }
}
