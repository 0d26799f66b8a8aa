import { and, isNull, lt } from 'drizzle-orm'
import { legalDay } from '../../domain/clock.ts'
import type { Db } from '../database/database.ts'
import {
  batchOpenings,
  cardRenewals,
  checkReports,
  failures,
  findingsOpenings,
  mailConfirmations,
  phoneRequests,
  recordOpenings,
  savedForms,
  sentForms,
  sessions,
  signInDelays,
  spentNonces,
} from '../schema.ts'
import * as listFiles from '../trust/list-files.ts'

const hour = 3_600_000
const day = 24 * hour
const daysOfFailures = 400

/**
 * Deletes what served its time. Ended sessions stay a day: until then a late form finds out whose it was. The opening
 * of a record or a batch stays an hour longer than one may read: until then what was typed meanwhile can be sent.
 */
export async function forget(db: Db, now: Date): Promise<void> {
  const yesterday = new Date(now.getTime() - day)
  await db.delete(sessions).where(lt(sessions.expiresAt, yesterday))
  await db.delete(cardRenewals).where(lt(cardRenewals.expiresAt, yesterday))
  await db
    .delete(mailConfirmations)
    .where(and(isNull(mailConfirmations.usedAt), lt(mailConfirmations.expiresAt, yesterday)))
  await db.delete(spentNonces).where(lt(spentNonces.expiresAt, now))
  await db.delete(phoneRequests).where(lt(phoneRequests.expiresAt, now))
  await db.delete(savedForms).where(lt(savedForms.expiresAt, now))
  await db.delete(sentForms).where(lt(sentForms.at, yesterday))
  await db.delete(recordOpenings).where(lt(recordOpenings.expiresAt, new Date(now.getTime() - hour)))
  await db.delete(batchOpenings).where(lt(batchOpenings.expiresAt, new Date(now.getTime() - hour)))
  await db.delete(findingsOpenings).where(lt(findingsOpenings.expiresAt, now))
  await db.delete(checkReports).where(lt(checkReports.expiresAt, now))
  await db.delete(failures).where(lt(failures.day, legalDay(new Date(now.getTime() - daysOfFailures * day))))
  await listFiles.forgetUnused(db, now)
  await db.delete(signInDelays).where(lt(signInDelays.lastAt, yesterday))
}
