import type { FastifyBaseLogger } from 'fastify'
import path from 'node:path'
import { root, type Config } from './config.ts'
import { databaseMistake, unfit } from './database-mistake.ts'
import type { Mistake } from './mistake.ts'
import { migrate, openDatabase, type Db } from './store/database.ts'
import { startPostgres } from './store/embedded-postgres.ts'
import * as installation from './store/installation.ts'
import { makeKeys, readKeys, type Keys } from './store/keys-file.ts'
import { serverFacts } from './store/server-facts.ts'

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

export type Opened<T> = (T & { ok: true }) | { ok: false; mistake: Mistake }

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
  const refuse = async (mistake: Mistake) => {
    await close()
    return { ok: false as const, mistake }
  }

  try {
    const postgres = config.databaseUrl
      ? undefined
      : await startPostgres({
          dataDir: config.dataDir,
          log,
          env: config.pgBin ? { ...process.env, PG_BIN: config.pgBin } : process.env,
        })
    if (postgres) undo.push(postgres.stop)
    const url = postgres?.url ?? config.databaseUrl ?? ''
    const mistake = unfit(await serverFacts(url))
    if (mistake) return await refuse(mistake)
    await migrate(url, path.join(root, 'migrations'))
    const ending = { begun: false }
    const onLost = (err: Error) => ending.begun || log.warn({ err }, 'A connection to the database was lost.')
    const database = openDatabase(url, { onLost })
    undo.push(database.close, async () => void (ending.begun = true))

    const { db } = database
    const isNew = !(await installation.isEntered(db))
    const read = await readKeys(config.keysFile)
    const hasNewKeys = !read.ok && read.mistake.why === 'keys-file.missing' && isNew
    const known = hasNewKeys ? await makeKeys(config.keysFile) : read
    if (!known.ok) return await refuse(known.mistake)
    const entered = await installation.enter(db, known.keys.ring, kind)
    if (!entered.ok) return await refuse({ why: entered.why })
    return { ok: true, cellar: { db, url, keys: known.keys, hasNewKeys, isSetUp: entered.isSetUp, close } }
  } catch (error) {
    log.debug({ err: error }, 'The database is not to be had.')
    const mistake = databaseMistake(error, config)
    // of the embedded database anything else is a fault of the program
    if (mistake) return refuse(mistake)
    await close()
    throw error
  }
}
