import { cp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Client, DatabaseError } from 'pg'
import t from 'tap'
import { root } from '../../../server/config.ts'
import { migrate } from '../../../server/store/database/database.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as events from '../../../server/store/database/events.ts'
import { prepareNextYear } from '../../../server/store/database/years.ts'
import { emptyDatabase, testDatabase } from '../../support/database/database.ts'

type Pool = Awaited<ReturnType<typeof testDatabase>>['pool']

const migrations = path.join(root, 'migrations')
const about = '00000000-0000-4000-8000-000000000001'

/** The parts of a table with what their rows must be, oldest first. */
async function partsOf(pool: Pool, table: string): Promise<string[]> {
  const { rows } = await pool.query<{ part: string }>(
    `select relname || ' ' || pg_get_expr(relpartbound, oid) as part from pg_class join pg_inherits on inhrelid = oid
      where inhparent = $1::regclass order by pg_get_expr(relpartbound, oid) !~ 'MINVALUE', relname`,
    [table],
  )
  return rows.map(({ part }) => part.replaceAll(/ 00:00:00\+00| FOR VALUES/g, ''))
}

const happened = (year: number, month = 6) => ({
  what: 'installation.set-up' as const,
  about,
  by: bySystem,
  at: new Date(Date.UTC(year, month - 1, 1)),
})

t.test('every year gets a part of its own a month early, however often one looks', async t => {
  const { db, pool } = await testDatabase(t)
  const [first = ''] = await partsOf(pool, 'events')
  const begun = Number(/TO \('(\d+)/.exec(first)?.[1])
  const on = (day: string) => prepareNextYear(db, 'events', new Date(`${day}T00:00:00Z`))
  const years = async () => (await partsOf(pool, 'events')).map(part => part.replace(/^events_/, ''))
  await on(`${begun - 1}-11-01`)
  t.same(await years(), [
    `first FROM (MINVALUE) TO ('${begun}-01-01')`,
    `${begun} FROM ('${begun}-01-01') TO (MAXVALUE)`,
  ])
  await on(`${begun - 1}-12-15`)
  await on(`${begun}-11-01`)
  t.same((await years()).slice(1), [
    `${begun} FROM ('${begun}-01-01') TO ('${begun + 1}-01-01')`,
    `${begun + 1} FROM ('${begun + 1}-01-01') TO (MAXVALUE)`,
  ])
})

t.test('a row finds its place at any time, also where nobody has looked for years or a clock was ahead', async t => {
  const { db, pool } = await testDatabase(t)
  const [first = ''] = await partsOf(pool, 'events')
  const begun = Number(/TO \('(\d+)/.exec(first)?.[1])
  for (const year of [1990, begun, begun + 5, begun + 40]) await events.add(db, happened(year))
  await prepareNextYear(db, 'events', happened(begun + 5).at)
  t.same((await partsOf(pool, 'events')).at(-1), `events_${begun + 41} FROM ('${begun + 41}-01-01') TO (MAXVALUE)`)
  await events.add(db, happened(begun + 50))
  t.equal((await pool.query('select * from events')).rowCount, 5)
})

t.test('while somebody writes it waits for no longer than a moment, and comes again', async t => {
  const { db, pool } = await testDatabase(t)
  const then = new Date(Date.UTC(new Date().getUTCFullYear() + 3, 1))
  const before = await partsOf(pool, 'events')
  await db.transaction(async tx => {
    await events.add(tx, happened(2020))
    const refused = await prepareNextYear(db, 'events', then).catch((error: Error) => error.cause)
    t.match(refused, { code: '55P03' })
    await events.add(db, happened(2021))
  })
  t.same(await partsOf(pool, 'events'), before)
  await prepareNextYear(db, 'events', then)
  t.equal((await partsOf(pool, 'events')).length, before.length + 1)
  t.equal((await pool.query('select * from events')).rowCount, 2)
})

t.test('whoever has the rights of the program rewrites no log row by row, nor empties a part of it', async t => {
  const { db, pool } = await testDatabase(t)
  await events.add(db, happened(2020))
  await prepareNextYear(db, 'events', new Date(Date.UTC(new Date().getUTCFullYear() + 3)))
  const parts = (await partsOf(pool, 'events')).map(part => part.split(' ')[0])
  t.equal(parts.length, 3)
  for (const statement of [
    'update events set at = at',
    'delete from events',
    'truncate events',
    ...parts.map(part => `truncate ${part}`),
    'update events_first set at = now()',
    'delete from events_first',
    'truncate access_log',
    'truncate access_log_first',
    'truncate correction_events',
    'truncate record_versions cascade',
    'truncate signatures',
  ]) {
    const refused = await pool.query(statement).catch((error: unknown) => error)
    t.match(refused, { code: '23001', message: /append-only/ }, statement)
  }
  const astray = await pool.query(`insert into ${parts[1]} select * from events_first`).catch((error: unknown) => error)
  t.ok(astray instanceof DatabaseError, 'and a row of another year has no place in a part')
  t.equal((await pool.query('select * from events')).rowCount, 1)
})

const idOf = (n: number) => `0199b3a0-0000-7000-8000-00000000000${n}`
// one whose people are asked, one in the dry run, one that is applied
const olderSheets = `
  insert into agencies (id, code, name, kind) values ('${idOf(0)}', '999000009A', '示範國小', 'school');
  insert into batches (id, agency_id, verb, section, state, purpose, people, differing, form, which, reason,
      by_account_id, at)
    select id::uuid, '${idOf(0)}', 'add', 'reward', state, '', '[]', '[]', '{}', '{}', '', '${idOf(0)}', now()
    from (values ('${idOf(2)}', 'checking'), ('${idOf(3)}', 'applied')) as sent (id, state);
  insert into imports (id, agency_id, verb, section, state, purpose, digest, format, source, header_at, names, columns,
      lines, untidy, has_formulas, batch_id, by_account_id, at)
    select id::uuid, '${idOf(0)}', 'add', 'reward', state, '', '', 'csv', '', 1, '[]', '[]', 1, 0, false,
      batch_id::uuid, '${idOf(0)}', now()
    from (values ('${idOf(1)}', 'people', null), ('${idOf(2)}', 'handed-on', '${idOf(2)}'),
      ('${idOf(3)}', 'handed-on', '${idOf(3)}')) as sent (id, state, batch_id);
  insert into import_lines (import_id, at, key, cells) select id, 1, '', '' from imports`

t.test('a database of the version before keeps its rows, numbers and privileges as they are', async t => {
  const url = await emptyDatabase(t)
  const older = path.join(t.testdir(), 'migrations')
  await cp(migrations, older, { recursive: true })
  const journal = path.join(older, 'meta/_journal.json')
  const { entries, ...rest } = JSON.parse(await readFile(journal, 'utf8'))
  const migrateUpTo = async (name: string) => {
    const before = entries.findIndex(({ tag }: { tag: string }) => tag.endsWith(name))
    await writeFile(journal, JSON.stringify({ ...rest, entries: entries.slice(0, before) }))
    await migrate(url, older)
  }
  await migrateUpTo('_parts-by-year')

  const client = new Client({ connectionString: url })
  await client.connect()
  t.teardown(() => client.end())
  await client.query(`
    insert into people (id, name, id_number_index) values ('${about}', '林美華', '1');
    insert into accounts (id, person_id, state) values ('${about}', '${about}', 'active');
    insert into access_log (person_id, account_id, viewer_name, viewer_role, action, purpose, address, request_id, at)
      values ('${about}', '${about}', '', '', 'open', '', '', '', '2020-01-01'), ('${about}', '${about}', '', '', 'open', '', '', '', '2045-01-01');
    insert into sign_ins (account_id, way, outcome, address, at) values ('${about}', 'card', 'ok', '', '2020-01-01');
    insert into events (what, about, details, at) values ('installation.set-up', '${about}', '{}', '2020-01-01');
    grant select on events to public`)
  const file = async () => (await client.query(`select pg_relation_filenode('events_first') as file`)).rows[0].file
  const { rows } = await client.query(`select pg_relation_filenode('events') as file`)
  await migrateUpTo('_calendar-and-size')
  await client.query(olderSheets)
  await migrate(url, migrations)
  t.equal(await file(), rows[0].file, 'nothing was copied')
  const { rows: sheets } = await client.query('select id::text, state, why from imports order by id')
  t.same(
    sheets.map(({ id, state, why }) => [id.at(-1), state, why]),
    [
      ['1', 'not-read', 'import.refused.older'],
      ['2', 'not-read', 'import.refused.older'],
      ['3', 'handed-on', null],
    ],
    'a list that was open is sent again, since its lines are gone',
  )
  const { rows: batches } = await client.query('select id::text from batches')
  t.same(batches, [{ id: idOf(3) }], 'and a batch of its lines that was not applied goes')
  const count = async (table: string) => (await client.query(`select * from ${table}`)).rowCount
  t.same([await count('access_log'), await count('sign_ins'), await count('events')], [2, 1, 1])
  const add = async (at: string) =>
    (
      await client.query(
        `insert into events (what, about, details, at) values ('guide.written', '', '{}', ${at}) returning id`,
      )
    ).rows[0].id
  t.equal(await add('now()'), '2', 'the numbers go on')
  await client.query('drop table events_first')
  t.equal(await add(`now() + interval '1 year'`), '3', 'and belong to no part')
  const { rows: allowed } = await client.query(`select has_table_privilege('public', 'events', 'select') as may`)
  t.ok(allowed[0].may)
})
