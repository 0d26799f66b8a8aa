import { createServer } from 'node:net'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import t, { type Test } from 'tap'
import { root } from '../server/config.ts'
import { startPostgres } from '../server/outside/postgres/embedded.ts'
import { migrate, openDatabase } from '../server/store/database/database.ts'
import * as installation from '../server/store/installation/installation.ts'
import { readKeys } from '../server/store/installation/keys-file.ts'
import * as schema from '../server/store/schema.ts'
import { silent } from './support/database/cluster.ts'
import { emptyDatabase } from './support/database/database.ts'
import { freePort, programFolder, startProgram } from './support/running/program.ts'

async function home(t: Test) {
  const folder = await programFolder(t)
  const port = await freePort()
  const env = { PORT: String(port), DATA_DIR: path.join(folder, 'data'), KEYS_FILE: path.join(folder, 'keys') }
  return { folder, port, env }
}

const begin = (t: Test, env: NodeJS.ProcessEnv) => startProgram(t, 'main.js', [], env)

/** Opens the installation's database while the application does not run. */
async function inDatabase(
  env: { DATA_DIR: string; KEYS_FILE: string },
  work: (db: Parameters<typeof installation.enter>[0]) => Promise<unknown>,
) {
  const postgres = await startPostgres({ dataDir: env.DATA_DIR, log: silent })
  await migrate(postgres.url, path.join(root, 'migrations'))
  const { db, close } = openDatabase(postgres.url)
  await work(db)
  await close()
  await postgres.stop()
}

t.test('every mistake of the configuration is told in a sentence of its own, and nothing starts', async t => {
  const { env } = await home(t)
  const program = begin(t, { ...env, LOG_LEVEL: 'loud', TRUST_PROXY: 'yes' })
  t.equal(await program.ended, 78)
  t.equal(program.said().out, '')
  t.match(
    program.said().err,
    /^TRUST_PROXY 要.+。\nTRUST_PROXY must .+\.\nLOG_LEVEL 只能.+。\nLOG_LEVEL must .+\.\n$/,
    'in both languages',
  )
  await t.rejects(stat(env.DATA_DIR))
})

t.test('a port that is taken is named, with what to do', async t => {
  const { env, port } = await home(t)
  const other = createServer().listen(port, '127.0.0.1')
  t.teardown(() => other.close())
  const program = begin(t, env)
  t.equal(await program.ended, 1)
  t.match(
    program.said().err,
    new RegExp(`^.+${process.pid}.+\nPort ${port} is taken by process ${process.pid} \\(.+\\): end it, or .+PORT=…\n$`),
  )
  await t.rejects(stat(env.DATA_DIR), 'the database was not touched')
})

t.test('a first start makes keys and offers the set-up link; a second start knows them', async t => {
  const { env, port } = await home(t)
  const first = begin(t, env)
  const [, link = ''] = await first.says(/works once: (\S+)\n/)
  t.match(link, new RegExp(`^http://localhost:${port}/set-up/[\\w-]{32}$`))
  t.equal((await stat(env.KEYS_FILE)).mode & 0o777, 0o600)
  const keys = await readFile(env.KEYS_FILE, 'utf8')

  const page = await fetch(`http://127.0.0.1:${port}/sign-in?next=/A123456789`, {
    headers: { cookie: 'a=in-the-cookie' },
  })
  t.equal(page.status, 200)
  t.equal((await fetch(`http://127.0.0.1:${port}/health/ready`)).status, 200)
  t.equal((await fetch(link)).status, 200, 'the link leads to the form of the first administrator')

  t.equal(await first.end('SIGTERM'), 0)
  await t.rejects(stat(path.join(env.DATA_DIR, 'pg18/postmaster.pid')), 'and the database with it')

  await t.test('its log tells the path of a request and nothing else of it', async t => {
    const { out } = first.said()
    t.match(out, /"path":"\/sign-in"/)
    t.notMatch(out, /A123456789|in-the-cookie|127\.0\.0\.1"/)
    t.equal(out.split(link).length, 2, 'the link is told once')
  })

  const second = begin(t, env)
  const [, again = ''] = await second.says(/works once: (\S+)\n/)
  t.equal(again, link, 'the link is the same until somebody used it')
  t.notMatch(second.said().out, /New keys/)
  t.equal(await readFile(env.KEYS_FILE, 'utf8'), keys)
  t.equal(await second.end('SIGINT'), 0)

  await t.test('without its keys it does not start and makes no new ones', async t => {
    const program = begin(t, { ...env, KEYS_FILE: `${env.KEYS_FILE}-lost` })
    t.equal(await program.ended, 1)
    t.match(program.said().err, /There is no key file .+ cannot be read without it/)
    await t.rejects(stat(`${env.KEYS_FILE}-lost`))
  })

  await t.test('keys of another installation are refused', async t => {
    const strange = { ...(await home(t)).env, DATA_DIR: env.DATA_DIR }
    await writeFile(strange.KEYS_FILE, keys.replace(/:[\w+/]{4}/, ':AAAA'), { mode: 0o600 })
    const program = begin(t, strange)
    t.equal(await program.ended, 78)
    t.match(program.said().err, /do not open this database/)
  })

  await t.test('once somebody set it up, no link is offered', async t => {
    await inDatabase(env, async db => {
      const [row] = await db.select().from(schema.installation)
      t.ok(row?.listsAskedAt ?? row?.listsTriedAt, 'revocation lists were asked for at the start')
      await db.execute('update installation set set_up_at = now()')
    })
    const program = begin(t, env)
    await program.says(/Server listening/)
    t.equal(await program.end('SIGTERM'), 0)
    t.notMatch(program.said().out, /set-up/)
  })

  await t.test('an anchor of a test authority keeps it from starting', async t => {
    const anchor = {
      fingerprint: 'f',
      role: 'root' as const,
      keyId: 'k',
      certificate: Buffer.of(1),
      test: true,
      addedAt: new Date(),
    }
    await inDatabase(env, db => db.insert(schema.trustAnchors).values(anchor))
    const program = begin(t, env)
    t.equal(await program.ended, 78)
    t.match(program.said().err, /trust anchor of a test authority/)
  })
})

t.test(
  'instances that start together on an empty database all come up, with the same keys and the same link',
  async t => {
    const url = await emptyDatabase(t)
    const { env, folder } = await home(t)
    const places = await Promise.all(
      Array.from({ length: 3 }, async () => ({ ...env, PORT: String(await freePort()) })),
    )
    const programs = places.map(place => begin(t, { ...place, BASE_URL: 'http://localhost:3000', DATABASE_URL: url }))
    const told = await Promise.all(
      programs.map(async program => {
        await program.says(/Server listening/)
        const [, token = ''] = await program.says(/\/set-up\/(\S+)\n/)
        return token
      }),
    )
    t.equal(new Set(told).size, 1)
    for (const { PORT } of places) t.equal((await fetch(`http://127.0.0.1:${PORT}/set-up/${told[0]}`)).status, 200)
    t.equal(
      programs.filter(program => program.said().out.includes(env.KEYS_FILE)).length,
      1,
      'one of them made the keys',
    )

    const other = { ...env, KEYS_FILE: path.join(folder, 'keys of another machine'), PORT: String(await freePort()) }
    const refused = begin(t, { ...other, DATABASE_URL: url })
    t.equal(await refused.ended, 1, 'another machine without the keys is refused')
    t.match(refused.said().err, /^.+\nThere is no key file .+\.\n$/)
    for (const program of programs) t.equal(await program.end('SIGTERM'), 0)
  },
)

t.test('the database of the demonstration is refused', async t => {
  const { env } = await home(t)
  await mkdir(env.DATA_DIR)
  const program = begin(t, env)
  await program.says(/works once/)
  await program.end('SIGTERM')
  await inDatabase(env, async db => {
    const keys = await readKeys(env.KEYS_FILE)
    if (!keys.ok) throw new Error(keys.mistake.why)
    await db.execute('delete from installation')
    await installation.enter(db, keys.keys.ring, 'demo')
  })
  const refused = begin(t, env)
  t.equal(await refused.ended, 78)
  t.match(refused.said().err, /holds the demonstration with invented people/)
})

t.test('a database that cannot be reached is told without its password', async t => {
  const { env } = await home(t)
  const url = `postgresql://desk:hidden-word@127.0.0.1:${await freePort()}/desk`
  const program = begin(t, { ...env, DATABASE_URL: url })
  t.equal(await program.ended, 1)
  t.match(program.said().err, /^.+\nThe PostgreSQL of DATABASE_URL cannot be reached \(ECONNREFUSED\).+\n$/)
  t.notMatch(program.said().out + program.said().err, /hidden-word/)
})
