import { eq, sql, type SQL } from 'drizzle-orm'
import { foldName } from '../../domain/name-text.ts'
import type { Db } from '../database/database.ts'
import { foldedName } from '../database/folded-names.ts'
import { inForceAs } from '../database/in-force.ts'
import { byStrokes } from '../database/name-order.ts'
import { agencies } from '../schema.ts'
import { mostCounted, stretchOf, type Stretch } from './agency-list.ts'

export type Office = { id: string; code: string; name: string }

/** An agency and all below it in the HR line, by code. */
export async function withBelow(db: Db, agencyId: string): Promise<Office[]> {
  const { rows } = await db.execute<Office>(sql`with recursive below as (
      select id, code, name from ${agencies} where ${eq(agencies.id, agencyId)}
      union select lower.id, lower.code, lower.name from ${agencies} lower join below on lower.hr_parent_id = below.id)
    select id, code, name from below order by code`)
  return rows
}

/** What is listed of those who are here; blank where all are. */
export type DirectoryFilter = { search?: string; staffKind?: string; title?: string; unit?: string }

export type Entry = { id: string; name: string; agencyId: string; unit: string; title: string; staffKind: string }

/**
 * Who is at some agencies today, in the order of strokes over all of them: a page, and whether others come before and
 * after it. It is planned for what is asked: few agencies by the lists of each, a name by its signs, whereby all who
 * have it are read, and what many have in the order of strokes until the page is full.
 */
export async function ofAgencies(
  db: Db,
  { agencyIds, today, ...filter }: { agencyIds: readonly string[]; today: string } & DirectoryFilter,
  stretch: Stretch,
) {
  const folded = foldName(filter.search ?? '')
  const isListed = await isAsked(db, folded, filter)
  const isHere = sql`here.agency_id = any(${sql.param([...agencyIds])}::uuid[])
    and ${inForceAs('here', sql`${today}::date`)} ${isListed}`
  const { after, before, limit } = stretch
  const direction = sql.raw(before ? 'desc' : 'asc')
  const inOrder = (of: string) => {
    const [name, id] = placeOf(of)
    return sql`order by ${name} ${direction}, ${id} ${direction}`
  }
  const cursor = after ?? before
  const isOnPage = cursor ? isBeyond(cursor, before ? '<' : '>', agencyIds) : sql``
  // a name may be that of few, or of many who all stand at the end
  const known = folded
    ? sql`with known as materialized (select here.id, here.folded from assignments here where ${isHere})`
    : sql``
  const listed = folded ? sql`known here where true` : sql`assignments here where ${isHere}`
  const { rows } = await db.execute<Entry & { count: number }>(sql`${known}
    select entry.id, entry.name, entry.agency_id as "agencyId", entry.unit, entry.title,
      entry.staff_kind as "staffKind",
      (select count(*)::int from (select 1 from ${listed} limit ${mostCounted + 1}) counted) as count
    from (select here.id, here.folded from ${listed} ${isOnPage} ${inOrder('here')} limit ${limit + 1}) page
    join assignments entry on entry.id = page.id ${inOrder('page')}`)
  return stretchOf(rows, stretch)
}

async function isAsked(db: Db, folded: string, { staffKind, title, unit }: DirectoryFilter): Promise<SQL> {
  const isOne = async (what: 'title' | 'unit', typed: string) =>
    sql`and here.${sql.identifier(what)} = any(${sql.param(await alike(db, what, typed))}::text[]) `
  return sql.join([
    folded ? sql`and ${isNamed(folded)} ` : sql``,
    staffKind ? sql`and here.staff_kind = ${staffKind} ` : sql``,
    title ? await isOne('title', title) : sql``,
    unit ? await isOne('unit', unit) : sql``,
  ])
}

/** By the index of signs, which says all of one sign and for several where they may stand in a row. */
function isNamed(folded: string): SQL {
  const signs = [...new Set(folded)]
  const have = sql`string_to_array(here.folded, null) @> ${sql.param(signs)}::text[]`
  return [...folded].length === 1 ? have : sql`${have} and position(${folded} in here.folded) > 0`
}

/**
 * The titles or units of all agencies in which something stands, as names are compared: they are few, and are stepped
 * through by their index, where folding that of everybody takes seconds.
 */
async function alike(db: Db, what: 'title' | 'unit', typed: string): Promise<string[]> {
  const column = sql.identifier(what)
  const { rows } = await db.execute<{ value: string }>(sql`with recursive known(value) as (
      select ''::text
      union all
      select (select min(other.${column}) from assignments other where other.${column} > known.value)
        from known where known.value is not null)
    select value from known where position(${foldName(typed)} in ${foldedName(sql`known.value`)}) > 0`)
  return rows.map(({ value }) => value)
}

/** Beyond the row that the page before it ended with; nothing where that is at none of these agencies. */
function isBeyond(cursor: string, than: '<' | '>', agencyIds: readonly string[]): SQL {
  const there = placeOf('cursor').map(
    key => sql`(select ${key} from assignments cursor
      where cursor.id = ${cursor}::uuid and cursor.agency_id = any(${sql.param([...agencyIds])}::uuid[]))`,
  )
  return sql`and (${sql.join(placeOf('here'), sql`, `)}) ${sql.raw(than)} (${sql.join(there, sql`, `)})`
}

const placeOf = (of: string): [folded: SQL, id: SQL] => [byStrokes(sql.raw(`${of}.folded`)), sql.raw(`${of}.id`)]
