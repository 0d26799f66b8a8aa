import { eq } from 'drizzle-orm'
import type { WayWithOutage } from '../../domain/way.ts'
import type { Db } from '../database/database.ts'
import { prepared } from '../database/prepared.ts'
import { outages } from '../schema.ts'

/** The notice of each way that has one. */
export async function current(db: Db): Promise<Partial<Record<WayWithOutage, string>>> {
  const rows = await prepared(db, 'outages', outagesQuery).execute()
  return Object.fromEntries(rows.map(({ way, text }) => [way, text]))
}

const outagesQuery = (on: Db) => on.select({ way: outages.way, text: outages.text }).from(outages).prepare('outages')

/** A blank text ends the outage. */
export async function set(db: Db, way: WayWithOutage, text: string, setBy: string, setAt: Date): Promise<void> {
  const row = { text, setBy, setAt }
  if (text === '') await db.delete(outages).where(eq(outages.way, way))
  else
    await db
      .insert(outages)
      .values({ way, ...row })
      .onConflictDoUpdate({ target: outages.way, set: row })
}
