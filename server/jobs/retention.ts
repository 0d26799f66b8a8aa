import type { KeepYears } from '../domain/retention.ts'
import { byYear, prepareNextYear } from '../store/database/years.ts'
import { removeOld } from '../store/installation/retention.ts'
import type { JobDeps } from './expiry.ts'

export type RetentionDeps = Pick<JobDeps, 'db' | 'clock'> & { keepYears: KeepYears }

/** Gives the logs a part for the year to come. */
export async function prepareYears({ db, clock }: Pick<RetentionDeps, 'db' | 'clock'>): Promise<void> {
  for (const table of byYear) await prepareNextYear(db, table, clock())
}

/** Removes what was kept for as long as it has to be. */
export const removeKept = ({ db, clock, keepYears }: RetentionDeps): Promise<void> => removeOld(db, keepYears, clock())
