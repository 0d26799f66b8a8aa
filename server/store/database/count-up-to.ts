import { sql, type Placeholder, type SQL } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'

/** What somebody's past holds is told exactly up to so many entries, or to the page they look at. */
const exactly = 1000

type Page = { limit: number; offset: number }

/** So many rows are counted for a page, one more than are told. */
export const mostCounted = ({ limit, offset }: Page): number => Math.max(exactly, offset + limit) + 1

/** SQL: how many rows there are, or `most` where there are more: the past grows and a page of it does not. */
export const countUpTo = (table: PgTable, where: SQL | undefined, most: number | Placeholder): SQL<number> =>
  sql<number>`(select count(*)::int from (select 1 from ${table} where ${where} limit ${most}) counted)`

/** What a list tells of its length; `isMore` where it goes on beyond what was counted. */
export function told(counted: number, page: Page): { count: number; isMore: boolean } {
  const most = mostCounted(page)
  return counted < most ? { count: counted, isMore: false } : { count: most - 1, isMore: true }
}
