import { bySystem } from '../../../server/store/database/events.ts'
import * as records from '../../../server/store/record/records.ts'
import type { Deps } from '../../../server/web/deps.ts'

/** Changes some values of the basic data of somebody; gives the id of the row. */
export async function changeBasic({ db, ring, clock }: Deps, personId: string, fields: Record<string, unknown>) {
  const basic = (await records.ofPerson(db, ring, personId)).find(({ section }) => section === 'basic')
  if (!basic) throw new Error('no basic data')
  const change = { personId, section: 'basic', rowId: basic.id, operation: 'change' as const }
  const data = { ...basic.data, ...fields }
  const how = { source: 'hr_entry', writer: 'program', reason: '' } as const
  await db.transaction(tx =>
    records.write(tx, ring, { ...change, ...how, baseVersion: basic.version, data }, bySystem, clock()),
  )
  return basic.id
}
