import { inBoth } from '../mistake.ts'
import { openEvidenceHomes } from '../outside/evidence-homes.ts'
import { takeSettings } from '../settings-file.ts'
import { check, move, type Told } from '../store/correction/evidence-moving.ts'
import { inInstallation } from './installation.ts'

const usage = [
  'npm run -s desk -- evidence move',
  'npm run -s desk -- evidence check',
  inBoth({ why: 'command.settings' }),
].join('\n')

const deeds = { move, check }

/**
 * Takes every file of evidence to the home of new ones, or opens each to see that it is whole, while the service runs.
 * 1 when that cannot be said of all.
 */
export async function evidence(args: string[]): Promise<number> {
  const taken = takeSettings(args)
  if (!taken.ok) return refused(inBoth(taken.mistake))
  const [act, ...rest] = taken.rest
  if ((act !== 'move' && act !== 'check') || rest.length > 0) return refused(usage)
  return inInstallation(taken, async ({ jobsDb: db, keys }, config) => {
    const homes = openEvidenceHomes(config.evidence)
    const told = deeds[act]({ db, ring: keys.ring, homes, clock: () => new Date() })
    const { count, left, stopped } = await heard(told)
    const holes = { count, left, home: homes.newest }
    console.log(inBoth({ why: act === 'move' ? 'evidence.told.moved' : 'evidence.told.checked', holes }))
    if (act === 'move' && count > 0) console.log(inBoth({ why: 'evidence.told.keep-settings' }))
    if (stopped) console.error(inBoth({ why: 'evidence.told.stopped', holes: { cause: stopped } }))
    return left === 0 && !stopped ? 0 : 1
  })
}

function refused(why: string): number {
  console.error(why)
  return 2
}

/** Prints what cannot be opened, one a line, and stops where nothing can be had for now. */
async function heard(all: AsyncIterable<Told>) {
  let [count, left] = [0, 0]
  for await (const { id, outcome, cause } of all) {
    if (outcome === 'evidence.unopened.unreachable') return { count, left, stopped: rootOf(cause) }
    if (outcome === 'moved' || outcome === 'whole') {
      count += 1
      if (count % 10_000 === 0) console.error(count)
    } else if (outcome !== 'gone') {
      left += 1
      console.log([id, outcome].join('\t'))
    }
  }
  return { count, left, stopped: undefined }
}

/** Why in the end: `ECONNREFUSED`, `it answered 403 AccessDenied`. */
function rootOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return rootOf(error.cause) || ('code' in error && String(error.code)) || error.message
}
