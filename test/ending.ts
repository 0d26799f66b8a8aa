import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import t from 'tap'
import { settingsPlace, unitSettings, wordsOf } from './support/running/operating-files.ts'
import { freePort, programFolder } from './support/running/program.ts'
import { allPids, nothingIsLeft, ofProcess, startSession } from './support/running/session.ts'

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
    const program = startSession(t, node, env)
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
      const program = startSession(t, command, env)
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
    const program = startSession(t, ['unshare', '--fork', '--pid', '--mount-proc', ...image], env)
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
  const isOne = (line: string) => line.includes(what) && line.includes(folder)
  return allPids()
    .filter(pid => isOne(ofProcess(pid, 'cmdline').replaceAll('\0', ' ')))
    .map(Number)
}

/** Dead processes that their parent has not taken note of. */
function zombiesBelow(parent: number): string[] {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ').filter(Boolean)
  return children.filter(pid => / Z /.test(ofProcess(pid, 'stat')))
}
