import { desc, eq, and, isNotNull, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { RetireReason } from '../domain/ways-in.ts'
import type { Db } from './database.ts'
import { credentials, healthCards, passkeys } from './schema.ts'

/** A card, phone or passkey that opened an account until it was taken away or replaced; `name` may be blank. */
export type PastWay = {
  kind: 'citizen_card' | 'agency_card' | 'phone' | 'health_card' | 'passkey'
  name: string
  retiredAt: Date
  reason: RetireReason | null
}

/** Those of an account that ended last, the newest first. */
export async function ofAccount(db: Db, accountId: string, limit: number): Promise<PastWay[]> {
  const rows = await unionAll(
    db
      .select({
        kind: sql<PastWay['kind']>`${credentials.kind}`.as('kind'),
        name: sql<string>`coalesce(nullif(${credentials.label}, ''), ${credentials.subjectName})`.as('name'),
        retiredAt: credentials.retiredAt,
        reason: credentials.retireReason,
      })
      .from(credentials)
      .where(and(eq(credentials.accountId, accountId), isNotNull(credentials.retiredAt))),
    db
      .select({
        kind: sql<PastWay['kind']>`'health_card'`.as('kind'),
        name: sql<string>`${healthCards.label}`.as('name'),
        retiredAt: healthCards.retiredAt,
        reason: healthCards.retireReason,
      })
      .from(healthCards)
      .where(and(eq(healthCards.accountId, accountId), isNotNull(healthCards.retiredAt))),
    db
      .select({
        kind: sql<PastWay['kind']>`'passkey'`.as('kind'),
        name: sql<string>`${passkeys.label}`.as('name'),
        retiredAt: passkeys.retiredAt,
        reason: passkeys.retireReason,
      })
      .from(passkeys)
      .where(and(eq(passkeys.accountId, accountId), isNotNull(passkeys.retiredAt))),
  )
    .orderBy(desc(sql`retired_at`))
    .limit(limit)
  return rows.flatMap(({ retiredAt, ...row }) => (retiredAt ? [{ ...row, retiredAt }] : []))
}
