import { and, asc, eq, gte, ilike, isNull, lte, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Db } from './database.ts'
import { accounts, agencies, assignments, people } from './schema.ts'

/** A person with the agencies they are assigned to on a day: what every permission question needs. */
export type Person = { id: string; name: string; agencyIds: string[] }

const inForce = (today: string): SQL =>
  and(lte(assignments.from, today), or(isNull(assignments.until), gte(assignments.until, today))) as SQL

export async function find(db: Db, id: string, today: string): Promise<Person | undefined> {
  const rows = await db
    .select({ id: people.id, name: people.name, agencyId: assignments.agencyId })
    .from(people)
    .leftJoin(assignments, and(eq(assignments.personId, people.id), inForce(today)))
    .where(eq(people.id, id))
  const [first] = rows
  return first && { id: first.id, name: first.name, agencyIds: rows.flatMap(row => row.agencyId ?? []) }
}

/** By the blind index of the normalised ID number (see sealing.ts). */
export async function byIdNumber(db: Db, idNumberIndex: string) {
  const [row] = await db.select().from(people).where(eq(people.idNumberIndex, idNumberIndex))
  return row
}

/** People assigned to an agency today, by name, with the state of their account. */
export async function ofAgency(
  db: Db,
  agencyId: string,
  today: string,
  { search = '', limit = 50, offset = 0 }: { search?: string; limit?: number; offset?: number } = {},
) {
  const matches = and(
    eq(assignments.agencyId, agencyId),
    inForce(today),
    search ? ilike(people.name, `%${search.replace(/[\\%_]/g, '\\$&')}%`) : undefined,
  )
  const rows = await db
    .select({
      id: people.id,
      name: people.name,
      title: assignments.title,
      staffKind: assignments.staffKind,
      accountState: accounts.state,
      count: sql<number>`(count(*) over ())::int`,
    })
    .from(assignments)
    .innerJoin(people, eq(people.id, assignments.personId))
    .leftJoin(accounts, eq(accounts.personId, people.id))
    .where(matches)
    .orderBy(asc(people.name), asc(people.id))
    .limit(limit)
    .offset(offset)
  return { rows, count: rows[0]?.count ?? 0 }
}

/** The person's main agency on a day: it decides their requests. */
export async function mainAgency(db: Db, personId: string, today: string) {
  const [row] = await db
    .select({ id: agencies.id, name: agencies.name, hrParentId: agencies.hrParentId })
    .from(assignments)
    .innerJoin(agencies, eq(agencies.id, assignments.agencyId))
    .where(and(eq(assignments.personId, personId), inForce(today)))
    .orderBy(sql`${assignments.kind} = 'main' desc`, asc(assignments.from))
    .limit(1)
  return row
}
