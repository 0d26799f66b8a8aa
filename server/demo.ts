import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { readConfig, type Config } from './config.ts'
import { activationCodes } from './demo/activation-codes.ts'
import { agencyCardsTold, readAgencyCards, registerAgencyCards, type AgencyCards } from './demo/agency-cards.ts'
import { bindCards, bindHealthCards, readCards, readPhones } from './demo/bind.ts'
import { cast } from './demo/district/cast.ts'
import { crowdOf, type Soul } from './demo/district/crowd.ts'
import { drawerOf } from './demo/drawer.ts'
import { healthCardNumber, type HealthCards } from './demo/health-cards.ts'
import { readOptions, type Options } from './demo/options.ts'
import { hasPhone, type Phones } from './demo/phones.ts'
import { seed } from './demo/seed.ts'
import type { Simulator } from './demo/simulator.ts'
import { startSimulators, stopSimulators } from './demo/simulators.ts'
import { inWords, personTold } from './demo/tell.ts'
import { legalDay } from './domain/clock.ts'
import { openLog } from './log.ts'
import { inBoth, type Mistake } from './mistake.ts'
import { unusablePlaces } from './places.ts'
import { portRefused, tryPort } from './ports.ts'
import { askedToEnd, openService, type Ending } from './service.ts'
import { openStorage, type Storage } from './storage.ts'
import * as installation from './store/installation/installation.ts'
import { importTrust } from './store/trust/trust.ts'
import { undoing, type Undoing } from './undoing.ts'

const host = '127.0.0.1'

/** `npm run demo`: an invented district with a simulated card reader. Returns the mistakes that stand in its way. */
async function main(): Promise<Mistake[]> {
  const ending = askedToEnd()
  const read = readOptions(process.argv.slice(2))
  if (!read.ok) return read.mistakes
  const found = await findPorts(read.options)
  if (!found.ok) return found.mistakes
  const { options } = found

  const begun = await begin(options, ending)
  if (!begun.ok) return ending.isAsked() ? [] : begun.mistakes
  const { close } = begun
  try {
    await tell(begun, options)
    await ending.asked
  } finally {
    await close()
  }
  return []
}

async function tell({ config, storage, simulator, phones, healthCards, agencyCards }: Begun, options: Options) {
  const souls = new Map(crowdOf(legalDay(new Date())).map(soul => [soul.part?.id, soul]))
  const codes = await activationCodes(storage.db, storage.keys.ring, new Date())
  const told = {
    base: config.baseUrl,
    simulator: simulator.url,
    control: simulator.control,
    phone: phones.page,
    nhi: healthCardsTold(healthCards),
    token: simulator.token,
    agencyCards: await agencyCardsTold(storage.db, agencyCards),
    people: cast.map(part => personTold(part, ownedBy(souls.get(part.id)), codes.get(part.id))),
  }
  console.log(options.json ? JSON.stringify(told) : inWords(told, cast))
}

const healthCardsTold = ({ component, socket, control, verifier: { url, token } }: HealthCards) => ({
  component,
  socket,
  control,
  verifier: url,
  token,
})

const ownedBy = (soul: Soul | undefined) => ({
  idNumber: soul && hasPhone(soul) ? soul.idNumber : null,
  healthCard: soul ? healthCardNumber(soul) : null,
})

type Begun = Extract<Awaited<ReturnType<typeof raise>>, { ok: true }>

/** All of it or nothing: whatever goes wrong on the way, nothing of it runs on. */
async function begin(options: Options, ending: Ending) {
  const { push, undo: close } = undoing()
  try {
    const begun = await raise(options, ending, push)
    if (begun.ok) return { ...begun, close }
    await close()
    return begun
  } catch (error) {
    await close()
    throw error
  }
}

/** Everything that runs: the simulators and the database at the same time, then the district, then the application. */
async function raise(options: Options, ending: Ending, push: Undoing['push']) {
  // the log goes where it does not mix with the one line of --json
  const log = openLog('warn', process.stderr)
  const defaults = configOf(options)
  const unusable = unusablePlaces(defaults)
  if (unusable.length > 0) return { ok: false as const, mistakes: unusable }
  await mkdir(options.data, { recursive: true })
  const starting = startSimulators(options, crowdOf(legalDay(new Date())), what =>
    log.error({}, `The ${what} simulator has ended: start the demonstration again to use it.`),
  ).then(started => {
    if (started.ok) push(() => stopSimulators(started))
    return started
  })
  const opening = openStorage('demo', defaults, log, { isOver: ending.isAsked }).then(opened => {
    if (opened.ok) push(opened.storage.close)
    return opened
  })
  // one that fails does not leave the other behind
  await Promise.allSettled([starting, opening])
  const [started, opened] = await Promise.all([starting, opening])
  if (!opened.ok || !started.ok || ending.isAsked()) {
    return {
      ok: false as const,
      mistakes: [...(opened.ok ? [] : [opened.mistake]), ...(started.ok ? [] : started.mistakes)],
    }
  }
  const { storage } = opened
  const { simulator, phones, healthCards } = started
  const config = {
    ...defaults,
    phone: phones.service,
    healthCards: healthCards.verifier,
    healthCardComponents: [healthCards.component, healthCards.socket],
  }

  await importTrust(storage.db, simulator.trust, { test: true, at: new Date() })
  const agencyCards = await readAgencyCards(simulator)
  if (!storage.isSetUp) await furnish(storage, simulator, phones, agencyCards)
  const built = await openService('demo', config, storage, log, otherPort('port'))
  if (!built.ok) return { ok: false as const, mistakes: [built.mistake] }
  push(built.service.close)
  // a card that is revoked at the desk is refused a little later, as in life
  const renew = () => importTrust(storage.db, simulator.trust, { test: true, at: new Date() })
  const renewal = setInterval(() => void renew().catch(err => log.warn({ err }, 'The lists were not read.')), 30_000)
  push(async () => clearInterval(renewal))
  return { ok: true as const, config, storage, simulator, phones, healthCards, agencyCards }
}

/** The first start: wholly or not at all, so that a start that was interrupted begins again. */
async function furnish({ db, keys }: Storage, simulator: Simulator, phones: Phones, agencyCards: AgencyCards) {
  const now = new Date()
  const crowd = crowdOf(legalDay(now))
  const cards = await Promise.all([readCards(crowd, drawerOf(crowd), simulator), readPhones(crowd, simulator, phones)])
  await db.transaction(async tx => {
    const agencies = await seed(tx, keys.ring, now)
    await bindCards(tx, cards.flat(), now)
    await registerAgencyCards(tx, agencyCards, crowd, agencies, now)
    await bindHealthCards(tx, keys.ring, crowd, now)
    const token = randomBytes(24).toString('base64url')
    await installation.offerSetUp(tx, installation.setUpTokenHash(token))
    await installation.finishSetUp(tx, token, now)
  })
}

const otherPort = (flag: string) => `--${flag} N`

/** The numbers of all of them, or a sentence for each that is taken, before anything is touched. */
async function findPorts(
  options: Options,
): Promise<{ ok: true; options: Options } | { ok: false; mistakes: Mistake[] }> {
  const mistakes: Mistake[] = []
  async function find(flag: string, port: number) {
    const tried = await tryPort(host, port)
    if (tried.ok) return tried.port
    mistakes.push(portRefused(host, port, tried.why, otherPort(flag)))
    return port
  }
  const ports = {
    port: await find('port', options.port),
    simulatorPort: await find('simulator-port', options.simulatorPort),
    controlPort: await find('control-port', options.controlPort),
    phonePort: await find('phone-port', options.phonePort),
    nhiPort: await find('nhi-port', options.nhiPort),
    nhiTlsPort: await find('nhi-tls-port', options.nhiTlsPort),
    nhiControlPort: await find('nhi-control-port', options.nhiControlPort),
    nhiVerifierPort: await find('nhi-verifier-port', options.nhiVerifierPort),
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, options: { ...options, ...ports } }
}

function configOf({ data, port, simulatorPort }: Options): Config {
  const env = {
    HOST: host,
    PORT: String(port),
    DATA_DIR: path.join(data, 'database'),
    KEYS_FILE: path.join(data, 'keys'),
    COMPONENT_ORIGIN: `http://localhost:${simulatorPort}`,
  }
  const read = readConfig(env, 'demo')
  if (!read.ok) throw new Error(read.mistakes.map(inBoth).join(' '))
  return read.config
}

const mistakes = await main()
for (const mistake of mistakes) console.error(inBoth(mistake))
if (mistakes.length > 0) process.exitCode = 1
