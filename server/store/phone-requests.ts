import { randomUUID } from 'node:crypto'
import { and, eq, gt, lte } from 'drizzle-orm'
import type { PhoneMode } from '../domain/mobile-id.ts'
import type { Db } from './database.ts'
import { phoneRequests } from './schema.ts'
import type { KeyRing } from './sealing.ts'
import { openSealed, seal } from './sealing.ts'

/** What must be known again when the phone answers. */
export type Question = {
  transactionId: string
  ticketId: string
  /** What a code to scan shows. */
  ticket: string
  idNumber: string
  mode: PhoneMode
  /** The two characters on both screens. */
  code: string
  /** The line the phone signs, and its seal. */
  line: string
  seal: string
  /** Where the person wants to go afterwards. */
  next: string
}

export type Refusal = { why: string; holes: Record<string, string | number> }

export const questionSeconds = 300
/** The service may be asked what came of it this often, and no more. */
const politePause = 4000

const context = (id: string) => `phone-request/${id}`

export async function add(db: Db, ring: KeyRing, question: Question, now: Date): Promise<string> {
  const id = randomUUID()
  const expiresAt = new Date(now.getTime() + questionSeconds * 1000)
  const sealedBody = seal(ring, question, context(id))
  await db.insert(phoneRequests).values({ id, sealedBody, heardAt: now, expiresAt })
  return id
}

/** Undefined when it is over. `refusal` is there once it was refused. */
export async function find(
  db: Db,
  ring: KeyRing,
  id: string,
  now: Date,
): Promise<{ question: Question; refusal: Refusal | null } | undefined> {
  const [row] = await db
    .select()
    .from(phoneRequests)
    .where(and(eq(phoneRequests.id, id), gt(phoneRequests.expiresAt, now)))
  return row && { question: openSealed(ring, row.sealedBody, context(id)) as Question, refusal: row.refusal }
}

/** True for one asker at a time, and not again for four seconds. */
export async function mayHear(db: Db, id: string, now: Date): Promise<boolean> {
  const earlier = new Date(now.getTime() - politePause)
  const heard = await db
    .update(phoneRequests)
    .set({ heardAt: now })
    .where(and(eq(phoneRequests.id, id), lte(phoneRequests.heardAt, earlier)))
    .returning({ id: phoneRequests.id })
  return heard.length === 1
}

/** Kept until the five minutes are over, so that the page can be looked at again. */
export async function refuse(db: Db, id: string, refusal: Refusal): Promise<void> {
  await db.update(phoneRequests).set({ refusal }).where(eq(phoneRequests.id, id))
}

export async function end(db: Db, id: string): Promise<void> {
  await db.delete(phoneRequests).where(eq(phoneRequests.id, id))
}
