import { readFile, rm } from 'node:fs/promises'
import { cpus } from 'node:os'
import path from 'node:path'
import { root } from '../../server/config.ts'
import type { Told } from '../../server/demo/tell.ts'
import { startPostgres } from '../../server/outside/postgres/embedded.ts'
import { openDatabase } from '../../server/store/database/database.ts'
import { trustOf } from '../../server/store/trust/trust.ts'
import { scratchFolder, silent } from '../support/database/cluster.ts'
import { freePort } from '../support/running/program.ts'
import { measureCards } from './cards.ts'
import { measurePages } from './pages.ts'
import { start } from './process.ts'
import { table, type Ratio } from './ratio.ts'

const server = (name: string) => path.join(root, 'dist/server', `${name}.js`)
const flags = ['port', 'simulator-port', 'control-port', 'phone-port', 'nhi-port', 'nhi-tls-port', 'nhi-control-port']
const anyPorts = flags.flatMap(flag => [`--${flag}`, '0'])

/** `npm run bench`: the product beside a floor of its own, both on this machine now, so that ratios can be compared. */
async function main(folder: string): Promise<Ratio[]> {
  const data = path.join(folder, 'demo')
  const args = ['--json', '--data', data, ...anyPorts]
  const first = await start(server('demo'), args, /^\{/)
  console.log(`The district was made in ${(first.milliseconds / 1000).toFixed(1)} s.`)

  const demo: Told = JSON.parse(first.line)
  // a guest in the database that runs
  const postgres = await startPostgres({ dataDir: path.join(data, 'database'), log: silent })
  const { db, close } = openDatabase(postgres.url)
  const pages = await measurePages(demo, first.pid, postgres.url, folder)
  const cards = await measureCards(path.join(data, 'cards', 'trust'), await trustOf(db))
  await close()
  await first.stop()
  return [...pages, ...cards, ...(await measureStart(folder))]
}

/** A second start of an empty installation, database and all, beside one of the database and a bare server. */
async function measureStart(folder: string): Promise<Ratio[]> {
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
  return [{ what: 'from the command to the first answer', unit: 'ms', ours: second.milliseconds, floor }]
}

const folder = await scratchFolder()
try {
  const ratios = await main(folder)
  const [load = ''] = (await readFile('/proc/loadavg', 'utf8')).split(' ')
  console.log(`${cpus().length} processors, load ${load}, Node ${process.version}\n\n${table(ratios)}`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
