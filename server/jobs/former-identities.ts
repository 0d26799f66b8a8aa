import * as formerIdentities from '../store/record/former-identities.ts'
import * as locks from '../store/record/locks.ts'
import type { JobDeps } from './expiry.ts'

const batch = 200

/**
 * Lets people be found by the former names and numbers of rows that were written before anybody was: what is sealed
 * cannot be read by a migration. One row's failure does not keep back the others; it is thrown at the end.
 */
export async function keepFormerIdentities({ db, ring }: JobDeps): Promise<void> {
  const failed = new Map<string, unknown>()
  const passed: string[] = []
  for (;;) {
    const rows = await formerIdentities.missing(db, { limit: batch, not: [...passed, ...failed.keys()] })
    if (rows.length === 0) break
    for (const { rowId, personId } of rows) {
      const keeping = db.transaction(async tx => {
        await locks.holdPerson(tx, personId)
        return formerIdentities.keepMissing(tx, ring, rowId)
      })
      // a sealed blank would be missing for ever
      await keeping.then(
        isKept => isKept || passed.push(rowId),
        (error: unknown) => failed.set(rowId, error),
      )
    }
  }
  if (failed.size > 0) throw new AggregateError(failed.values(), 'former names and numbers could not be kept')
}
