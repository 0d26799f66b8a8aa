import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { root } from '../server/config.ts'
import { settingsPlace, textOf, unitSettings, wordsOf } from './support/running/operating-files.ts'
import { freePort, programFolder } from './support/running/program.ts'

/** A documented command in a session of its own, as a service manager or a terminal starts it. */
function start(t: Test, [command = '', ...args]: string[], env: NodeJS.ProcessEnv, cwd = root) {
  const child = spawn(command, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const pid = child.pid ?? 0
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()))
  let isOver = false
  // when nobody holds its output any more
  const over = new Promise<void>(resolve => child.once('close', () => resolve())).then(() => (isOver = true))
  t.teardown(() => {
    if (!isOver) process.kill(-pid, 'SIGKILL')
  })
  async function until(isSo: () => boolean) {
    while (!isSo()) {
      if (isOver) throw new Error(`it ended too early: ${said}`)
      await pause(10)
    }
  }
  return { pid, over, until, says: (what: RegExp) => until(() => what.test(said)), said: () => said }
}

/** The command lines of all processes that have to do with a folder; the ones that clean up after a test aside. */
function left(folder: string): string[] {
  const quietly = (file: string) => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return ''
    }
  }
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(pid => [quietly(`/proc/${pid}/cmdline`), quietly(`/proc/${pid}/environ`)])
    .filter(([line = '', env = '']) => (line + env).includes(folder) && !line.includes('cat >/dev/null'))
    .map(([line = '']) => line.replaceAll('\0', ' '))
}

async function isFree(port: number) {
  const server = createServer()
  const tried = new Promise<boolean>(resolve => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true))
  })
  return tried.finally(() => server.close())
}

async function nothingIsLeft(t: Test, program: ReturnType<typeof start>, folder: string, ports: number[]) {
  await program.over
  t.same(left(folder), [])
  for (const port of ports) t.ok(await isFree(port), `port ${port} is free`)
  t.notMatch(program.said(), /^\s+at .+\.[jt]s:\d|"level":60/m, 'and nothing broke')
}

t.test('the installation ends wholly, however it was started', async t => {
  const folder = await programFolder(t)
  const port = await freePort()
  const data = path.join(folder, 'data')
  const env = { PORT: String(port), DATA_DIR: data, KEYS_FILE: path.join(folder, 'keys') }
  const node = ['node', 'server/start.js', 'main']
  const isMaking = () => existsSync(data) && readdirSync(data).some(name => name.includes('.new-'))
  const runs = /works once/
  const settings = path.join(folder, 'desk.env')
  await writeFile(
    settings,
    Object.entries(env).flatMap(([name, value]) => [name, '=', value, '\n']),
  )
  const unit = (unitSettings().get('ExecStart') ?? '').split(' ').map(basename)
  t.ok(unit.includes(settingsPlace))

  await t.test('while its database is being made', async t => {
    const program = start(t, node, env)
    await program.until(isMaking)
    process.kill(program.pid, 'SIGTERM')
    await nothingIsLeft(t, program, folder, [port])
  })

  // SIGTERM goes to the one process that was started, Ctrl-C to all that the terminal knows
  const ways: [string, string[], NodeJS.Signals, 'one' | 'all'][] = [
    ['node by SIGTERM', node, 'SIGTERM', 'one'],
    ['npm by SIGTERM', ['npm', 'start'], 'SIGTERM', 'one'],
    ['npm by Ctrl-C', ['npm', 'start'], 'SIGINT', 'all'],
    ['the unit', unit.map(word => (word === settingsPlace ? settings : word)), 'SIGTERM', 'one'],
  ]
  for (const [name, command, signal, whom] of ways) {
    await t.test(name, async t => {
      const program = start(t, command, env)
      await program.says(runs)
      process.kill(whom === 'all' ? -program.pid : program.pid, signal)
      await nothingIsLeft(t, program, folder, [port])
    })
  }

  const isRoot = process.getuid?.() === 0
  const [tini = ''] = wordsOf('ENTRYPOINT')
  const hasTini = (process.env.PATH ?? '').split(':').some(place => existsSync(path.join(place, tini)))
  await t.test('the container, whose first process it is', { skip: !(isRoot && hasTini) }, async t => {
    const image = [...wordsOf('ENTRYPOINT'), ...wordsOf('CMD')]
    const program = start(t, ['unshare', '--fork', '--pid', '--mount-proc', ...image], env)
    await program.says(runs)
    const first = Number(readFileSync(`/proc/${program.pid}/task/${program.pid}/children`, 'utf8').trim())
    const postmaster = Number(readFileSync(path.join(data, 'pg18/postmaster.pid'), 'utf8').split('\n')[0])
    t.ok(postmaster < 1000, 'it counts processes by itself')

    // the backends of a database that was killed have no parent any more
    const [outside = 0] = pidsOf(folder, 'bin/postgres -D')
    process.kill(outside, 'SIGKILL')
    await program.says(/up again/)
    t.same(zombiesBelow(first), [])
    process.kill(first, 'SIGTERM')
    await nothingIsLeft(t, program, folder, [port])
  })
})

const basename = (word: string, i: number) => (i === 0 ? path.basename(word) : word)

function pidsOf(folder: string, what: string): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && existsSync(`/proc/${name}/cmdline`))
    .filter(pid => {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      return line.includes(what) && line.includes(folder)
    })
    .map(Number)
}

/** Dead processes that their parent has not taken note of. */
function zombiesBelow(parent: number): string[] {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ').filter(Boolean)
  return children.filter(
    pid => existsSync(`/proc/${pid}/stat`) && / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')),
  )
}

t.test('the demonstration ends wholly, with the database and all that it simulates', async t => {
  const folder = await programFolder(t)
  const flags = ['port', 'simulator-port', 'control-port', 'phone-port', 'nhi-port', 'nhi-tls-port', 'nhi-control-port']
  const ports = await Promise.all(flags.map(freePort))
  const chosen = flags.flatMap((flag, i) => [`--${flag}`, `${ports[i]}`])
  const command = ['npm', 'run', 'demo', '--', '--data', path.join(folder, 'demo'), ...chosen]
  // the script as it stands, but for the build: it would take the compiled tests away under their feet
  const { demo } = JSON.parse(textOf('package.json')).scripts as { demo: string }
  const built = demo.replace('npm run --silent build', 'true').replace('dist/', `${root}/dist/`)
  t.not(built, demo)
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ scripts: { demo: built } }))

  await t.test('by SIGTERM to npm while it is being furnished', async t => {
    const program = start(t, command, {}, folder)
    await program.until(() => left(folder).some(line => line.includes('simulators')))
    process.kill(program.pid, 'SIGTERM')
    await nothingIsLeft(t, program, folder, ports)
  })

  await t.test('by Ctrl-C when it runs', async t => {
    const program = start(t, command, {}, folder)
    await program.says(/Ctrl-C ends it/)
    process.kill(-program.pid, 'SIGINT')
    await nothingIsLeft(t, program, folder, ports)
  })
})
