import { lt } from 'drizzle-orm'
import type { Db } from './database.ts'
import { recordOpenings, savedForms, sessions, signInDelays, spentNonces } from './schema.ts'

const day = 86_400_000

/** Deletes what served its time. Ended sessions stay a day: until then a late form finds out whose it was. */
export async function forget(db: Db, now: Date): Promise<void> {
  const yesterday = new Date(now.getTime() - day)
  await db.delete(sessions).where(lt(sessions.expiresAt, yesterday))
  await db.delete(spentNonces).where(lt(spentNonces.expiresAt, now))
  await db.delete(savedForms).where(lt(savedForms.expiresAt, now))
  await db.delete(recordOpenings).where(lt(recordOpenings.expiresAt, now))
  await db.delete(signInDelays).where(lt(signInDelays.lastAt, yesterday))
}
