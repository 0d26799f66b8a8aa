import { sql } from 'drizzle-orm'
import { Client } from 'pg'
import t, { type Test } from 'tap'
import { outageOf, type Outage } from '../../server/domain/outage.ts'
import { openDatabase } from '../../server/store/database/database.ts'
import * as installation from '../../server/store/installation/installation.ts'
import { startApp, visitor } from '../support/app/app.ts'
import { testDatabase } from '../support/database/database.ts'
import { doorTo } from '../support/database/door.ts'
import { addAgency, addPerson, goodPassword, signIn } from '../support/person/people.ts'
import { eventually, somebodyWaits } from '../support/running/waiting.ts'

const failing: Record<string, Outage | undefined> = {
  '53100': 'full',
  '53200': 'busy',
  '53300': 'busy',
  '40001': 'busy',
  '40P01': 'busy',
  '55P03': 'slow',
  '57014': 'slow',
  '25P03': 'slow',
  '25006': 'read-only',
  '57P01': 'unreachable',
  '57P02': 'unreachable',
  '57P03': 'unreachable',
  '08006': 'unreachable',
  '58030': 'unreachable',
  '23505': undefined,
  '42P01': undefined,
  '22P02': undefined,
  XX000: undefined,
}

t.test('what the database says of itself is told from our mistakes', async t => {
  const { db } = await testDatabase(t)
  for (const [state, outage] of Object.entries(failing)) {
    const fails = sql.raw(`do $$ begin raise exception 'no' using errcode = '${state}'; end $$`)
    const error = await db.transaction(tx => tx.execute(fails)).catch((thrown: unknown) => thrown)
    t.equal(outageOf(error), outage, state)
  }
  const mistake = await db.execute(sql`select 1 from nowhere`).catch((thrown: unknown) => thrown)
  t.equal(outageOf(mistake), undefined)
  t.equal(outageOf(new TypeError('x is not a function')), undefined)
  t.equal(outageOf('a text'), undefined)
})

/** A teacher who is signed in, in an application that reaches its database through a door and waits three seconds for it. */
async function behindDoor(t: Test) {
  const { db: beside, url } = await testDatabase(t)
  const door = await doorTo(t, url)
  const { db, close } = openDatabase(door.url, { max: 2, patience: 3000 })
  t.teardown(close)
  const { app, deps, setClock } = await startApp(t, {}, { db })
  await installation.enter(db, deps.ring, 'demo')
  const teacher = await addPerson(deps, await addAgency(deps))
  const browser = visitor(app)
  await signIn(browser, teacher)
  const name = new URL(url).pathname.slice(1)
  const asAdmin = async (...statements: string[]) => {
    const admin = new URL(url)
    admin.searchParams.set('user', 'postgres')
    const client = new Client({ connectionString: admin.href })
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }
  return { app, browser, teacher, door, name, asAdmin, beside, setClock }
}

type House = Awaited<ReturnType<typeof behindDoor>>
type Fault = { why: Outage; begin: (house: House) => Promise<unknown>; end: (house: House) => Promise<unknown> }

// what a connection was told at its beginning holds until its end
const cutAll = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`

const faults: Record<string, Fault> = {
  'the database is gone': {
    why: 'unreachable',
    begin: ({ door }) => door.shut(),
    end: ({ door }) => door.open(),
  },
  'the database is read-only': {
    why: 'read-only',
    begin: ({ asAdmin, name }) => asAdmin(`alter database ${name} set default_transaction_read_only = on`, cutAll),
    end: ({ asAdmin, name }) =>
      asAdmin(
        'set default_transaction_read_only = off',
        `alter database ${name} reset default_transaction_read_only`,
        cutAll,
      ),
  },
  'the database takes no more connections': {
    why: 'busy',
    begin: ({ asAdmin, name }) => asAdmin(`alter database ${name} connection limit 0`, cutAll),
    end: ({ asAdmin, name }) => asAdmin(`alter database ${name} connection limit -1`),
  },
}

// a connection that was cut may be taken for a living one once more
const served = (browser: House['browser']) =>
  eventually(
    () => browser.get('/corrections'),
    ({ statusCode }) => statusCode === 200,
  )
const told = (app: House['app'], words: string) =>
  eventually(
    () => app.inject('/health/ready'),
    ({ body }) => body === words,
  )

for (const [what, { why, begin, end }] of Object.entries(faults)) {
  t.test(`${what}: 503 in words, with when to try again, and the watchdog hears it`, async t => {
    const all = await behindDoor(t)
    const { app, browser, teacher, setClock } = all
    t.equal((await app.inject('/health/ready')).body, 'ready\n')
    await browser.get('/corrections')
    // so late that the session is written again
    setClock(new Date('2026-11-23T06:05:00Z'))

    await begin(all)
    for (const page of [await browser.get('/corrections'), await browser.get('/')]) {
      t.equal(page.statusCode, 503)
      t.equal(page.headers['retry-after'], '30')
      t.match(page.body, '系統暫時無法讀取資料')
      t.notMatch(page.body, /Error|select|postgres|到登入頁/i)
    }
    const posted = await browser.post('/corrections', { start: 'add:skill' }, { 'hx-request': 'true' })
    t.equal(posted.statusCode, 503)
    t.match(posted.body, '這一步很可能沒有存下來')
    t.equal(posted.headers['hx-retarget'], 'body')
    const stranger = visitor(app)
    const refused = await stranger.post('/sign-in/password', { login_name: teacher.loginName, password: goodPassword })
    t.ok([403, 503].includes(refused.statusCode))
    t.equal(stranger.cookies.has('desk'), false)
    const ready = await told(app, `not ready: database ${why}\n`)
    t.equal(ready.statusCode, 503)
    t.equal(ready.body, `not ready: database ${why}\n`)
    t.equal((await app.inject('/health/live')).statusCode, 200)

    await end(all)
    t.equal((await served(browser)).statusCode, 200, 'nobody had to start anything again')
    t.equal((await told(app, 'ready\n')).statusCode, 200)
  })
}

t.test('who waits too long for the database is told so, and so is the watchdog', async t => {
  const { app, browser, beside } = await behindDoor(t)
  await beside.transaction(async tx => {
    await tx.execute('lock table sessions in access exclusive mode')
    const pages = Promise.all([browser.get('/corrections'), browser.get('/corrections')])
    await somebodyWaits(beside, 2)
    t.equal((await app.inject('/health/ready')).body, 'not ready: database slow\n', 'no connection is left')
    for (const { statusCode } of await pages) t.equal(statusCode, 503)
  })
  t.equal((await served(browser)).statusCode, 200)
})

t.test('a connection that ends under a page costs this page alone', async t => {
  const { browser, beside, asAdmin } = await behindDoor(t)
  const page = await beside.transaction(async tx => {
    await tx.execute('lock table sessions in access exclusive mode')
    const waiting = browser.get('/corrections')
    await somebodyWaits(beside)
    await asAdmin(
      `select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    return waiting
  })
  t.equal(page.statusCode, 503)
  t.equal((await served(browser)).statusCode, 200)
})

t.test('a backup that is older than the program is not served as if it were ready', async t => {
  const { app, beside } = await behindDoor(t)
  await beside.execute(sql`delete from drizzle.__drizzle_migrations
    where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`)
  t.equal((await app.inject('/health/ready')).body, 'not ready: database restored\n')
  await beside.execute('drop schema drizzle cascade')
  const { statusCode, body } = await app.inject('/health/ready')
  t.same([statusCode, body], [503, 'not ready: database unusable\n'], 'and says nothing of the inside')
})
