import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { Holder } from '../../domain/card/holder.ts'
import { addDays, endOfLegalDay, legalDay } from '../../domain/clock.ts'
import { sameName } from '../../domain/name-text.ts'
import type { Db } from '../database/database.ts'
import { held } from '../database/held.ts'
import { prepared } from '../database/prepared.ts'
import { accounts, credentials, people } from '../schema.ts'

export type Credential = typeof credentials.$inferSelect

/**
 * What of a verified card or phone is kept. Issuer family and subject serial are the binding; they survive a renewal.
 */
export type NewCredential = Pick<
  Credential,
  'kind' | 'issuerFamily' | 'issuerKeyId' | 'subjectSerial' | 'subjectName' | 'certificate' | 'notAfter'
> & { cardNumber: string | null; lastFour?: string | null }

export function cardOf(holder: Holder): NewCredential {
  const { issuerFamily, issuerKeyId, subjectSerial, subjectName, lastFour, certificate, cardNumber, notAfter } = holder
  const kind = `${holder.kind}_card` as const
  return { kind, issuerFamily, issuerKeyId, subjectSerial, subjectName, lastFour, certificate, cardNumber, notAfter }
}

/** The same of a phone: its certificate is on no card. */
export const phoneOf = (holder: Holder): NewCredential => ({ ...cardOf(holder), kind: 'phone', cardNumber: null })

/**
 * Binds a card or phone to an account; binding it again to the same account keeps the newer certificate. Where both
 * carry the same serial they are one binding, and what was bound first stays.
 */
export async function bind(
  db: Db,
  accountId: string,
  card: NewCredential,
  now: Date,
): Promise<{ ok: true; id: string } | { ok: false; why: 'card.refused.bound-elsewhere' }> {
  const [row] = await db
    .insert(credentials)
    .values({ ...card, accountId, boundAt: now })
    .onConflictDoUpdate({
      target: [credentials.issuerFamily, credentials.subjectSerial],
      targetWhere: isNull(credentials.retiredAt),
      set: { ...card },
      setWhere: sql`${credentials.accountId} = ${accountId} and ${credentials.kind} = ${card.kind}`,
    })
    .returning({ id: credentials.id, accountId: credentials.accountId })
  const bound = row ?? (await ofCard(db, card))
  return bound?.accountId === accountId
    ? { ok: true, id: bound.id }
    : { ok: false, why: 'card.refused.bound-elsewhere' }
}

/** The account a card is bound to, with the name the account's record has. */
export async function ofCard(
  db: Db,
  { issuerFamily, subjectSerial }: Pick<NewCredential, 'issuerFamily' | 'subjectSerial'>,
) {
  const [row] = await prepared(db, 'credential_of', ofCardQuery).execute({ issuerFamily, subjectSerial })
  return row
}

const ofCardQuery = (on: Db) =>
  on
    .select({
      id: credentials.id,
      accountId: credentials.accountId,
      state: accounts.state,
      stateReason: accounts.stateReason,
      stateAt: accounts.stateAt,
      personId: people.id,
      name: people.name,
    })
    .from(credentials)
    .innerJoin(accounts, eq(accounts.id, credentials.accountId))
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(
      and(
        eq(credentials.issuerFamily, sql.placeholder('issuerFamily')),
        eq(credentials.subjectSerial, sql.placeholder('subjectSerial')),
        isNull(credentials.retiredAt),
      ),
    )
    .prepare('credential_of')

/** Keeps that a card or phone was used just as it is kept; false when something of it is new, see `used`. */
export async function usedAgain(
  db: Db,
  id: string,
  { kind, certificate, cardNumber, lastFour = null }: NewCredential,
  now: Date,
): Promise<boolean> {
  const again = prepared(db, 'credential_used', usedAgainQuery)
  const rows = await again.execute({ id, kind, certificate, cardNumber, lastFour, now })
  return rows.length === 1
}

const usedAgainQuery = (on: Db) =>
  on
    .update(credentials)
    .set({ lastUsedAt: sql`${sql.placeholder('now')}` })
    .where(
      and(
        eq(credentials.id, sql.placeholder('id')),
        eq(credentials.kind, sql.placeholder('kind')),
        eq(credentials.certificate, sql.placeholder('certificate')),
        sql`${credentials.cardNumber} is not distinct from ${sql.placeholder('cardNumber')}`,
        sql`${credentials.lastFour} is not distinct from ${sql.placeholder('lastFour')}`,
      ),
    )
    .returning({ id: credentials.id })
    .prepare('credential_used')

/**
 * Keeps the newest certificate of a card or phone that was just used; true when it is another one than before. A phone
 * with the serial of a bound card opens, but does not take its place.
 */
export async function used(tx: Db, id: string, card: NewCredential, now: Date): Promise<boolean> {
  const [before] = await tx.select().from(credentials).where(eq(credentials.id, id)).for(held)
  const isSameKind = before?.kind === card.kind
  const isRenewed = isSameKind && !before.certificate.equals(card.certificate)
  await tx
    .update(credentials)
    .set({ ...(isSameKind && card), lastUsedAt: now, ...(isRenewed && { reminded: null, endKnown: null }) })
    .where(eq(credentials.id, id))
  return isRenewed
}

/** The account that this very certificate was bound to until the binding ended: replaced, taken away or blocked. */
export async function ofRetired(
  db: Db,
  { certificate }: Pick<NewCredential, 'certificate'>,
): Promise<string | undefined> {
  const [row] = await db
    .select({ accountId: credentials.accountId })
    .from(credentials)
    .where(and(eq(credentials.certificate, certificate), isNotNull(credentials.retiredAt)))
    .orderBy(desc(credentials.retiredAt))
    .limit(1)
  return row?.accountId
}

/** The account that reads of what happens to a card: it is bound there, or was. */
export async function accountOf(db: Db, card: Pick<NewCredential, 'issuerFamily' | 'subjectSerial' | 'certificate'>) {
  return (await ofCard(db, card))?.accountId ?? (await ofRetired(db, card))
}

/**
 * Accounts that have or had a card of this authority for this name: where a card of another number may be the
 * successor, also of one that was blocked. An account that waits for its owner takes a card with the code alone.
 */
export async function ofName(
  db: Db,
  { issuerFamily, subjectName, lastFour }: Pick<Holder, 'issuerFamily' | 'subjectName' | 'lastFour'>,
) {
  const known = await db
    .selectDistinct({ accountId: accounts.id, personId: accounts.personId, name: credentials.subjectName })
    .from(credentials)
    .innerJoin(accounts, eq(accounts.id, credentials.accountId))
    .where(
      and(
        eq(credentials.issuerFamily, issuerFamily),
        lastFour === null ? undefined : or(eq(credentials.lastFour, lastFour), isNull(credentials.lastFour)),
        ne(credentials.kind, 'phone'),
        ne(accounts.state, 'invited'),
      ),
    )
  return known.filter(({ name }) => sameName(name, subjectName))
}

/**
 * Binds the successor of a card, which was used just now, and retires those of the same kind, authority and name, with
 * the day and the reason.
 */
export async function replace(tx: Db, accountId: string, card: NewCredential, now: Date) {
  const bound = await bind(tx, accountId, card, now)
  if (!bound.ok) return bound
  await tx.update(credentials).set({ lastUsedAt: now }).where(eq(credentials.id, bound.id))
  const followed = (await ofAccount(tx, accountId)).filter(
    one =>
      one.id !== bound.id &&
      one.kind === card.kind &&
      one.issuerFamily === card.issuerFamily &&
      sameName(one.subjectName, card.subjectName),
  )
  const ids = followed.map(({ id }) => id)
  await tx
    .update(credentials)
    .set({ retiredAt: now, retireReason: 'renewed' })
    .where(and(inArray(credentials.id, ids), isNull(credentials.retiredAt)))
  return bound
}

/**
 * Cards and phones that end on a day up to `days` from today and whose owner was not reminded of that many days or
 * fewer.
 */
export async function ending(db: Db, days: number, now: Date) {
  const before = endOfLegalDay(addDays(legalDay(now), days))
  return db
    .select({
      id: credentials.id,
      kind: credentials.kind,
      accountId: credentials.accountId,
      notAfter: credentials.notAfter,
    })
    .from(credentials)
    .where(
      and(
        isNull(credentials.retiredAt),
        gt(credentials.notAfter, now),
        lt(credentials.notAfter, before),
        or(isNull(credentials.reminded), gt(credentials.reminded, days)),
      ),
    )
}

export async function reminded(tx: Db, id: string, days: number): Promise<void> {
  await tx.update(credentials).set({ reminded: days }).where(eq(credentials.id, id))
}

export async function ofAccount(db: Db, accountId: string): Promise<Credential[]> {
  return prepared(db, 'credentials', ofAccountQuery).execute({ account: accountId })
}

const ofAccountQuery = (on: Db) =>
  on
    .select()
    .from(credentials)
    .where(and(eq(credentials.accountId, sql.placeholder('account')), isNull(credentials.retiredAt)))
    .orderBy(desc(credentials.boundAt))
    .prepare('credentials')
