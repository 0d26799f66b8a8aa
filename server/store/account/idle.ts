import { and, eq, inArray, lte, sql, type SQL } from 'drizzle-orm'
import type { Language } from '../../domain/language.ts'
import type { Db } from '../database/database.ts'
import { inForceAs } from '../database/in-force.ts'
import { accounts } from '../schema.ts'

type IdleAccount = { id: string; language: Language | null; since: Date }

// what brought the account to its present state counts as well: somebody let in again has the whole time anew
const since = sql<Date>`greatest(coalesce(${accounts.lastSignInAt}, ${accounts.activatedAt}, ${accounts.createdAt}), ${accounts.stateAt})`

/** Open accounts that were not used since a time; those of administrators never count. */
async function idle(db: Db, at: Date, today: string, more: SQL | undefined): Promise<IdleAccount[]> {
  return db
    .select({ id: accounts.id, language: accounts.language, since: since.mapWith(accounts.createdAt) })
    .from(accounts)
    .where(
      and(
        inArray(accounts.state, ['active', 'must_change']),
        sql`${since} <= ${at.toISOString()}`,
        sql`not exists (select 1 from role_grants held where held.account_id = ${accounts.id} and held.role = 'sysadmin'
          and ${inForceAs('held', today)})`,
        more,
      ),
    )
}

const only = (id: string | undefined) => (id === undefined ? undefined : eq(accounts.id, id))

/** Those whose owner was not told since they last signed in; `id` asks about one account only. */
export const toTell = (db: Db, at: Date, today: string, id?: string): Promise<IdleAccount[]> =>
  idle(db, at, today, and(sql`(${accounts.idleToldAt} is null or ${accounts.idleToldAt} < ${since})`, only(id)))

export async function told(tx: Db, id: string, now: Date): Promise<void> {
  await tx.update(accounts).set({ idleToldAt: now }).where(eq(accounts.id, id))
}

/** Those whose owner was told at `toldBy` or earlier and still did not sign in; `id` asks about one account only. */
export const over = (db: Db, at: Date, toldBy: Date, today: string, id?: string): Promise<IdleAccount[]> =>
  idle(db, at, today, and(sql`${accounts.idleToldAt} >= ${since}`, lte(accounts.idleToldAt, toldBy), only(id)))
