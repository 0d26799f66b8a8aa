import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Holder } from '../../domain/card/holder.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import { accounts, agencyCards, people } from '../schema.ts'
import { cardOf } from './credentials.ts'

export type AgencyCard = typeof agencyCards.$inferSelect

/** Registers the card of an agency; the same card again keeps the newer certificate. */
export async function register(
  tx: Db,
  agencyId: string,
  holder: Holder,
  by: By & { accountId: string },
  now: Date,
): Promise<{ ok: true; id: string } | { ok: false; why: 'agency-card.refused.registered-elsewhere' }> {
  const { kind: _agency, ...card } = cardOf(holder)
  const [row] = await tx
    .insert(agencyCards)
    .values({ ...card, agencyId, registeredBy: by.accountId, registeredAt: now })
    .onConflictDoUpdate({
      target: [agencyCards.issuerFamily, agencyCards.subjectSerial],
      targetWhere: isNull(agencyCards.retiredAt),
      set: card,
      setWhere: eq(agencyCards.agencyId, agencyId),
    })
    .returning({ id: agencyCards.id })
  if (!row) return { ok: false, why: 'agency-card.refused.registered-elsewhere' }
  await events.add(tx, { what: 'agency-card.registered', about: agencyId, by, at: now, details: { card: row.id } })
  return { ok: true, id: row.id }
}

/** The cards of an agency in use, with who registered each; the newest first. */
export async function ofAgency(db: Db, agencyId: string) {
  const rows = await db
    .select({ card: agencyCards, registeredByName: people.name })
    .from(agencyCards)
    .leftJoin(accounts, eq(accounts.id, agencyCards.registeredBy))
    .leftJoin(people, eq(people.id, accounts.personId))
    .where(and(eq(agencyCards.agencyId, agencyId), isNull(agencyCards.retiredAt)))
    .orderBy(desc(agencyCards.registeredAt))
  return rows.map(({ card, registeredByName }) => ({ ...card, registeredByName: registeredByName ?? '' }))
}

/** What is known of a card that signed: in use, or retired when it is in use nowhere. */
export async function ofCard(
  db: Db,
  { issuerFamily, subjectSerial }: Pick<Holder, 'issuerFamily' | 'subjectSerial'>,
): Promise<AgencyCard | undefined> {
  const [row] = await db
    .select()
    .from(agencyCards)
    .where(and(eq(agencyCards.issuerFamily, issuerFamily), eq(agencyCards.subjectSerial, subjectSerial)))
    .orderBy(sql`${agencyCards.retiredAt} desc nulls first`)
    .limit(1)
  return row
}

/** Takes a card of the agency out of use, at once for every session; false when it is none (any more). */
export async function retire(tx: Db, agencyId: string, id: string, by: By, now: Date): Promise<boolean> {
  const retired = await tx
    .update(agencyCards)
    .set({ retiredAt: now, retiredBy: by.accountId })
    .where(and(eq(agencyCards.id, id), eq(agencyCards.agencyId, agencyId), isNull(agencyCards.retiredAt)))
    .returning({ id: agencyCards.id })
  if (retired.length !== 1) return false
  await events.add(tx, { what: 'agency-card.retired', about: agencyId, by, at: now, details: { card: id } })
  return true
}

/** Somebody goes on as the agency: keeps the newest certificate and writes the event. */
export async function used(tx: Db, card: AgencyCard, holder: Holder, by: By, now: Date): Promise<void> {
  const { kind: _agency, ...newest } = cardOf(holder)
  await tx
    .update(agencyCards)
    .set({ ...newest, lastUsedAt: now })
    .where(eq(agencyCards.id, card.id))
  await events.add(tx, { what: 'agency-card.used', about: card.agencyId, by, at: now, details: { card: card.id } })
}
