import { desc, eq, and, isNotNull, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { RetireReason } from '../../domain/ways/ways-in.ts'
import type { Db } from '../database/database.ts'
import { credentials, healthCards, passkeys } from '../schema.ts'

/** A card, phone or passkey that opened an account until it was taken away or replaced; `label` is its owner's word for it. */
type PastWay = {
  kind: 'citizen_card' | 'agency_card' | 'phone' | 'health_card' | 'passkey'
  label: string
  subjectName: string
  retiredAt: Date
  reason: RetireReason | null
}

/** Those of an account that ended last, the newest first. */
export async function ofAccount(db: Db, accountId: string, limit: number): Promise<PastWay[]> {
  const rows = await unionAll(
    db
      .select({
        kind: sql<PastWay['kind']>`${credentials.kind}`.as('kind'),
        label: sql<string>`coalesce(${credentials.label}, '')`.as('label'),
        subjectName: sql<string>`${credentials.subjectName}`.as('subject_name'),
        retiredAt: credentials.retiredAt,
        reason: credentials.retireReason,
      })
      .from(credentials)
      .where(and(eq(credentials.accountId, accountId), isNotNull(credentials.retiredAt))),
    db
      .select({
        kind: sql<PastWay['kind']>`'health_card'`.as('kind'),
        label: sql<string>`coalesce(${healthCards.label}, '')`.as('label'),
        subjectName: sql<string>`''`.as('subject_name'),
        retiredAt: healthCards.retiredAt,
        reason: healthCards.retireReason,
      })
      .from(healthCards)
      .where(and(eq(healthCards.accountId, accountId), isNotNull(healthCards.retiredAt))),
    db
      .select({
        kind: sql<PastWay['kind']>`'passkey'`.as('kind'),
        label: sql<string>`coalesce(${passkeys.label}, '')`.as('label'),
        subjectName: sql<string>`''`.as('subject_name'),
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
