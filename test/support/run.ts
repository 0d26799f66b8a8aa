import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { root } from '../../server/config.ts'
import { findChromium } from './chromium.ts'
import { tapReport, type Count } from './tap-report.ts'
import { startTestCluster } from './test-cluster.ts'

const isQuick = process.argv.includes('--quick')
const say = (line: string) => console.log(line)

// the ones that need no database
const houseRules = ['dist/test/floors.js', 'dist/test/text.js']

/** The command behind `npm test` and, with --quick, `npm run check`. Its last line is the one that counts. */
async function main() {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NO_COLOR: '1',
    PATH: `${root}/node_modules/.bin:${process.env.PATH}`,
  }
  const counts: Count[] = []
  if (!isQuick) counts.push(await prepareBrowser(env))
  counts.push(await tool(env, 'prettier', ['--check', '--log-level', 'warn', '.']))
  counts.push(await tool(env, 'oxlint', ['--quiet', '--format=unix']))
  await buildTap(env)
  counts.push(isQuick ? await promises(env, houseRules.filter(existsSync)) : await withDatabase(env))

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

// a fresh install of tap holds its own TypeScript loader, which does not run here; leaving it out needs one build
async function buildTap(env: NodeJS.ProcessEnv) {
  const built = 'node_modules/@tapjs/test/test-built/dist/esm/index.js'
  if (existsSync(built) && !readFileSync(built, 'utf8').includes('@tapjs/typescript')) return
  const lines: string[] = []
  const status = await listen(env, 'tap', ['build'], line => lines.push(line))
  if (status !== 0) say(lines.join('\n'))
}

async function withDatabase(env: NodeJS.ProcessEnv) {
  const cluster = await startTestCluster()
  try {
    return await promises({ ...env, TEST_DATABASE_URL: cluster.adminUrl }, [])
  } finally {
    await cluster.stop()
  }
}

async function promises(env: NodeJS.ProcessEnv, files: string[]): Promise<Count> {
  if (isQuick && files.length === 0) return { passed: 0, failed: 0, skipped: 0 }
  const report = tapReport(say)
  const status = await listen(env, 'tap', ['--reporter=tap', ...files], report.line)
  if (status !== 0 && report.total.failed === 0) {
    say(`FAILED  tap ended with ${status}`)
    report.total.failed = 1
  }
  return report.total
}

function listen(env: NodeJS.ProcessEnv, command: string, args: string[], hear: (line: string) => void) {
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', hear)
  return new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', status => resolve(status ?? 1))
  })
}

process.chdir(root)
process.exitCode = (await main()) ? 0 : 1
