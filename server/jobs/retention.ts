import type { KeepYears } from '../domain/retention.ts'
import { byYear, prepareNextYear } from '../store/database/years.ts'
import * as imports from '../store/import/imports.ts'
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

/** Removes the dry runs that were never applied, and the sheets that came in. */
export async function removeDryRuns({ db, clock, dryRunDays }: DryRunDeps): Promise<void> {
  const before = new Date(clock().getTime() - dryRunDays * day)
  await removeUnapplied(db, before, clock())
  await imports.removeOld(db, before, clock())
}

const day = 86_400_000
