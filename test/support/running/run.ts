import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../../../server/config.ts'
import { startTestCluster } from '../database/cluster.ts'
import { findChromium } from './chromium.ts'
import { processesFor } from './processes.ts'
import { tapReport, type Count, type Heard } from './tap-report.ts'

const isQuick = process.argv.includes('--quick')
const asked = process.argv.slice(2).filter(word => !word.startsWith('--'))
const say = (line: string) => console.log(line)
const alone = (names: string[]) => names.map(name => [name])

// the ones that need no database
const houseRules = ['floors', 'text', 'views', 'readme'].filter(name => existsSync(fileOf(name)))
// most of them wait for a database, a browser or a process of their own
const jobs = 4
const timeoutMinutes = 60
// a process may be held by something that was left when its tests are over
const silentMinutes = 5

/**
 * The command behind `npm test` and, with --quick, `npm run check`. Its last line is the one that counts. With names, as
 * in `npm test -- features/people`, it runs only these test files.
 */
async function main() {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NO_COLOR: '1',
    TAP_TIMEOUT: String(timeoutMinutes * 60),
    PATH: `${root}/node_modules/.bin:${process.env.PATH}`,
  }
  const counts: Count[] = []
  if (!isQuick) counts.push(await prepareBrowser(env))
  if (asked.length === 0) {
    counts.push(await tool(env, 'oxfmt', ['--check']))
    counts.push(await tool(env, 'oxlint', ['--quiet', '--format=unix']))
  }
  counts.push(isQuick ? await promises(env, alone(houseRules)) : await withDatabase(env))

  const sum = (key: keyof Count) => counts.reduce((so, count) => so + count[key], 0)
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''
  say(`${sum('passed')} passed, ${sum('failed')} failed${skipped}`)
  return sum('failed') === 0
}

async function prepareBrowser(env: NodeJS.ProcessEnv): Promise<Count> {
  const found = await findChromium(env, say)
  if (found) {
    env.CHROMIUM_BIN = found.chromium
    env.CHROMIUM_SHELL = found.shell
    return { passed: 0, failed: 0, skipped: 0 }
  }
  delete env.CHROMIUM_BIN
  const must = env.CI === 'true'
  say(`${must ? 'FAILED  There is' : 'Browser journeys are skipped:'} no Chromium; set CHROMIUM_BIN or install one.`)
  return { passed: 0, failed: must ? 1 : 0, skipped: 0 }
}

async function tool(env: NodeJS.ProcessEnv, command: string, args: string[]): Promise<Count> {
  const lines: string[] = []
  const status = await listen(env, command, args, line => lines.push(line))
  if (status !== 0) say([`FAILED  ${command}`, ...lines].join('\n'))
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 }
}

async function withDatabase(env: NodeJS.ProcessEnv) {
  const cluster = await startTestCluster()
  try {
    const keys = path.join(cluster.folder, 'keys')
    await mkdir(keys, { mode: 0o700 })
    const shared = { TEST_DATABASE_URL: cluster.adminUrl, TEST_KEYS: keys }
    return await promises({ ...env, ...shared }, asked.length > 0 ? alone(asked) : processesFor(allFiles()))
  } finally {
    await cluster.stop()
  }
}

function allFiles() {
  return readdirSync('dist/test', { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.js') && !/^(support|bench)\//.test(file))
    .map(file => file.replace(/\.js$/, ''))
}

function fileOf(name: string) {
  return `dist/test/${name}.js`
}

/** Node alone runs a process of test files: the loaders of tap's own runner cost as much as most files. */
async function promises(env: NodeJS.ProcessEnv, processes: string[][]): Promise<Count> {
  const report = tapReport(say)
  const waiting = [...processes]
  async function work() {
    for (let together = waiting.shift(); together; together = waiting.shift()) {
      const heard: Heard[] = []
      const start = performance.now()
      const after = () => performance.now() - start
      const hear = (line: string) => heard.push({ line, after: after() })
      const names = { TEST_FILES: together.join(' ') }
      const status = await listen({ ...env, ...names }, process.execPath, [fileOf('support/running/together')], hear)
      report.ended({ names: together, heard, isWell: status === 0, took: after() })
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  return report.total
}

function listen(env: NodeJS.ProcessEnv, command: string, args: string[], hear: (line: string) => void) {
  // tap itself ends what takes too long, but not what never comes to an end of one turn
  const atLast = { timeout: (timeoutMinutes + 1) * 60_000, killSignal: 'SIGKILL' } as const
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], ...atLast })
  const endSilent = () => {
    hear(`it said nothing for ${silentMinutes} minutes`)
    child.kill('SIGKILL')
  }
  const silence = setTimeout(endSilent, silentMinutes * 60_000).unref()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      silence.refresh()
      hear(line)
    })
  }
  return new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', status => resolve(status ?? 1))
    // what it left running may hold its output open for ever
    child.once('exit', () =>
      setTimeout(() => [child.stdout, child.stderr].forEach(one => one.destroy()), 10_000).unref(),
    )
  })
}

process.chdir(root)
process.exitCode = (await main()) ? 0 : 1
