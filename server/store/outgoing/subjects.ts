import { inArray, sql } from 'drizzle-orm'
import type { Subject } from '../../domain/record/access.ts'
import type { Db } from '../database/database.ts'
import { isAddressProtected } from '../person/people.ts'
import { people } from '../schema.ts'

/** Many people as the table of access asks for them, by their ids: where they are today, and if their address hides. */
export async function subjectsOf(db: Db, ids: readonly string[], today: string): Promise<Map<string, Subject>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({
      id: people.id,
      agencyIds: sql<string[]>`array(select here.agency_id from assignments here where here.person_id = ${people.id}
        and here.from_day <= ${today}::date and coalesce(here.until_day, 'infinity'::date) >= ${today}::date)`,
      hidesAddress: isAddressProtected(people.id),
    })
    .from(people)
    .where(inArray(people.id, [...ids]))
  return new Map(rows.map(row => [row.id, row]))
}
