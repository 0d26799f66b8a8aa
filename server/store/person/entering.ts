import { allOrNothing } from '../database/all-or-nothing.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import type { KeyRing } from '../database/sealing.ts'
import { violates } from '../database/unique.ts'
import type { Assignment } from './assignments.ts'
import { add, comeBack, type NewPerson } from './people.ts'

export type Entered =
  | { ok: true; personId: string; accountId: string }
  | {
      ok: false
      why: 'person.refused.number-taken' | 'person.refused.number-former' | 'person.refused.staff-number-taken'
    }

/**
 * Somebody who is to work at an agency: a new person, or one who had left everywhere and comes back. Nothing is written
 * where it is refused.
 */
export const enter = (
  tx: Db,
  ring: KeyRing,
  who: Omit<NewPerson, 'assignment' | 'grants'> & { assignment: Assignment },
  by: By,
  now: Date,
): Promise<Entered> =>
  allOrNothing(tx, async inner => {
    let entered: Entered | undefined
    const isTaken = await violates(inner, 'assignments_staff_number', async kept => {
      const back = await comeBack(kept, ring, who, by, now)
      entered = back ? { ok: true, ...back } : await add(kept, ring, { ...who, grants: [] }, by, now)
    })
    return isTaken || !entered ? { ok: false, why: 'person.refused.staff-number-taken' } : entered
  })
