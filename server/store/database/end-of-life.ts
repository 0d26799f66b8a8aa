import { and, gt, lte, type SQL } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { latestEnd } from '../../domain/lifetime.ts'

/** SQL: what lives so long and ends then holds now, as `isAlive` says of what began. */
export const endsInTime = (end: AnyPgColumn, ms: number, now: Date): SQL =>
  and(gt(end, now), lte(end, latestEnd(ms, now))) as SQL
