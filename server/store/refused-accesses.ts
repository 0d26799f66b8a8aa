import { and, eq, gt, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import type { By } from './events.ts'
import * as events from './events.ts'
import { events as eventRows } from './schema.ts'

/** Somebody signed in asked for what is not theirs; `target` is the id in the address, null where the route has none. */
export type RefusedAccess = { method: string; route: string; target: string | null }

export const what = 'access.refused'

/** Of one account in a quarter of an hour, however many addresses it tries. */
const most = 20
const spanMs = 15 * 60_000

/** What the id in an address is of, by how its route begins. */
const tables: readonly [prefix: string, table: string][] = [
  ['/people/', 'people'],
  ['/corrections/', 'corrections'],
  ['/review/', 'corrections'],
  ['/agencies/', 'agencies'],
  ['/deputies/', 'deputies'],
  ['/recoveries/', 'recoveries'],
  ['/account/cards/', 'credentials'],
  ['/account/health-cards/', 'health_cards'],
  ['/account/passkeys/', 'passkeys'],
  ['/inbox/', 'notices'],
  ['/saved-forms/', 'saved_forms'],
]

/**
 * Keeps it as an event about the account that asked, once for each address in a quarter of an hour. An id that nothing
 * has is no refused access but a page that is not there.
 */
export async function note(
  db: Db,
  { method, route, target }: RefusedAccess,
  by: By & { accountId: string },
  now: Date,
): Promise<void> {
  if (target !== null && !(await isThere(db, route, target))) return
  const lately = await db
    .select({ details: eventRows.details })
    .from(eventRows)
    .where(
      and(
        eq(eventRows.about, by.accountId),
        eq(eventRows.what, what),
        gt(eventRows.at, new Date(now.getTime() - spanMs)),
      ),
    )
  const isKnown = lately.some(({ details }) => details['route'] === route && details['target'] === target)
  if (isKnown || lately.length >= most) return
  await events.add(db, { what, about: by.accountId, by, at: now, details: { method, route, target } })
}

async function isThere(db: Db, route: string, id: string): Promise<boolean> {
  const [, table] = tables.find(([prefix]) => route.startsWith(prefix)) ?? []
  if (!table) return false
  const { rows } = await db.execute(sql`select 1 from ${sql.identifier(table)} where id = ${id}`)
  return rows.length > 0
}
