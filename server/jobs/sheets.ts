import { readNext } from '../reading/read-next.ts'
import { mostTries } from '../store/import/reading.ts'
import type { JobDeps } from './expiry.ts'

/** Reads the sheets that wait. One that fails keeps no other; its error is thrown at the end. */
export async function readSheets({ db, ring, clock }: JobDeps): Promise<void> {
  const failed: unknown[] = []
  const reading = () =>
    readNext({ db, ring, clock }).catch((error: unknown) => {
      failed.push(error)
      return failed.length < mostTries
    })
  while (await reading());
  if (failed.length > 0) throw new AggregateError(failed, 'sheets could not be read')
}
