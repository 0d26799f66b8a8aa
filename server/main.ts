import { openCellar, type Cellar } from './cellar.ts'
import { readConfig, type Config } from './config.ts'
import { askedToEnd, openHouse } from './house.ts'
import { openLog } from './log.ts'
import { inBoth, type Mistake } from './mistake.ts'
import { unusablePlaces } from './places.ts'
import { portRefused, tryPort } from './ports.ts'
import { takeSettings } from './settings-file.ts'
import * as installation from './store/installation.ts'

/** `npm start`: the real installation, configured by the environment or by a file. Returns the mistakes that stand in its way. */
async function main(): Promise<Mistake[]> {
  const ending = askedToEnd()
  const taken = takeSettings(process.argv.slice(2))
  if (!taken.ok) return [taken.mistake]
  if (taken.rest.length > 0) return [{ why: 'settings-file.stray', holes: { said: taken.rest.join(' ') } }]
  const read = readConfig(taken.env, 'real', taken.isFile)
  if (!read.ok) return read.mistakes
  const { config } = read
  const unusable = unusablePlaces(config)
  if (unusable.length > 0) return unusable

  // before anything is touched: an installation that runs here already has this port
  const port = await tryPort(config.host, config.port)
  if (!port.ok) return [portRefused(config.host, config.port, port.why, otherPort)]

  const log = openLog(config.logLevel)
  const opened = await openCellar('real', config, log, { isOver: ending.isAsked })
  if (ending.isAsked()) {
    if (opened.ok) await opened.cellar.close()
    return []
  }
  if (!opened.ok) return [opened.mistake]
  const { cellar } = opened
  if (cellar.hasNewKeys) {
    console.log(inBoth({ why: 'installation.new-keys', holes: { file: config.keysFile } }))
  }
  const built = await openHouse('real', config, cellar, log, otherPort)
  if (!built.ok) return [built.mistake]
  try {
    if (!cellar.isSetUp) await offerSetUp(config, cellar)
    await ending.asked
    log.info('The application ends.')
  } finally {
    await built.house.close()
  }
  return []
}

const otherPort = 'PORT=…'

/** Only the hash is kept, so the link is told here and nowhere else. */
async function offerSetUp(config: Config, { db, keys }: Cellar) {
  const token = await installation.setUpToken(db, keys.ring)
  await installation.offerSetUp(db, installation.setUpTokenHash(token))
  console.log(`${inBoth({ why: 'installation.offer' })} ${config.baseUrl}/set-up/${token}`)
}

const mistakes = await main()
for (const mistake of mistakes) console.error(inBoth(mistake))
if (mistakes.length > 0) process.exitCode = 1
