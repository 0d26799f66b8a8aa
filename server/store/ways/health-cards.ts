import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import { prepared } from '../database/prepared.ts'
import { keyedHash, type KeyRing } from '../database/sealing.ts'
import { accounts, healthCards, people } from '../schema.ts'

export type HealthCard = typeof healthCards.$inferSelect

const hashOf = (ring: KeyRing, number: string) => keyedHash(ring, 'health-card', number)

/**
 * Binds a card to an account. A person has one health card at a time, so an earlier one of the account retires; binding
 * the same one again changes nothing.
 */
export async function bind(
  tx: Db,
  ring: KeyRing,
  accountId: string,
  number: string,
  now: Date,
): Promise<{ ok: true; id: string } | { ok: false; why: 'health-card.refused.bound-elsewhere' }> {
  const numberHash = hashOf(ring, number)
  const [bound] = await tx
    .insert(healthCards)
    .values({ accountId, numberHash, boundAt: now })
    .onConflictDoUpdate({
      target: healthCards.numberHash,
      targetWhere: isNull(healthCards.retiredAt),
      set: { numberHash },
      setWhere: eq(healthCards.accountId, accountId),
    })
    .returning({ id: healthCards.id })
  if (!bound) return { ok: false, why: 'health-card.refused.bound-elsewhere' }
  await tx
    .update(healthCards)
    .set({ retiredAt: now, retireReason: 'renewed' })
    .where(and(eq(healthCards.accountId, accountId), ne(healthCards.id, bound.id), isNull(healthCards.retiredAt)))
  return { ok: true, id: bound.id }
}

/** The account that a card opens, with what its state says. */
export async function ofCard(db: Db, ring: KeyRing, number: string) {
  const [row] = await db
    .select({
      id: healthCards.id,
      accountId: healthCards.accountId,
      state: accounts.state,
      stateReason: accounts.stateReason,
      stateAt: accounts.stateAt,
      personId: people.id,
    })
    .from(healthCards)
    .innerJoin(accounts, eq(accounts.id, healthCards.accountId))
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(and(eq(healthCards.numberHash, hashOf(ring, number)), isNull(healthCards.retiredAt)))
  return row
}

export async function used(db: Db, id: string, now: Date): Promise<void> {
  await db.update(healthCards).set({ lastUsedAt: now }).where(eq(healthCards.id, id))
}

export async function ofAccount(db: Db, accountId: string): Promise<HealthCard[]> {
  return prepared(db, 'health_cards', ofAccountQuery).execute({ account: accountId })
}

const ofAccountQuery = (on: Db) =>
  on
    .select()
    .from(healthCards)
    .where(and(eq(healthCards.accountId, sql.placeholder('account')), isNull(healthCards.retiredAt)))
    .orderBy(desc(healthCards.boundAt))
    .prepare('health_cards')
