import { desc, eq, and, isNotNull, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { WayFor } from '../../domain/way.ts'
import type { RetireReason } from '../../domain/ways/ways-in.ts'
import type { Db } from '../database/database.ts'
import * as tables from '../schema.ts'
import * as credentials from './credentials.ts'
import type { Credential } from './credentials.ts'
import * as healthCards from './health-cards.ts'
import * as passkeys from './passkeys.ts'

/** Something that opens an account besides its password; `label` is its owner's word for it. */
export type BoundWay = { kind: Kind; label: string; subjectName: string }

type Kind = Credential['kind'] | Exclude<WayFor<'binding'>, 'card'>

type Now = BoundWay & { id: string; way: WayFor<'binding'>; notAfter: Date | null; boundAt: Date }

/** Everything that is bound to an account now. */
export async function ofAccount(db: Db, accountId: string): Promise<Now[]> {
  // one after the other: inside a transaction there is one connection
  const cards = await credentials.ofAccount(db, accountId)
  const health = await healthCards.ofAccount(db, accountId)
  const keys = await passkeys.ofAccount(db, accountId)
  const endless = { subjectName: '', notAfter: null }
  return [
    ...cards.map(({ id, kind, label, subjectName, notAfter, boundAt }) => {
      const way = kind === 'phone' ? kind : ('card' as const)
      return { id, way, kind, label, subjectName, notAfter, boundAt }
    }),
    ...health.map(({ id, label, boundAt }) => {
      return { id, way: 'health_card', kind: 'health_card', label, boundAt, ...endless } as const
    }),
    ...keys.map(({ id, label, addedAt }) => {
      return { id, way: 'passkey', kind: 'passkey', label, boundAt: addedAt, ...endless } as const
    }),
  ]
}

type Past = BoundWay & { retiredAt: Date; reason: RetireReason | null }

/** What opened an account until it was taken away or replaced; what ended last comes first. */
export async function past(db: Db, accountId: string, limit: number): Promise<Past[]> {
  const rows = await unionAll(
    db
      .select({
        kind: sql<Kind>`${tables.credentials.kind}`.as('kind'),
        label: sql<string>`coalesce(${tables.credentials.label}, '')`.as('label'),
        subjectName: sql<string>`${tables.credentials.subjectName}`.as('subject_name'),
        retiredAt: tables.credentials.retiredAt,
        reason: tables.credentials.retireReason,
      })
      .from(tables.credentials)
      .where(and(eq(tables.credentials.accountId, accountId), isNotNull(tables.credentials.retiredAt))),
    db
      .select({
        kind: sql<Kind>`'health_card'`.as('kind'),
        label: sql<string>`coalesce(${tables.healthCards.label}, '')`.as('label'),
        subjectName: sql<string>`''`.as('subject_name'),
        retiredAt: tables.healthCards.retiredAt,
        reason: tables.healthCards.retireReason,
      })
      .from(tables.healthCards)
      .where(and(eq(tables.healthCards.accountId, accountId), isNotNull(tables.healthCards.retiredAt))),
    db
      .select({
        kind: sql<Kind>`'passkey'`.as('kind'),
        label: sql<string>`coalesce(${tables.passkeys.label}, '')`.as('label'),
        subjectName: sql<string>`''`.as('subject_name'),
        retiredAt: tables.passkeys.retiredAt,
        reason: tables.passkeys.retireReason,
      })
      .from(tables.passkeys)
      .where(and(eq(tables.passkeys.accountId, accountId), isNotNull(tables.passkeys.retiredAt))),
  )
    .orderBy(desc(sql`retired_at`))
    .limit(limit)
  return rows.flatMap(({ retiredAt, ...row }) => (retiredAt ? [{ ...row, retiredAt }] : []))
}

/** Ends what is bound to the account from now on; false when it is not there (any more). */
export const retire = (
  tx: Db,
  way: WayFor<'binding'>,
  ...of: [accountId: string, id: string, reason: RetireReason, now: Date]
): Promise<boolean> => keptIn[way].retire(tx, ...of)

const keptIn = { card: credentials, phone: credentials, health_card: healthCards, passkey: passkeys }
