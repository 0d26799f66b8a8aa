import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import { endsInTime } from '../database/end-of-life.ts'
import { held } from '../database/held.ts'
import type { KeyRing } from '../database/sealing.ts'
import { openSealed, seal } from '../database/sealing.ts'
import { cardRenewals } from '../schema.ts'
import type { NewCredential } from './credentials.ts'

/** A verified card and the account it seems to belong to. */
export type CardRenewal = { id: string; accountId: string; card: NewCredential }

/** How long a card waits for its holder. */
export const keptMs = 15 * 60_000
const context = (accountId: string) => `card-renewal/${accountId}`

/** Keeps a verified card, sealed, for a quarter of an hour. */
export async function keep(db: Db, ring: KeyRing, accountId: string, card: NewCredential, now: Date): Promise<string> {
  const plain = { ...card, certificate: card.certificate.toString('base64'), notAfter: card.notAfter.toISOString() }
  const [row] = await db
    .insert(cardRenewals)
    .values({
      accountId,
      sealedCard: seal(ring, plain, context(accountId)),
      expiresAt: new Date(now.getTime() + keptMs),
    })
    .returning({ id: cardRenewals.id })
  if (!row) throw new Error('the card was not kept')
  return row.id
}

/** Undefined when it was used or turned down, or the time is over. */
export async function find(db: Db, ring: KeyRing, id: string, now: Date): Promise<CardRenewal | undefined> {
  const [row] = await db
    .select()
    .from(cardRenewals)
    .where(and(eq(cardRenewals.id, id), isNull(cardRenewals.usedAt), endsInTime(cardRenewals.expiresAt, keptMs, now)))
    .for(held)
  if (!row) return undefined
  const { accountId, sealedCard } = row
  const plain = openSealed(ring, sealedCard, context(accountId)) as Omit<NewCredential, 'certificate' | 'notAfter'> & {
    certificate: string
    notAfter: string
  }
  const card = { ...plain, certificate: Buffer.from(plain.certificate, 'base64'), notAfter: new Date(plain.notAfter) }
  return { id, accountId, card }
}

/** It was taken or turned down, and cannot be used again. */
export async function use(tx: Db, id: string, now: Date): Promise<void> {
  await tx.update(cardRenewals).set({ usedAt: now }).where(eq(cardRenewals.id, id))
}
