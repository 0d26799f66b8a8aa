import { and, desc, eq, inArray, isNotNull, isNull, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { unionAll, type PgColumn } from 'drizzle-orm/pg-core'
import type { WayFor } from '../../domain/way.ts'
import type { RetireReason } from '../../domain/ways/ways-in.ts'
import type { Db } from '../database/database.ts'
import { prepared } from '../database/prepared.ts'
import * as tables from '../schema.ts'
import type { Credential } from './credentials.ts'

/** Something that opens an account besides its password; `label` is its owner's word for it. */
export type BoundWay = { kind: Kind; label: string; subjectName: string }

type Kind = Credential['kind'] | Exclude<WayFor<'binding'>, 'card'>

/** One that is bound now. */
export type Now = BoundWay & {
  accountId: string
  id: string
  way: WayFor<'binding'>
  notAfter: Date | null
  boundAt: Date
  lastUsedAt: Date | null
}

type BoundTable = (typeof tables.boundTables)[keyof typeof tables.boundTables]

/** SQL: it is bound to an account now. */
export const isBoundTo = (account: SQLWrapper, { accountId, retiredAt }: BoundTable): SQL =>
  and(eq(accountId, account), isNull(retiredAt)) as SQL

/** Everything that is bound to an account now. */
export const ofAccount = (db: Db, accountId: string): Promise<Now[]> => ofAccounts(db, [accountId])

/** The same of several accounts; of each the newest of a kind comes first. */
export async function ofAccounts(db: Db, accountIds: string[]): Promise<Now[]> {
  const isBound = (table: BoundTable) => and(inArray(table.accountId, accountIds), isNull(table.retiredAt))
  const { credentials, healthCards, passkeys } = tables
  // one after the other: inside a transaction there is one connection
  const cards = await db
    .select({
      accountId: credentials.accountId,
      id: credentials.id,
      label: credentials.label,
      kind: credentials.kind,
      subjectName: credentials.subjectName,
      notAfter: credentials.notAfter,
      boundAt: credentials.boundAt,
      lastUsedAt: credentials.lastUsedAt,
    })
    .from(credentials)
    .where(isBound(credentials))
    .orderBy(desc(credentials.boundAt))
  const health = await db
    .select({
      accountId: healthCards.accountId,
      id: healthCards.id,
      label: healthCards.label,
      boundAt: healthCards.boundAt,
      lastUsedAt: healthCards.lastUsedAt,
    })
    .from(healthCards)
    .where(isBound(healthCards))
    .orderBy(desc(healthCards.boundAt))
  const keys = await db
    .select({
      accountId: passkeys.accountId,
      id: passkeys.id,
      label: passkeys.label,
      boundAt: passkeys.addedAt,
      lastUsedAt: passkeys.lastUsedAt,
    })
    .from(passkeys)
    .where(isBound(passkeys))
    .orderBy(desc(passkeys.addedAt), desc(passkeys.id))
  const endless = { subjectName: '', notAfter: null }
  return [
    ...cards.map(card => ({ ...card, way: card.kind === 'phone' ? card.kind : ('card' as const) })),
    ...health.map(card => ({ ...card, way: 'health_card', kind: 'health_card', ...endless }) as const),
    ...keys.map(key => ({ ...key, way: 'passkey', kind: 'passkey', ...endless }) as const),
  ]
}

export type Past = BoundWay & { retiredAt: Date; reason: RetireReason | null }

/** What opened an account until it was taken away or replaced; what ended last comes first. */
export async function past(db: Db, accountId: string, limit: number): Promise<Past[]> {
  const rows = await prepared(db, 'ways_past', pastQuery).execute({ account: accountId, limit })
  return rows.flatMap(({ retiredAt, ...row }) => (retiredAt ? [{ ...row, retiredAt }] : []))
}

const pastQuery = (on: Db) => pastWays(on).prepare('ways_past')

/** What `past` asks, for a statement of others: placeholders `account` and `limit`. */
export const pastWays = (on: Db) =>
  unionAll(
    on
      .select({
        kind: sql<Kind>`${tables.credentials.kind}`.as('kind'),
        label: sql<string>`coalesce(${tables.credentials.label}, '')`.as('label'),
        subjectName: sql<string>`${tables.credentials.subjectName}`.as('subject_name'),
        retiredAt: tables.credentials.retiredAt,
        reason: tables.credentials.retireReason,
      })
      .from(tables.credentials)
      .where(isPast(tables.credentials)),
    on
      .select({
        kind: sql<Kind>`'health_card'`.as('kind'),
        label: sql<string>`coalesce(${tables.healthCards.label}, '')`.as('label'),
        subjectName: sql<string>`''`.as('subject_name'),
        retiredAt: tables.healthCards.retiredAt,
        reason: tables.healthCards.retireReason,
      })
      .from(tables.healthCards)
      .where(isPast(tables.healthCards)),
    on
      .select({
        kind: sql<Kind>`'passkey'`.as('kind'),
        label: sql<string>`coalesce(${tables.passkeys.label}, '')`.as('label'),
        subjectName: sql<string>`''`.as('subject_name'),
        retiredAt: tables.passkeys.retiredAt,
        reason: tables.passkeys.retireReason,
      })
      .from(tables.passkeys)
      .where(isPast(tables.passkeys)),
  )
    .orderBy(desc(sql`retired_at`))
    .limit(sql.placeholder('limit'))

const isPast = ({ accountId, retiredAt }: { accountId: PgColumn; retiredAt: PgColumn }) =>
  and(eq(accountId, sql.placeholder('account')), isNotNull(retiredAt))

/** One of them; undefined where it is not of the account, or was taken away. */
export const find = async (db: Db, accountId: string, id: string): Promise<Now | undefined> =>
  (await ofAccount(db, accountId)).find(one => one.id === id)

/** False when it is not there (any more). */
export const rename = (db: Db, way: WayFor<'binding'>, accountId: string, id: string, label: string) =>
  change(db, way, { accountId, id }, { label })

/** Ends it from now on; it stays among those of the past, with the reason. False when it is not there (any more). */
export const retire = (
  db: Db,
  way: WayFor<'binding'>,
  accountId: string,
  id: string,
  reason: RetireReason,
  now: Date,
) => change(db, way, { accountId, id }, { retiredAt: now, retireReason: reason })

async function change(
  db: Db,
  way: WayFor<'binding'>,
  { accountId, id }: { accountId: string; id: string },
  to: { label: string } | { retiredAt: Date; retireReason: RetireReason },
): Promise<boolean> {
  const table = tables.boundTables[way]
  const changed = await db
    .update(table)
    .set(to)
    .where(and(eq(table.id, id), eq(table.accountId, accountId), isNull(table.retiredAt)))
    .returning({ id: table.id })
  return changed.length === 1
}
