import { readConfig, type Config, type ConfigRead } from './config.ts'
import { openLog } from './log.ts'
import { inBoth, statusOf, type Mistake } from './mistake.ts'
import { unusablePlaces } from './places.ts'
import { portRefused, tryPort } from './ports.ts'
import { askedToEnd, openService } from './service.ts'
import { takeSettings } from './settings-file.ts'
import { openStorage, type Storage } from './storage.ts'
import * as installation from './store/installation/installation.ts'

/** `npm start`: the real installation, configured by the environment or by a file. */
async function main(): Promise<void> {
  const ending = askedToEnd()
  const read = readSettings()
  const mistakes = read.ok ? await run(read.config, ending) : read.mistakes
  for (const mistake of mistakes) console.error(inBoth(mistake))
  if (mistakes.length > 0) process.exitCode = statusOf(mistakes)
}

function readSettings(): ConfigRead {
  const taken = takeSettings(process.argv.slice(2))
  if (!taken.ok) return { ok: false, mistakes: [taken.mistake] }
  const { env, isFile, rest } = taken
  if (rest.length > 0) return { ok: false, mistakes: [{ why: 'settings-file.stray', holes: { said: rest.join(' ') } }] }
  return readConfig(env, 'real', isFile)
}

/** Until it is asked to end. Returns the mistakes that stand in its way. */
async function run(config: Config, ending: ReturnType<typeof askedToEnd>): Promise<Mistake[]> {
  const unusable = unusablePlaces(config)
  if (unusable.length > 0) return unusable

  // before anything is touched: an installation that runs here already has this port
  const port = await tryPort(config.host, config.port)
  if (!port.ok) return [portRefused(config.host, config.port, port.why, otherPort)]

  const log = openLog(config.logLevel)
  const opened = await openStorage('real', config, log, { isOver: ending.isAsked })
  if (ending.isAsked()) {
    if (opened.ok) await opened.storage.close()
    return []
  }
  if (!opened.ok) return [opened.mistake]
  const { storage } = opened
  if (storage.hasNewKeys) {
    console.log(inBoth({ why: 'installation.new-keys', holes: { file: config.keysFile } }))
  }
  const built = await openService('real', config, storage, log, otherPort)
  if (!built.ok) return [built.mistake]
  try {
    if (!storage.isSetUp) await offerSetUp(config, storage)
    await ending.asked
    log.info('The application ends.')
  } finally {
    await built.service.close()
  }
  return []
}

const otherPort = 'PORT=…'

/** Only the hash is kept, so the link is told here and nowhere else. */
async function offerSetUp(config: Config, { db, keys }: Storage) {
  const token = await installation.setUpToken(db, keys.ring)
  await installation.offerSetUp(db, installation.setUpTokenHash(token))
  console.log(`${inBoth({ why: 'installation.offer' })} ${config.baseUrl}/set-up/${token}`)
}

await main()
