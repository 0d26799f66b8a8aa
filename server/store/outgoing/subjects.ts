import { sql } from 'drizzle-orm'
import type { Subject } from '../../domain/record/access.ts'
import type { Db } from '../database/database.ts'
import { isAddressProtected } from '../person/people.ts'

/** Many people as the table of access asks for them, by their ids: where they are today, and if their address hides. */
export async function subjectsOf(db: Db, ids: readonly string[], today: string): Promise<Map<string, Subject>> {
  const { rows } = await db.execute<{ id: string; agencyIds: string[]; hidesAddress: boolean }>(sql`
    select one.id, ${isAddressProtected(sql`one.id`)} as "hidesAddress",
      array(select here.agency_id::text from assignments here where here.person_id = one.id
        and here.from_day <= ${today}::date and coalesce(here.until_day, 'infinity'::date) >= ${today}::date)
        as "agencyIds"
    from people one where one.id = any(${sql.param([...ids])}::uuid[])`)
  return new Map(rows.map(row => [row.id, row]))
}
