import { spawnSync } from 'node:child_process'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Client } from 'pg'
import t, { type Test } from 'tap'
import { root } from '../../server/config.ts'
import { startPostgres } from '../../server/outside/postgres/embedded.ts'
import * as installation from '../../server/store/installation/installation.ts'
import { makeKeys } from '../../server/store/installation/keys-file.ts'
import { silent } from '../support/database/cluster.ts'
import { emptyDatabase, testDatabase } from '../support/database/database.ts'
import { freePort, programFolder, startProgram } from '../support/running/program.ts'

const nowhere = '/nowhere/at/all.cer'
const commands = [
  ['administrator', 'list'],
  ['administrator', 'recover', '--login-name', 'chen.yian'],
  ['trust', 'list'],
  ['trust', 'add', '--kind', 'root', '--certificate', nowhere],
  ['trust', 'remove', '--sha256', '00'],
  ['trust', 'import', '--folder', '/nowhere'],
]

/** Nothing of our environment but what is given, as the shell of an operator. */
function desk(args: string[], env: NodeJS.ProcessEnv = {}, cwd = '/') {
  const program = ['server/start.js', 'cli', '--'].map(word => (word.includes('/') ? path.join(root, word) : word))
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  })
  return { status, out: stdout, said: stderr }
}

/** A folder with a file of settings in it, which name places in the folder. */
async function withSettings(t: Test, more: Record<string, string> = {}) {
  const folder = await programFolder(t)
  const settings: Record<string, string> = {
    PORT: String(await freePort()),
    DATA_DIR: path.join(folder, 'data'),
    KEYS_FILE: path.join(folder, 'keys'),
    ...more,
  }
  const file = path.join(folder, 'desk.env')
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`)
  await writeFile(file, `# as in the documents\n\n${lines.join('')}`)
  return { folder, file, settings }
}

async function entered(t: Test, keysFile: string) {
  const database = await testDatabase(t)
  const made = await makeKeys(keysFile)
  if (!made.ok) throw new Error(made.mistake.why)
  await installation.enter(database.db, made.keys.ring, 'real')
  return database
}

for (const args of commands) {
  t.test(`where there is no installation, "${args.join(' ')}" says so and makes none`, async t => {
    const { folder, file } = await withSettings(t)
    const { status, out, said } = desk([...args, '--env-file', file])
    t.match({ status, out }, { status: 2, out: '' })
    t.match(said, `There is no installation in ${path.join(folder, 'data')}`)
    t.match(said, '--env-file')
    t.same(await readdir(folder), ['desk.env'])
  })
}

t.test('in a folder of somebody else, without settings, it makes nothing either', async t => {
  const { folder } = await withSettings(t)
  await mkdir(path.join(folder, 'data'))
  const env = { DATA_DIR: path.join(folder, 'data') }
  t.match(desk(['trust', 'list'], env, folder), { status: 2, said: /There is no installation in/ })
  t.same(await readdir(path.join(folder, 'data')), [])
  t.same((await readdir(folder)).toSorted(), ['data', 'desk.env'])
})

t.test('a folder that was restored by half is no installation, and stays as it is', async t => {
  const { folder, file } = await withSettings(t)
  await mkdir(path.join(folder, 'data/pg18'), { recursive: true })
  t.match(desk(['administrator', 'list', '--env-file', file]), { status: 2, said: /There is no installation in/ })
  t.same(await readdir(path.join(folder, 'data')), ['pg18'])
  t.same(await readdir(path.join(folder, 'data/pg18')), [])
})

t.test('an empty database of its own stays empty', async t => {
  const url = await emptyDatabase(t)
  const { folder, file } = await withSettings(t, { DATABASE_URL: url })
  t.match(desk(['administrator', 'list', `--env-file=${file}`]), { status: 2, said: /There is no installation in/ })
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(`select 1 from pg_class where relnamespace = 'public'::regnamespace`)
  await client.end()
  t.same(rows, [])
  t.same(await readdir(folder), ['desk.env'])
})

t.test('a database that was brought up to date by another version is left as it is', async t => {
  const { folder, file, settings } = await withSettings(t, { DATABASE_URL: 'postgresql://to-be-said' })
  const { pool, url } = await entered(t, settings['KEYS_FILE'] ?? '')
  await writeFile(file, `DATABASE_URL=${url}\nKEYS_FILE=${path.join(folder, 'keys')}\n`)
  t.match(desk(['trust', 'list', '--env-file', file]), { status: 0 })
  const moved = async (by: number) =>
    pool.query('update drizzle.__drizzle_migrations set created_at = created_at + $1', [by])
  await moved(-1)
  t.match(desk(['trust', 'list', '--env-file', file]), { status: 2, said: /older version than the program/ })
  await moved(2)
  t.match(desk(['trust', 'list', '--env-file', file]), { status: 2, said: /newer version of the program/ })

  await t.test('and the service does not start on a newer one', async t => {
    const program = startProgram(t, 'main.js', ['--env-file', file], { PORT: String(await freePort()) })
    t.equal(await program.ended, 78)
    t.match(program.said().err, /newer version of the program: use that one, or restore the backup/)
  })
  await moved(-1)

  await t.test('lost keys are told, not made anew', async t => {
    await writeFile(file, `DATABASE_URL=${url}\nKEYS_FILE=${path.join(folder, 'lost')}\n`)
    t.match(desk(['trust', 'list', '--env-file', file]), { status: 2, said: /There is no key file .+lost/ })
    await t.rejects(stat(path.join(folder, 'lost')))
  })
})

t.test('what the unit, the container and the commands share is one file, which alone counts', async t => {
  const { folder, file, settings } = await withSettings(t, { BASE_URL: 'https://hr.demo.example' })
  const service = startProgram(t, 'main.js', ['--env-file', file])
  await service.says(/works once: https:\/\/hr\.demo\.example/)

  await t.test('while the service runs', async t => {
    const wrong = { DATA_DIR: path.join(folder, 'elsewhere'), KEYS_FILE: path.join(folder, 'elsewhere.keys') }
    const { status, out, said } = desk(['administrator', 'list', '--env-file', 'desk.env'], wrong, folder)
    t.equal(status, 1)
    t.equal(out, '', 'which installation it is, is not mixed with what was asked for')
    t.match(said, `Installation: https://hr.demo.example, its data in ${settings['DATA_DIR']}\n`)
    t.match(said, '還沒有系統管理者')
    t.match(desk(['trust', 'list', '--env-file', file]), { status: 0 })
    t.same((await readdir(folder)).toSorted(), ['data', 'desk.env', 'keys'])
    t.equal((await fetch(`http://127.0.0.1:${settings['PORT']}/health/ready`)).status, 200, 'it runs on')
  })

  t.equal(await service.end('SIGTERM'), 0)
  await t.test('and while it does not', async t => {
    t.match(desk(['administrator', 'list', '--env-file', file]), { status: 1, said: /還沒有系統管理者/ })
    await t.rejects(stat(path.join(folder, 'data/pg18/postmaster.pid')), 'the database it needed has ended again')
  })

  await t.test(
    'a command of root leaves nothing behind that the service could not write',
    { skip: process.getuid?.() !== 0 },
    async t => {
      const data = path.join(folder, 'data')
      const owner = (await stat(path.join(data, 'pg18'))).uid
      const postgres = await startPostgres({ dataDir: data, log: silent })
      t.equal((await stat(path.join(data, 'pg18.owner'))).uid, owner)
      await postgres.stop()
    },
  )
})

t.test('a cluster without its database is no installation either', async t => {
  const { folder, file, settings } = await withSettings(t)
  const postgres = await startPostgres({ dataDir: settings['DATA_DIR'] ?? '', log: silent, make: false })
  await postgres.stop()
  t.match(desk(['trust', 'list', '--env-file', file]), { status: 2, said: /There is no installation in/ })
  await t.rejects(stat(path.join(folder, 'data/pg18/postmaster.pid')), 'the database that was looked into has ended')
})

const lines: [string, string][] = [
  ['BASE_URL="https://hr.test"', 'quotation marks, which docker would keep'],
  ['MAIL_FROM=desk@hr.test # of the school', 'a comment behind a value, which systemd would keep'],
  ['export PORT=3000', 'a command of the shell'],
  ['PORT', 'a name alone'],
  ['DATA_DIR=C:\\desk', 'a backslash, which systemd would take away'],
]
for (const [line, what] of lines) {
  t.test(`a file with ${what} is refused with the number of its line`, async t => {
    const { file } = await withSettings(t)
    await writeFile(file, `# settings\nLOG_LEVEL=info\n${line}\n`)
    t.match(desk(['trust', 'list', '--env-file', file]), {
      status: 2,
      said: new RegExp(`Line 3 of ${file} is not NAME`),
    })
  })
}

t.test('mistakes about the file are told in a sentence', async t => {
  const { file, folder } = await withSettings(t, { LANGUAGE: 'zh', DATA_DIRS: '/srv' })
  const said = (args: string[]) => desk(['trust', 'list', ...args]).said
  t.match(said(['--env-file', file]), /no setting DATA_DIRS: is DATA_DIR meant[^]+no setting LANGUAGE: correct it/)
  t.match(said(['--env-file', path.join(folder, 'none.env')]), /none\.env cannot be read \(ENOENT\)/)
  t.match(said(['--env-file', folder]), /cannot be read \(EISDIR\)/)
  t.match(said(['--env-file']), /--env-file needs the path of one file/)
  t.match(said(['--env-file', file, '--env-file', file]), /--env-file needs the path of one file/)
  const program = startProgram(t, 'main.js', ['--prot', '3000'])
  t.equal(await program.ended, 78)
  t.match(program.said().err, /--prot 3000 is not understood/)
})
