import { and, gte, isNull, lte, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'

/** SQL: what has a first day and perhaps a last one is in force on `day`; both days count. */
export const inForce = (term: { from: AnyPgColumn; until: AnyPgColumn }, day: string | SQLWrapper): SQL =>
  and(lte(term.from, day), or(isNull(term.until), gte(term.until, day))) as SQL

/** SQL: the same of a table that a subquery calls `name`. */
export function inForceAs(name: string, day: string | SQLWrapper): SQL {
  const table = sql.identifier(name)
  return sql`${table}.from_day <= ${day} and (${table}.until_day is null or ${table}.until_day >= ${day})`
}
