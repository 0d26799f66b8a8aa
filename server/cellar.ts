import type { FastifyBaseLogger } from 'fastify'
import path from 'node:path'
import { root, type Config } from './config.ts'
import { migrate, openDatabase, type Db } from './store/database.ts'
import { startPostgres } from './store/embedded-postgres.ts'
import * as installation from './store/installation.ts'
import { makeKeys, readKeys, type Keys } from './store/keys-file.ts'

/** The database of an installation, open, migrated and known to be of the right kind. */
export type Cellar = {
  db: Db
  /** Of the database, for the jobs. */
  url: string
  keys: Keys
  /** The first start with these keys: the operator must hear that a copy is needed. */
  hasNewKeys: boolean
  isSetUp: boolean
  close: () => Promise<void>
}

export type Opened<T> = (T & { ok: true }) | { ok: false; mistake: string }

/** Starts or reaches the database, brings its schema up to date, makes or reads the keys. `mistake` is for the operator. */
export async function openCellar(
  kind: installation.Kind,
  config: Config,
  log: FastifyBaseLogger,
): Promise<Opened<{ cellar: Cellar }>> {
  const undo: (() => Promise<void>)[] = []
  const close = async () => {
    for (const step of undo.splice(0).toReversed()) await step()
  }
  const refuse = async (mistake: string) => {
    await close()
    return { ok: false as const, mistake }
  }

  try {
    const postgres = config.databaseUrl ? undefined : await startPostgres({ dataDir: config.dataDir, log })
    if (postgres) undo.push(postgres.stop)
    const url = postgres?.url ?? config.databaseUrl ?? ''
    await migrate(url, path.join(root, 'migrations'))
    const ending = { begun: false }
    const onLost = (err: Error) => ending.begun || log.warn({ err }, 'A connection to the database was lost.')
    const database = openDatabase(url, { onLost })
    undo.push(database.close, async () => void (ending.begun = true))

    const { db } = database
    const isNew = !(await installation.isEntered(db))
    const read = await readKeys(config.keysFile)
    const hasNewKeys = !read.ok && read.isMissing && isNew
    const known = hasNewKeys ? await makeKeys(config.keysFile) : read
    if (!known.ok) {
      // it need not lie in DATA_DIR: a database that root starts may have to lie elsewhere
      const which = postgres ? `The database in ${postgres.dataFolder}` : 'This database'
      return await refuse(isNew ? known.mistake : `${known.mistake} ${which} cannot be read without it.`)
    }
    const entered = await installation.enter(db, known.keys.ring, kind)
    if (!entered.ok) return await refuse(entered.mistake)
    return { ok: true, cellar: { db, url, keys: known.keys, hasNewKeys, isSetUp: entered.isSetUp, close } }
  } catch (error) {
    log.debug({ err: error }, 'The database is not to be had.')
    const why = error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : 'unknown'
    return refuse(config.databaseUrl ? `The database of DATABASE_URL cannot be used: ${why}` : why)
  }
}
