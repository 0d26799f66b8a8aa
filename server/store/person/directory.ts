import { eq, sql, type SQL } from 'drizzle-orm'
import { foldName } from '../../domain/name-text.ts'
import type { Db } from '../database/database.ts'
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

export type Entry = { id: string; name: string; agencyId: string; unit: string; title: string; staffKind: string }

/**
 * Who is at some agencies today, in the order of strokes over all of them: a page, and whether others come before and
 * after it. Of each agency it reads no more rows than a page has; where few have the signs of a name, only those.
 */
export async function ofAgencies(
  db: Db,
  { agencyIds, today, search }: { agencyIds: readonly string[]; today: string; search: string },
  stretch: Stretch,
) {
  const ids = sql`${sql.param([...agencyIds])}::uuid[]`
  const folded = foldName(search)
  const isHere = sql`${inForceAs('here', sql`${today}::date`)}
    ${folded ? sql`and position(${folded} in here.folded) > 0` : sql``}`
  const signs = [...new Set(folded)]
  const isCommon = signs.length === 0 || (signs.length === 1 && (await areMany(db, signs)))
  const { rows } = await db.execute<Entry & { count: number }>(
    isCommon ? agencyByAgency(ids, isHere, stretch) : bySigns(signs, ids, isHere, stretch),
  )
  return stretchOf(rows, stretch)
}

const few = 2000

async function areMany(db: Db, signs: readonly string[]): Promise<boolean> {
  const { rows } = await db.execute(sql`select 1 from assignments here where ${have(signs)} limit ${few + 1}`)
  return rows.length > few
}

/** By the index of signs. */
const have = (signs: readonly string[]) => sql`string_to_array(here.folded, null) @> ${sql.param([...signs])}::text[]`

/** The first rows of each agency, by the index of its list. */
const agencyByAgency = (ids: SQL, isHere: SQL, stretch: Stretch) => sql`
  with chosen as (select first.* from unnest(${ids}) agency(id) cross join lateral (
    select here.id, here.folded from assignments here
    where here.agency_id = agency.id and ${isHere} ${beyond(ids, stretch)} ${inOrder('here', stretch)}) first)
  ${pageOf(stretch, sql`select 1 from assignments here where here.agency_id = any(${ids}) and ${isHere}`)}`

/** Everybody with these signs in the name first, or the agencies would be looked through for them. */
const bySigns = (signs: readonly string[], ids: SQL, isHere: SQL, stretch: Stretch) => sql`
  with known as materialized (select here.id, here.folded, here.agency_id from assignments here
    where ${have(signs)} and ${isHere}),
  chosen as (select here.id, here.folded from known here
    where here.agency_id = any(${ids}) ${beyond(ids, stretch)} ${inOrder('here', stretch)})
  ${pageOf(stretch, sql`select 1 from known where known.agency_id = any(${ids})`)}`

const pageOf = (stretch: Stretch, counted: SQL) => sql`
  select entry.id, entry.name, entry.agency_id as "agencyId", entry.unit, entry.title, entry.staff_kind as "staffKind",
    (select count(*)::int from (${counted} limit ${mostCounted + 1}) counted) as count
  from (select * from chosen ${inOrder('chosen', stretch)}) page join assignments entry on entry.id = page.id
  ${inOrder('page', stretch)}`

function inOrder(of: string, { before, limit }: Stretch): SQL {
  const direction = sql.raw(before ? 'desc' : 'asc')
  const [folded, id] = placeOf(of)
  return sql`order by ${folded} ${direction}, ${id} ${direction} limit ${limit + 1}`
}

/** Beyond the row that the page before it ended with; nothing where that is at none of these agencies. */
function beyond(ids: SQL, { after, before }: Stretch): SQL {
  const cursor = after ?? before
  if (!cursor) return sql``
  const ofCursor = placeOf('cursor').map(
    key =>
      sql`(select ${key} from assignments cursor where cursor.id = ${cursor}::uuid and cursor.agency_id = any(${ids}))`,
  )
  return sql`and (${sql.join(placeOf('here'), sql`, `)}) ${sql.raw(before ? '<' : '>')} (${sql.join(ofCursor, sql`, `)})`
}

const placeOf = (of: string): [folded: SQL, id: SQL] => [byStrokes(sql.raw(`${of}.folded`)), sql.raw(`${of}.id`)]
