import { randomInt } from 'node:crypto'
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { recoveryMinutes, type AskedCode } from '../../domain/account/recovery.ts'
import { newCode } from '../../domain/readable-code.ts'
import { representedBy } from '../agency/deputies-today.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import { held } from '../database/held.ts'
import type { KeyRing } from '../database/sealing.ts'
import { accounts, agencies, people, recoveries } from '../schema.ts'
import * as hrOffices from './hr-offices.ts'
import { after, begin, isStill, secretHash } from './recoveries.ts'

type Wanted = { accountId: string; agencyId: string; askedBy: string; askedFor?: string | null }

/** The first of two people asks for a code; somebody else has an hour to confirm. */
export const ask = (db: Db, { accountId, agencyId, askedBy, askedFor = null }: Wanted, now: Date): Promise<string> =>
  begin(db, {
    accountId,
    kind: 'hr',
    agencyId,
    askedBy,
    askedFor,
    createdAt: now,
    expiresAt: after(now, recoveryMinutes.asked),
  })

export type Asked = AskedCode & {
  id: string
  personId: string
  name: string
  agencyName: string
  confirmedBy: string | null
  confirmedFor: string | null
  /** Whom the one who asked acted for as a deputy. */
  askedFor: string | null
  hasCode: boolean
  createdAt: Date
  expiresAt: Date
  usedAt: Date | null
}

/** A code that was asked for, with what decides who may confirm. In a transaction it is held. */
export async function asked(db: Db, id: string, today: string): Promise<Asked | undefined> {
  const [row] = await db
    .select({ recovery: recoveries, agency: agencies, personId: people.id, name: people.name })
    .from(recoveries)
    .innerJoin(accounts, eq(accounts.id, recoveries.accountId))
    .innerJoin(people, eq(people.id, accounts.personId))
    .innerJoin(agencies, eq(agencies.id, recoveries.agencyId))
    .where(and(eq(recoveries.id, id), eq(recoveries.kind, 'hr')))
    .for(held, { of: recoveries })
  if (!row) return undefined
  const { recovery, agency, personId, name } = row
  const { accountId, askedFor, confirmedBy, confirmedFor, createdAt, expiresAt, usedAt } = recovery
  const askedBy = recovery.askedBy ?? ''
  return {
    id,
    accountId,
    personId,
    name,
    askedBy,
    askedFor,
    askedAlso: [...(askedFor ? [askedFor] : []), ...(await representedBy(db, askedBy, today))],
    agencyId: agency.id,
    agencyName: agency.name,
    hrParentId: agency.hrParentId,
    secondReviewerId: agency.secondReviewerId,
    ownOffices: await hrOffices.ofAccount(db, accountId, today),
    confirmedBy,
    confirmedFor,
    hasCode: recovery.secretHash !== null,
    createdAt,
    expiresAt,
    usedAt,
  }
}

export async function confirm(
  tx: Db,
  id: string,
  { accountId, actingFor }: Pick<By, 'accountId' | 'actingFor'>,
  now: Date,
): Promise<boolean> {
  const done = await tx
    .update(recoveries)
    .set({ confirmedBy: accountId, confirmedFor: actingFor ?? null })
    .where(and(eq(recoveries.id, id), isNull(recoveries.confirmedBy), isStill(now)))
    .returning({ id: recoveries.id })
  return done.length === 1
}

/** The code itself, once, after somebody confirmed; undefined when it was made before or the time is over. */
export async function issueCode(
  tx: Db,
  ring: KeyRing,
  id: string,
  now: Date,
): Promise<{ code: string; expiresAt: Date } | undefined> {
  const code = newCode(below => randomInt(below))
  const expiresAt = after(now, recoveryMinutes.code)
  const done = await tx
    .update(recoveries)
    .set({ secretHash: secretHash(ring, code), expiresAt })
    .where(and(eq(recoveries.id, id), isNotNull(recoveries.confirmedBy), isNull(recoveries.secretHash), isStill(now)))
    .returning({ id: recoveries.id })
  return done.length === 1 ? { code, expiresAt } : undefined
}

/** The code asked for last that could still be used or confirmed. */
export async function pending(db: Db, accountId: string, now: Date): Promise<string | undefined> {
  const [row] = await db
    .select({ id: recoveries.id })
    .from(recoveries)
    .where(and(eq(recoveries.accountId, accountId), eq(recoveries.kind, 'hr'), isNull(recoveries.usedAt), isStill(now)))
    .orderBy(desc(recoveries.createdAt))
    .limit(1)
  return row?.id
}
