import { sql, type SQL } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import { pageOf, type Stretch } from '../database/stretch.ts'
import { agencies } from '../schema.ts'

/** Some agencies by their ids, or those that stand right below one in the HR line. */
export type Agencies = { agencyIds: readonly string[] } | { hrParentId: string }

/** Beyond so many of something an agency has they are not counted. */
export const mostOfEach = 1000

/**
 * SQL: how many rows `of` gives, which may name the agency as `below`; one more than `mostOfEach` means: or more.
 */
export const countOf = (of: SQL): SQL<number> =>
  sql<number>`(select count(*)::int from (select 1 ${of} limit ${mostOfEach + 1}) counted)`

/** A page of some agencies by their names, with what is counted of each. */
export async function withCounts<C extends string>(
  db: Db,
  among: Agencies,
  counts: Record<C, SQL<number>>,
  stretch: Stretch,
) {
  const { after, before, limit } = stretch
  const cursor = after ?? before
  const isAmong = (of: string) =>
    'agencyIds' in among
      ? sql`${sql.identifier(of)}.id = any(${sql.param([...among.agencyIds])}::uuid[])`
      : sql`${sql.identifier(of)}.hr_parent_id = ${among.hrParentId}`
  const isBeyond = cursor
    ? sql`and (below.name, below.id) ${sql.raw(before ? '<' : '>')}
        (select there.name, there.id from ${agencies} there where there.id = ${cursor}::uuid and ${isAmong('there')})`
    : sql``
  const direction = sql.raw(before ? 'desc' : 'asc')
  const counted = Object.entries<SQL<number>>(counts).map(([name, count]) => sql`${count} as ${sql.identifier(name)}`)
  const { rows } = await db.execute<{ id: string; name: string; count: number } & Record<C, number>>(
    sql`select below.id, below.name, ${sql.join(counted, sql`, `)},
        (select count(*)::int from ${agencies} one where ${isAmong('one')}) as count
      from ${agencies} below where ${isAmong('below')} ${isBeyond}
      order by below.name ${direction}, below.id ${direction} limit ${limit + 1}`,
  )
  return { ...pageOf(rows, stretch), count: rows[0]?.count ?? 0, isMore: false }
}
