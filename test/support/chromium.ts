import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The path of a Chromium that runs; on Debian as root it is installed first, with a Chinese font and w3m, where missing. */
export async function findChromium(env: NodeJS.ProcessEnv, say: (line: string) => void) {
  const found = await whichRuns(env)
  const wanted = [...(found ? [] : ['chromium', 'fonts-noto-cjk']), ...((await isOnPath(env, 'w3m')) ? [] : ['w3m'])]
  if (wanted.length === 0 || env.CHROMIUM_BIN || !(await mayInstall())) return found

  say(`Installing once with apt: ${wanted.join(', ')}`)
  const quietly = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 600_000, maxBuffer: 1 << 26 }
  try {
    await run('apt-get', ['update', '-qq'], quietly)
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], quietly)
  } catch (error) {
    say(`apt could not: ${error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : ''}`)
  }
  return found ?? (await whichRuns(env))
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']

async function whichRuns(env: NodeJS.ProcessEnv) {
  if (env.CHROMIUM_BIN) return (await runs(env.CHROMIUM_BIN)) ? env.CHROMIUM_BIN : undefined
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
