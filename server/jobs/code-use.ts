import { legalDay } from '../domain/clock.ts'
import { countAsked } from '../store/record/code-use.ts'
import { readTables } from '../store/record/followed-tables.ts'
import type { JobDeps } from './expiry.ts'

/** Counts the rows of the records that have codes which an administrator wants to end. */
export async function countCodes({ db, clock }: JobDeps): Promise<void> {
  await readTables(db)
  await countAsked(db, clock, legalDay(clock()))
}
