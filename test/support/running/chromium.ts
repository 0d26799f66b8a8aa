import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const shellName = 'chromium-headless-shell'

/**
 * The paths of a Chromium that runs, and of its shell without windows; on Debian as root they are installed first, with a
 * Chinese font, w3m and what an installation is tried with, where missing. Without a shell the whole Chromium serves for both.
 */
export async function findChromium(env: NodeJS.ProcessEnv, say: (line: string) => void) {
  if (env.CHROMIUM_BIN || !(await mayInstall())) return both(env)
  const isThere = { chromium: await whichRuns(env), w3m: await isOnPath(env, 'w3m'), shell: await shellOf(env) }
  const wanted = [...(isThere.chromium ? [] : ['chromium', 'fonts-noto-cjk']), ...(isThere.w3m ? [] : ['w3m'])]
  for (const [command, name] of operating) if (!(await isOnPath(env, command))) wanted.push(name)
  // by itself, because not every Debian has it
  for (const packages of [wanted, isThere.shell ? [] : [shellName]]) await install(packages, env, say)
  return both(env)
}

async function both(env: NodeJS.ProcessEnv) {
  const chromium = await whichRuns(env)
  return chromium ? { chromium, shell: (!env.CHROMIUM_BIN && (await shellOf(env))) || chromium } : undefined
}

async function install(packages: string[], env: NodeJS.ProcessEnv, say: (line: string) => void) {
  if (packages.length === 0) return
  say(`Installing once with apt: ${packages.join(', ')}`)
  const quietly = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 600_000, maxBuffer: 1 << 26 }
  try {
    await run('apt-get', ['update', '-qq'], quietly)
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quietly)
  } catch (error) {
    say(`apt could not: ${error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : ''}`)
  }
}

// what the unit, the proxy's file and the image are tried with
const operating = [
  ['systemd-analyze', 'systemd'],
  ['nginx', 'nginx-light'],
  ['ip', 'iproute2'],
  ['tini', 'tini'],
] as const

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']

async function whichRuns(env: NodeJS.ProcessEnv) {
  if (env.CHROMIUM_BIN) return (await runs(env.CHROMIUM_BIN)) ? env.CHROMIUM_BIN : undefined
  return firstThatRuns(names, env)
}

const shellOf = (env: NodeJS.ProcessEnv) => firstThatRuns([shellName], env)

async function firstThatRuns(names: string[], env: NodeJS.ProcessEnv) {
  for (const folder of (env.PATH ?? '').split(path.delimiter)) {
    for (const name of names) if (await runs(path.join(folder, name))) return path.join(folder, name)
  }
  return undefined
}

// Ubuntu's chromium-browser is a script that only talks about snap
const runs = (bin: string) =>
  run(bin, ['--version'], { timeout: 30_000 }).then(
    ({ stdout }) => /Chrom/.test(stdout),
    () => false,
  )

const isOnPath = (env: NodeJS.ProcessEnv, command: string) =>
  run('/bin/sh', ['-c', `command -v ${command}`], { env }).then(
    () => true,
    () => false,
  )

async function mayInstall() {
  const system = await readFile('/etc/os-release', 'utf8').catch(() => '')
  return process.getuid?.() === 0 && /^ID="?debian"?$/m.test(system)
}
