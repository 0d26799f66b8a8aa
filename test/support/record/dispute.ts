import * as locks from '../../../server/store/record/locks.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { assignments } from '../../../server/store/schema.ts'
import { eq } from 'drizzle-orm'

type Part = { section: string; rowId: string; fields: string[] }

/** Marks fields of somebody's row as disputed, as the chief does on its page. */
export async function dispute(
  { db }: Pick<Deps, 'db'>,
  chief: { accountId: string },
  personId: string,
  part: Part,
): Promise<void> {
  const [here] = await db.select().from(assignments).where(eq(assignments.personId, personId))
  const lock = { personId, kind: 'dispute' as const, reason: '本人主張有誤', docNumber: null, until: '2026-12-31' }
  const by = {
    accountId: chief.accountId,
    role: 'hr_chief' as const,
    agencyId: here?.agencyId ?? null,
    requestId: null,
  }
  const isSet = await db.transaction(tx =>
    locks.set(tx, { ...lock, ...part, agencyId: here?.agencyId ?? '' }, by, new Date('2026-11-01T00:00:00Z')),
  )
  if (!isSet) throw new Error('disputed already')
}
