import { and, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import { accounts, recoveries } from '../schema.ts'

/** The record names another mailbox: links back into the account that lie in the one before end. */
export async function endLinks(tx: Db, personId: string, now: Date): Promise<void> {
  const owned = tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.personId, personId))
  await tx
    .update(recoveries)
    .set({ expiresAt: now })
    .where(
      and(
        inArray(recoveries.accountId, owned),
        eq(recoveries.kind, 'mail'),
        isNull(recoveries.usedAt),
        gt(recoveries.expiresAt, now),
      ),
    )
}
