import type { FastifyBaseLogger } from 'fastify'
import path from 'node:path'
import { root, type Config } from './config.ts'
import { databaseMistake, newestMigration, unfit } from './database-mistake.ts'
import type { OutsideHome } from './domain/correction/evidence-home.ts'
import { shippedTables } from './domain/record/code-tables.ts'
import type { Mistake } from './mistake.ts'
import type { HomeSettings } from './outside/evidence-homes.ts'
import { startPostgres } from './outside/postgres/embedded.ts'
import { whyNoCluster } from './outside/postgres/folders.ts'
import * as evidenceOutside from './store/correction/evidence-outside.ts'
import { forJobs, migrate, openDatabase, startAlone, type Db } from './store/database/database.ts'
import { serverFacts } from './store/database/server-facts.ts'
import * as installation from './store/installation/installation.ts'
import { makeKeys, readKeys, type Keys } from './store/installation/keys-file.ts'
import * as codeTables from './store/record/code-tables.ts'
import { readCalendar } from './store/calendar/calendar.ts'
import { readTables } from './store/record/followed-tables.ts'
import { undoing } from './undoing.ts'

/** The database of an installation, open, migrated and known to be of the right kind. */
export type Storage = {
  db: Db
  /** The same with more patience, for work that nobody waits for. */
  jobsDb: Db
  /** Of the database, for the jobs. */
  url: string
  keys: Keys
  /** The first start with these keys: the operator must hear that a copy is needed. */
  hasNewKeys: boolean
  isSetUp: boolean
  /** Until then others who start on this database wait. */
  letOthersStart: () => Promise<void>
  close: () => Promise<void>
}

export type Opened<T> = (T & { ok: true }) | { ok: false; mistake: Mistake }

/**
 * Starts or reaches the database, brings its schema up to date, makes or reads the keys, while others who start on it
 * wait; one who waits stops when `isOver`. With `find` an installation is taken as it is: what is not there is
 * refused, and nothing is made. `mistake` is for the operator.
 */
export async function openStorage(
  kind: installation.Kind,
  config: Config,
  log: FastifyBaseLogger,
  { use = 'serve', isOver }: { use?: 'serve' | 'find'; isOver?: () => boolean } = {},
): Promise<Opened<{ storage: Storage }>> {
  const { push, undo: close } = undoing()
  const refuse = async (mistake: Mistake) => {
    await close()
    return { ok: false as const, mistake }
  }

  const place = placeOf(config)
  try {
    if (use === 'find' && !config.databaseUrl) {
      const code = await whyNoCluster(config.dataDir)
      if (code)
        return await refuse({
          why: code === 'ENOENT' ? 'installation.none' : 'installation.closed',
          holes: { place, code },
        })
    }
    const postgres = config.databaseUrl
      ? undefined
      : await startPostgres({
          dataDir: config.dataDir,
          log,
          env: { PATH: process.env.PATH, PG_BIN: config.pgBin },
          make: use === 'serve',
        })
    if (postgres) push(postgres.stop)
    const url = postgres?.url ?? config.databaseUrl ?? ''
    const facts = await serverFacts(url)
    const mistake = unfit(facts)
    if (mistake) return await refuse(mistake)
    let letOthersStart = async () => {}
    if (use === 'find') {
      if (!facts.isEntered) return await refuse({ why: 'installation.none', holes: { place } })
      if (facts.migratedTo < newestMigration()) return await refuse({ why: 'installation.behind' })
    } else {
      const alone = await startAlone(url, () => log.info('Another instance is starting: this one waits.'), isOver)
      if (!alone) return await refuse({ why: 'installation.others-start' })
      letOthersStart = once(alone)
      push(letOthersStart)
      await migrate(url, path.join(root, 'migrations'))
    }
    const ending = { begun: false }
    const onLost = (err: Error) => ending.begun || log.warn({ err }, 'A connection to the database was lost.')
    const database = openDatabase(url, { onLost })
    const slower = openDatabase(url, { onLost, max: 3, patience: forJobs })
    push(database.close, slower.close, async () => void (ending.begun = true))

    const { db } = database
    const isNew = !(await installation.isEntered(db))
    const read = await readKeys(config.keysFile)
    const hasNewKeys = !read.ok && read.mistake.why === 'keys-file.missing' && isNew
    const known = hasNewKeys ? await makeKeys(config.keysFile) : read
    if (!known.ok) return await refuse(known.mistake)
    const entered = await installation.enter(db, known.keys.ring, kind)
    if (!entered.ok) return await refuse({ why: entered.why })
    const { isSetUp } = entered
    if (use === 'serve') await codeTables.ship(db, shippedTables)
    await readTables(db)
    await readCalendar(db)
    const names = namesMissing(config.evidence, await evidenceOutside.inUse(db))
    if (names) return await refuse({ why: 'installation.evidence-elsewhere', holes: { names } })
    const storage = { db, jobsDb: slower.db, url, keys: known.keys, hasNewKeys, isSetUp, letOthersStart, close }
    return { ok: true, storage }
  } catch (error) {
    log.debug({ err: error }, 'The database is not to be had.')
    const mistake = databaseMistake(error, config)
    // of the embedded database anything else is a fault of the program
    if (mistake) return refuse(mistake)
    await close()
    throw error
  }
}

/** The settings without which files of evidence are out of reach. */
function namesMissing(settings: HomeSettings, inUse: readonly OutsideHome[]): string {
  const names = { folder: 'EVIDENCE_FOLDER', s3: 'EVIDENCE_S3_URL' }
  return inUse
    .filter(home => !settings[home])
    .map(home => names[home])
    .join(', ')
}

/** Where the data are, as one may print it: an address without user and password, or the folder. */
export function placeOf({ databaseUrl, dataDir }: Config): string {
  if (!databaseUrl) return dataDir
  const { protocol, host, pathname, searchParams } = new URL(databaseUrl)
  return `${protocol}//${host || (searchParams.get('host') ?? '')}${pathname}`
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => (done ??= work())
}
