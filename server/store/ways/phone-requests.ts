import { and, eq, isNull, lte } from 'drizzle-orm'
import { phoneSeconds, type PhoneMode, type Returned } from '../../domain/ways/mobile-id.ts'
import type { Db } from '../database/database.ts'
import { endsInTime } from '../database/end-of-life.ts'
import type { KeyRing } from '../database/sealing.ts'
import { openSealed, seal } from '../database/sealing.ts'
import { phoneRequests } from '../schema.ts'

/** What must be known again when the phone answers. */
export type Question = {
  /** The id of the request, too. */
  transactionId: string
  /** Blank, like the ticket, where the ministry's page asks. */
  ticketId: string
  /** What a code to scan shows. */
  ticket: string
  /** Null where the ministry's page finds it out. */
  idNumber: string | null
  mode: PhoneMode
  /** The two characters on both screens. */
  code: string
  /** The line the phone signs, and its seal. */
  line: string
  seal: string
  /** Address of the page that waits. */
  path: string
  /** Where the person wants to go afterwards. */
  next: string
}

export type Refusal = { why: string; holes: Record<string, string | number> }

// a last look may find that it is over
const keptSeconds = phoneSeconds + 60
/** The service may be asked what came of it this often at most. */
const politePause = 4000

const context = (id: string) => `phone-request/${id}`
const answerContext = (id: string) => `${context(id)}/answer`

export async function add(db: Db, ring: KeyRing, question: Question, now: Date): Promise<void> {
  const id = question.transactionId
  const expiresAt = new Date(now.getTime() + keptSeconds * 1000)
  const sealedBody = seal(ring, question, context(id))
  await db.insert(phoneRequests).values({ id, sealedBody, heardAt: now, expiresAt })
}

/**
 * A question, why it was refused once it was, and what the browser brought from the ministry's page once it came back.
 */
export type Found = { question: Question; refusal: Refusal | null; answer: Returned | null }

/** Undefined when it is over. */
export async function find(db: Db, ring: KeyRing, id: string, now: Date): Promise<Found | undefined> {
  const [row] = await db
    .select()
    .from(phoneRequests)
    .where(and(eq(phoneRequests.id, id), endsInTime(phoneRequests.expiresAt, keptSeconds * 1000, now)))
  if (!row) return undefined
  const { sealedAnswer, refusal } = row
  return {
    question: openSealed(ring, row.sealedBody, context(id)) as Question,
    refusal,
    answer: sealedAnswer === null ? null : (openSealed(ring, sealedAnswer, answerContext(id)) as Returned),
  }
}

/** Keeps what the browser brought from the ministry's page; false when an answer came before. */
export async function answer(db: Db, ring: KeyRing, id: string, came: Returned): Promise<boolean> {
  const kept = await db
    .update(phoneRequests)
    // whoever looks first may hear it at once
    .set({ sealedAnswer: seal(ring, came, answerContext(id)), heardAt: new Date(0) })
    .where(and(eq(phoneRequests.id, id), isNull(phoneRequests.sealedAnswer), isNull(phoneRequests.refusal)))
    .returning({ id: phoneRequests.id })
  return kept.length === 1
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

/** Kept until its time is over, so that the page can be looked at again. */
export async function refuse(db: Db, id: string, refusal: Refusal): Promise<void> {
  await db.update(phoneRequests).set({ refusal }).where(eq(phoneRequests.id, id))
}

export async function end(db: Db, id: string): Promise<void> {
  await db.delete(phoneRequests).where(eq(phoneRequests.id, id))
}
