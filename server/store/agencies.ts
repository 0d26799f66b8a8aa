import { asc, eq } from 'drizzle-orm'
import type { Db } from './database.ts'
import { agencies } from './schema.ts'

export type Agency = typeof agencies.$inferSelect

export async function all(db: Db): Promise<Agency[]> {
  return db.select().from(agencies).orderBy(asc(agencies.code))
}

export async function find(db: Db, id: string): Promise<Agency | undefined> {
  const [row] = await db.select().from(agencies).where(eq(agencies.id, id))
  return row
}

/** `code` is nine digits and a letter; a code that is taken is `agency.refused.code-taken`. */
export async function add(
  db: Db,
  agency: Pick<Agency, 'code' | 'name' | 'kind' | 'adminParentId' | 'hrParentId'>,
  at: Date,
): Promise<{ ok: true; id: string } | { ok: false; why: 'agency.refused.code-taken' }> {
  const [row] = await db
    .insert(agencies)
    .values({ ...agency, createdAt: at })
    .onConflictDoNothing({ target: agencies.code })
    .returning({ id: agencies.id })
  return row ? { ok: true, id: row.id } : { ok: false, why: 'agency.refused.code-taken' }
}
