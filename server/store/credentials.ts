import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Holder } from '../domain/card/holder.ts'
import type { Db } from './database.ts'
import { accounts, credentials, people } from './schema.ts'

export type Credential = typeof credentials.$inferSelect

/** What of a verified card is kept. Issuer family and subject serial are the binding; they survive a renewal. */
export type Card = Pick<
  Credential,
  'kind' | 'issuerFamily' | 'issuerKeyId' | 'subjectSerial' | 'subjectName' | 'certificate' | 'notAfter'
> & { cardNumber: string | null }

export function cardOf(holder: Holder): Card {
  const { issuerFamily, issuerKeyId, subjectSerial, subjectName, certificate, cardNumber, notAfter } = holder
  const kind = `${holder.kind}_card` as const
  return { kind, issuerFamily, issuerKeyId, subjectSerial, subjectName, certificate, cardNumber, notAfter }
}

/** Binds a card to an account; binding it again to the same account keeps the newer certificate. */
export async function bind(
  db: Db,
  accountId: string,
  card: Card,
  now: Date,
): Promise<{ ok: true; id: string } | { ok: false; why: 'card.refused.bound-elsewhere' }> {
  const [row] = await db
    .insert(credentials)
    .values({ ...card, accountId, boundAt: now })
    .onConflictDoUpdate({
      target: [credentials.issuerFamily, credentials.subjectSerial],
      targetWhere: isNull(credentials.retiredAt),
      set: { ...card },
      setWhere: eq(credentials.accountId, accountId),
    })
    .returning({ id: credentials.id })
  return row ? { ok: true, id: row.id } : { ok: false, why: 'card.refused.bound-elsewhere' }
}

/** The account a card is bound to, with the name the account's record has. */
export async function ofCard(db: Db, { issuerFamily, subjectSerial }: Pick<Card, 'issuerFamily' | 'subjectSerial'>) {
  const [row] = await db
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
        eq(credentials.issuerFamily, issuerFamily),
        eq(credentials.subjectSerial, subjectSerial),
        isNull(credentials.retiredAt),
      ),
    )
  return row
}

/** Keeps the newest certificate of a card that was just used. */
export async function used(db: Db, id: string, card: Card, now: Date): Promise<void> {
  await db
    .update(credentials)
    .set({ ...card, lastUsedAt: now })
    .where(eq(credentials.id, id))
}

export async function ofAccount(db: Db, accountId: string): Promise<Credential[]> {
  return db
    .select()
    .from(credentials)
    .where(and(eq(credentials.accountId, accountId), isNull(credentials.retiredAt)))
    .orderBy(desc(credentials.boundAt))
}

/** False when it is not a card of the account. */
export async function rename(db: Db, accountId: string, id: string, label: string): Promise<boolean> {
  const renamed = await db
    .update(credentials)
    .set({ label })
    .where(and(eq(credentials.id, id), eq(credentials.accountId, accountId), isNull(credentials.retiredAt)))
    .returning({ id: credentials.id })
  return renamed.length === 1
}

/** Ends a card of the account from now on; it stays in the history with the reason, a word such as `removed`. */
export async function retire(db: Db, accountId: string, id: string, reason: string, now: Date): Promise<boolean> {
  const retired = await db
    .update(credentials)
    .set({ retiredAt: now, retireReason: reason })
    .where(and(eq(credentials.id, id), eq(credentials.accountId, accountId), isNull(credentials.retiredAt)))
    .returning({ id: credentials.id })
  return retired.length === 1
}
