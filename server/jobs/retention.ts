import { byYear, prepareNextYear } from '../store/database/years.ts'
import type { JobDeps } from './expiry.ts'

/** Gives the logs a part for the year to come. */
export async function prepareYears({ db, clock }: Pick<JobDeps, 'db' | 'clock'>): Promise<void> {
  for (const table of byYear) await prepareNextYear(db, table, clock())
}
