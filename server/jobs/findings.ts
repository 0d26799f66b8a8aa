import { legalDay } from '../domain/clock.ts'
import * as findings from '../store/record/findings/reckoning.ts'
import * as locks from '../store/record/locks.ts'
import type { JobDeps } from './expiry.ts'

const batch = 200
/** A run ends after so many; the next one goes on. */
const mostInARun = 20_000

/**
 * Reckons the findings of records again that new rules or the calendar have overtaken, one person at a time. One
 * person's failure does not keep back the others; it is thrown at the end, so that the job is tried again.
 */
export async function reckonFindings({ db, ring, clock }: JobDeps): Promise<void> {
  const now = clock()
  const failed = new Map<string, unknown>()
  for (let done = 0; done < mostInARun; done += batch) {
    const people = await findings.outdated(db, legalDay(now), { limit: batch, not: [...failed.keys()] })
    if (people.length === 0) break
    for (const id of people) {
      const reckoning = db.transaction(async tx => {
        await locks.holdPerson(tx, id)
        await findings.reckon(tx, ring, id, now)
      })
      await reckoning.catch((error: unknown) => failed.set(id, error))
    }
  }
  if (failed.size > 0) throw new AggregateError(failed.values(), 'findings could not be reckoned')
}
