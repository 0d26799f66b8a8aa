import { readFile, rm } from 'node:fs/promises'
import { cpus } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { correctableFields, sectionOf } from '../../server/domain/record/sections.ts'
import { startPostgres } from '../../server/outside/postgres/embedded.ts'
import * as corrections from '../../server/store/correction/corrections.ts'
import { openDatabase } from '../../server/store/database/database.ts'
import { readKeys } from '../../server/store/installation/keys-file.ts'
import { trustOf } from '../../server/store/trust/trust.ts'
import { scratchFolder, silent } from '../support/database/cluster.ts'
import { freePort } from '../support/running/program.ts'
import { measureCards } from './cards.ts'
import { addCity, addLongLife } from './city.ts'
import { measureCrowd } from './crowd.ts'
import { measureLists, withPast } from './lists.ts'
import { comparePage, compareSignIn, cookiesFor, pagesOf, signIns, type Place } from './pages.ts'
import { during, start } from './process.ts'
import { openCards, server, startProduct } from './product.ts'
import { tellSlowLine } from './slow-line.ts'
import { costTable, crowdTable, listTable, ratioTable, type Compared, type Ratio } from './table.ts'

/**
 * `npm run bench -- [--people N] [--seconds N] [NAME …]`: the product beside a floor of its own, both on this machine
 * now, so that ratios can be compared. Names choose pages, sign-ins, `slow-line`, `cards`, `start`, and without a floor
 * `lists` and `crowd`, which comes for so many seconds; none are all of them.
 */
async function main(folder: string, { people, seconds }: Size, names: readonly string[]) {
  const isAsked = (name: string) => names.length === 0 || names.includes(name)
  const data = path.join(folder, 'demo')
  const port = await freePort()
  const first = await startProduct(data, port)
  console.log(`The district was made in ${inSeconds(first.milliseconds)}.`)
  await first.stop()
  await prepare(data, people)

  const postgres = await startPostgres({ dataDir: path.join(data, 'database'), log: silent })
  const admin = await connected(postgres.adminUrl)
  const client = await connected(postgres.url)
  const { db, close } = openDatabase(postgres.url)
  try {
    await admin.query('create extension pg_stat_statements')
    const keysFile = path.join(data, 'keys')
    const ring = await ringOf(keysFile)
    const cookies = await during(startProduct(data, port), async ({ demo }) => {
      if (isAsked('slow-line')) await tellSlowLine(port)
      return cookiesFor(demo)
    })

    const counters = { admin, postmaster: postgres.pid() }
    const place: Place = { folder, data, keysFile, url: postgres.url, ring, port, client, counters }
    const pages: Compared[] = []
    for (const page of pagesOf(await draftOf(client, db))) {
      if (isAsked(page.name)) pages.push(await comparePage(place, page, cookies[page.loginName] ?? ''))
    }
    const ca = await openCards(data)
    for (const way of signIns) if (isAsked(way)) pages.push(await compareSignIn(place, ca, way))
    const ratios: Ratio[] = isAsked('cards') ? await measureCards(ca, await trustOf(db)) : []
    const crowds = isAsked('crowd') ? await measureCrowd(place, seconds) : []
    const lists = isAsked('lists') ? await measureLists(place) : []
    return { pages, ratios, crowds, lists }
  } finally {
    await Promise.all([admin.end(), client.end(), close()])
    await postgres.stop()
  }
}

type Size = { people: number; seconds: number }

const inSeconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`

async function connected(connectionString: string) {
  const client = new Client({ connectionString })
  await client.connect()
  return client
}

/**
 * What the database needs before it is measured: from its next start on it counts what statements are called and read,
 * and the city, if one was asked for. Nothing is lost if it is lost.
 */
async function prepare(data: string, people: number) {
  const guest = await startPostgres({ dataDir: path.join(data, 'database'), log: silent, fsync: false })
  const url = new URL(guest.adminUrl)
  url.pathname = '/personnel_desk'
  const admin = await connected(url.href)
  try {
    await admin.query(`alter system set shared_preload_libraries = 'pg_stat_statements'`)
    await admin.query(`alter system set max_wal_size = '16GB'`)
    await admin.query('select pg_reload_conf()')
    await addLongLife(admin, withPast)
    if (people > 0) {
      const begun = performance.now()
      await addCity(admin, await ringOf(path.join(data, 'keys')), people, new Date())
      console.log(`A city of ${people} people was made in ${inSeconds(performance.now() - begun)}.`)
    }
    await admin.query('alter system reset max_wal_size')
  } finally {
    await admin.end()
    await guest.stop()
  }
}

async function ringOf(keysFile: string) {
  const read = await readKeys(keysFile)
  if (!read.ok) throw new Error(read.mistake.why)
  return read.keys.ring
}

/** The draft of a correction of all of a teacher's basic data, the longest form. */
async function draftOf(client: Client, db: ReturnType<typeof openDatabase>['db']): Promise<string> {
  const { rows } = await client.query<{ personId: string; rowId: string; baseVersion: number }>(
    `select r.person_id as "personId", r.id as "rowId", r.version as "baseVersion"
       from record_rows r join accounts a on a.person_id = r.person_id where a.login_name = 'lin.meihua' and r.section = 'basic'`,
  )
  const draft =
    rows[0] && (await corrections.start(db, { ...rows[0], section: 'basic', operation: 'change' }, new Date()))
  if (!draft) throw new Error('there is no draft')
  const fields = correctableFields(sectionOf('basic'), 'change').map(({ id }) => id)
  await client.query('update corrections set fields = $1 where id = $2', [fields, draft])
  return draft
}

/** A second start of an empty installation, database and all, beside one of the database and a bare server. */
async function measureStart(folder: string): Promise<Ratio> {
  const data = path.join(folder, 'real')
  const env = { DATA_DIR: data, KEYS_FILE: path.join(folder, 'keys'), PORT: String(await freePort()) }
  const first = await start(server('main'), [], /Server listening/, env)
  await first.stop()
  const second = await start(server('main'), [], /Server listening/, env)
  await second.stop()

  const begun = performance.now()
  const postgres = await startPostgres({ dataDir: data, log: silent })
  const database = performance.now() - begun
  const bare = await start(path.join(import.meta.dirname, 'floor.js'), [postgres.url], /^ready/)
  await bare.stop()
  await postgres.stop()
  const floor = database + bare.milliseconds
  return { what: 'from the command to the first answer', unit: 'ms', ours: second.milliseconds, floor }
}

const { values, positionals } = parseArgs({
  options: { people: { type: 'string' }, seconds: { type: 'string', default: '10' } },
  allowPositionals: true,
})
const size = { people: Number(values.people ?? 0), seconds: Number(values.seconds) }
const known = [...pagesOf('').map(({ name }) => name), ...signIns, 'slow-line', 'cards', 'start', 'crowd', 'lists']
const unknown = positionals.filter(name => !known.includes(name))
if (unknown.length > 0 || (values.people !== undefined && !(size.people > 300)) || !(size.seconds > 0)) {
  console.error(`npm run bench -- [--people N, more than 300] [--seconds N] [${known.join(' | ')}]`)
  process.exit(1)
}
const folder = await scratchFolder()
try {
  const { pages, ratios, crowds, lists } = await main(folder, size, positionals)
  if (positionals.length === 0 || positionals.includes('start')) ratios.push(await measureStart(folder))
  const [load = ''] = (await readFile('/proc/loadavg', 'utf8')).split(' ')
  console.log(`${cpus().length} processors, load ${load}, Node ${process.version}; each time product / floor`)
  if (pages.length > 0) console.log(`\n${costTable(pages)}`)
  if (ratios.length > 0) console.log(`\n${ratioTable(ratios)}`)
  if (crowds.length > 0) console.log(`\n${crowdTable(crowds)}`)
  if (lists.length > 0) console.log(`\n${listTable(lists)}`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
