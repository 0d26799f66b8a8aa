import type { Clock } from '../domain/clock.ts'
import type { Db } from '../store/database.ts'
import { forget } from '../store/ended.ts'
import type { KeyRing } from '../store/sealing.ts'

export type JobDeps = { db: Db; ring: KeyRing; clock: Clock }

/** Deletes what served its time. */
export const forgetEnded = ({ db, clock }: JobDeps): Promise<void> => forget(db, clock())
