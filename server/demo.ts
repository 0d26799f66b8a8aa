import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { readConfig, type Config } from './config.ts'
import { bindCards, readCards, readPhones } from './demo/bind.ts'
import { cast } from './demo/cast.ts'
import { crowdOf } from './demo/crowd.ts'
import { drawerOf } from './demo/drawer.ts'
import { invitations } from './demo/invite.ts'
import { readOptions, type Options } from './demo/options.ts'
import { hasPhone, startPhones, type Phones } from './demo/phones.ts'
import { seed } from './demo/seed.ts'
import { startSimulator, type Simulator } from './demo/simulator.ts'
import { inWords, personTold } from './demo/tell.ts'
import { legalDay } from './domain/clock.ts'
import { askedToEnd, openCellar, openHouse, type Cellar } from './house.ts'
import { openLog } from './log.ts'
import { portRefused, tryPort } from './ports.ts'
import * as installation from './store/installation.ts'
import { importTrust } from './store/trust.ts'

const host = '127.0.0.1'

/** `npm run demo`: an invented district with a simulated card reader. Returns the mistakes that stand in its way. */
async function main(): Promise<string[]> {
  const ending = askedToEnd()
  const read = readOptions(process.argv.slice(2))
  if (!read.ok) return read.mistakes
  const found = await findPorts(read.options)
  if (!found.ok) return found.mistakes
  const { options } = found

  const begun = await begin(options)
  if (!begun.ok) return begun.mistakes
  const { config, cellar, simulator, phones, house, renewal } = begun
  const idNumbers = new Map(
    crowdOf(legalDay(new Date())).flatMap(soul => (hasPhone(soul) ? [[soul.part?.id, soul.idNumber]] : [])),
  )
  const invited = await invitations(cellar.db, cellar.keys.ring, new Date())
  const told = {
    base: config.baseUrl,
    simulator: simulator.url,
    control: simulator.control,
    phone: phones.page,
    token: simulator.token,
    people: cast.map(part => personTold(part, idNumbers.get(part.id) ?? null, invited.get(part.id))),
  }
  console.log(options.json ? JSON.stringify(told) : inWords(told, cast))

  await ending
  clearInterval(renewal)
  await house.close()
  await Promise.all([simulator.stop(), phones.stop()])
  return []
}

/** The simulated cards, and over the same authority the simulated phones. */
async function startSimulators(options: Options, onLost: (what: string) => void) {
  const crowd = crowdOf(legalDay(new Date()))
  const folder = path.join(options.data, 'cards')
  const cards = await startSimulator(folder, drawerOf(crowd), options, () => onLost('card'))
  if (!cards.ok) return cards
  const { simulator } = cards
  const place = { port: options.phonePort, token: simulator.token }
  const started = await startPhones(folder, crowd, place, () => onLost('phone'))
  if (!started.ok) await simulator.stop()
  return started.ok ? { ok: true as const, simulator, phones: started.phones } : started
}

/** Everything that runs: the simulators and the database at the same time, then the district, then the application. */
async function begin(options: Options) {
  // the log goes where it does not mix with the one line of --json
  const log = openLog('warn', process.stderr)
  const usual = configOf(options)
  await mkdir(options.data, { recursive: true })
  const [started, opened] = await Promise.all([
    startSimulators(options, what =>
      log.error({}, `The ${what} simulator has ended: start the demonstration again to use it.`),
    ),
    openCellar('demo', usual, log),
  ])
  if (!opened.ok || !started.ok) {
    if (started.ok) await Promise.all([started.simulator.stop(), started.phones.stop()])
    if (opened.ok) await opened.cellar.close()
    return { ok: false as const, mistakes: [opened, started].flatMap(one => (one.ok ? [] : one.mistake)) }
  }
  const { cellar } = opened
  const { simulator, phones } = started
  const config = { ...usual, phone: phones.service }

  await importTrust(cellar.db, simulator.trust, { test: true, at: new Date() })
  if (!cellar.isSetUp) await furnish(cellar, simulator, phones)
  const built = await openHouse('demo', config, cellar, log, otherPort('port'))
  if (!built.ok) {
    await Promise.all([simulator.stop(), phones.stop()])
    return { ok: false as const, mistakes: [built.mistake] }
  }
  // a card that is revoked at the desk is refused a little later, as in life
  const renew = () => importTrust(cellar.db, simulator.trust, { test: true, at: new Date() })
  const renewal = setInterval(() => void renew().catch(err => log.warn({ err }, 'The lists were not read.')), 30_000)
  return { ok: true as const, config, cellar, simulator, phones, house: built.house, renewal }
}

/** The first start: wholly or not at all, so that a start that was interrupted begins again. */
async function furnish({ db, keys }: Cellar, simulator: Simulator, phones: Phones) {
  const now = new Date()
  const crowd = crowdOf(legalDay(now))
  const cards = await Promise.all([readCards(crowd, drawerOf(crowd), simulator), readPhones(crowd, simulator, phones)])
  await db.transaction(async tx => {
    await seed(tx, keys.ring, now)
    await bindCards(tx, cards.flat(), now)
    const token = randomBytes(24).toString('base64url')
    await installation.offerSetUp(tx, installation.setUpTokenHash(token))
    await installation.finishSetUp(tx, token, now)
  })
}

const otherPort = (flag: string) => `choose another one with --${flag} N (0 is any free one)`

/** The numbers of all four, or a sentence for each that is taken, before anything is touched. */
async function findPorts(
  options: Options,
): Promise<{ ok: true; options: Options } | { ok: false; mistakes: string[] }> {
  const mistakes: string[] = []
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
  if (!read.ok) throw new Error(read.mistakes.join(' '))
  return read.config
}

const mistakes = await main()
for (const mistake of mistakes) console.error(mistake)
if (mistakes.length > 0) process.exitCode = 1
