import type { KeepYears } from '../domain/retention.ts'
import { byYear, prepareNextYear } from '../store/database/years.ts'
import { removeUnapplied } from '../store/record/batches.ts'
import { removeOld } from '../store/installation/retention.ts'
import type { JobDeps } from './expiry.ts'

export type RetentionDeps = Pick<JobDeps, 'db' | 'clock'> & { keepYears: KeepYears }
export type DryRunDeps = Pick<JobDeps, 'db' | 'clock'> & { dryRunDays: number }

/** Gives the logs a part for the year to come. */
export async function prepareYears({ db, clock }: Pick<RetentionDeps, 'db' | 'clock'>): Promise<void> {
  for (const table of byYear) await prepareNextYear(db, table, clock())
}

/** Removes what was kept for as long as it has to be. */
export const removeKept = ({ db, clock, keepYears }: RetentionDeps): Promise<void> => removeOld(db, keepYears, clock())

/** Removes the dry runs that were never applied. */
export const removeDryRuns = ({ db, clock, dryRunDays }: DryRunDeps): Promise<void> =>
  removeUnapplied(db, new Date(clock().getTime() - dryRunDays * day), clock())

const day = 86_400_000
