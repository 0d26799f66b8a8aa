import { createHash } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { outageOf } from '../../domain/outage.ts'
import type { Db } from '../database/database.ts'
import type { KeyRing } from '../database/sealing.ts'
import { keyedHash, openSealed, seal } from '../database/sealing.ts'
import * as records from '../record/records.ts'
import { installation, people, recordRows, trustAnchors } from '../schema.ts'

export type Kind = 'demo' | 'real'

const checkText = 'personnel-desk'
const checkContext = 'installation/key-check'

/** Whether this database was entered before: from then on its keys must exist. */
export async function isEntered(db: Db): Promise<boolean> {
  const rows = await db.select({ id: installation.id }).from(installation)
  return rows.length > 0
}

export type EnterRefusal =
  `installation.${'in-demo' | 'in-use' | 'index-key-does-not-fit' | 'keys-do-not-open' | 'test-anchor'}`

/**
 * Makes the one installation row, or compares it. Refusals are for the operator: keys that do not open this
 * database or find nobody in it, a demonstration started as the real thing (or the reverse), test trust anchors in a
 * real installation.
 */
export async function enter(
  db: Db,
  ring: KeyRing,
  kind: Kind,
): Promise<{ ok: true; isSetUp: boolean } | { ok: false; why: EnterRefusal }> {
  const keyCheck = seal(ring, checkText, checkContext)
  await db.insert(installation).values({ id: 1, kind, keyCheck }).onConflictDoNothing()
  const [row] = await db.select().from(installation).where(eq(installation.id, 1))
  if (!row) throw new Error('the installation row was not kept')
  if (row.kind !== kind) {
    return { ok: false, why: row.kind === 'demo' ? 'installation.in-demo' : 'installation.in-use' }
  }
  if (!opens(ring, row.keyCheck)) return { ok: false, why: 'installation.keys-do-not-open' }
  if (!(await findsPeople(db, ring))) return { ok: false, why: 'installation.index-key-does-not-fit' }
  const inUse = and(eq(trustAnchors.test, true), isNull(trustAnchors.removedAt))
  const [test] = await db.select().from(trustAnchors).where(inUse).limit(1)
  if (kind === 'real' && test) return { ok: false, why: 'installation.test-anchor' }
  return { ok: true, isSetUp: row.setUpAt !== null }
}

function opens(ring: KeyRing, keyCheck: string): boolean {
  try {
    return openSealed(ring, keyCheck, checkContext) === checkText
  } catch {
    return false
  }
}

/**
 * Whether the index key is the one by which people are kept: under another one nobody is found by their ID number. Some
 * of them are asked, since one may be unreadable or without a number; where there is nobody, every key fits.
 */
async function findsPeople(db: Db, ring: KeyRing): Promise<boolean> {
  const some = await db
    .select({ id: people.id, index: people.idNumberIndex })
    .from(people)
    .innerJoin(recordRows, and(eq(recordRows.personId, people.id), eq(recordRows.section, 'basic')))
    .limit(5)
  const indexes = await Promise.all(
    some.map(async ({ id, index }) => {
      const number = await records.idNumberOf(db, ring, id).catch((error: unknown) => {
        if (outageOf(error)) throw error
        return ''
      })
      return number === '' ? undefined : { kept: index, made: records.idIndex(ring, number) }
    }),
  )
  const known = indexes.filter(one => one !== undefined)
  return known.length === 0 || known.some(({ kept, made }) => kept === made)
}

/** What is kept of the token in the one-time set-up link. */
export const setUpTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Keeps the hash of the one-time set-up link; another link is worth nothing from then on. */
export async function offerSetUp(db: Db, tokenHash: string): Promise<void> {
  await db
    .update(installation)
    .set({ setUpTokenHash: tokenHash })
    .where(and(eq(installation.id, 1), isNull(installation.setUpAt)))
}

/**
 * The token of the set-up link, made from the keys: every instance and every start tells the same one, so each works.
 */
export async function setUpToken(db: Db, ring: KeyRing): Promise<string> {
  const [row] = await db.select({ keyCheck: installation.keyCheck }).from(installation).where(eq(installation.id, 1))
  if (!row) throw new Error('this database was not entered')
  return keyedHash(ring, 'set-up', row.keyCheck).slice(0, 32)
}

export type SetUpRefusal = 'set-up.refused.done' | 'set-up.refused.unknown'

/** Whether a set-up link still opens the first administrator's form. */
export async function maySetUp(db: Db, token: string): Promise<{ ok: true } | { ok: false; why: SetUpRefusal }> {
  const [row] = await db.select().from(installation).where(eq(installation.id, 1))
  if (row?.setUpAt) return { ok: false, why: 'set-up.refused.done' }
  if (row?.setUpTokenHash !== setUpTokenHash(token)) return { ok: false, why: 'set-up.refused.unknown' }
  return { ok: true }
}

/** Uses the link up; false when it was used or replaced a moment before. The transaction holds others back. */
export async function finishSetUp(tx: Db, token: string, now: Date): Promise<boolean> {
  const finished = await tx
    .update(installation)
    .set({ setUpAt: now, setUpTokenHash: null })
    .where(
      and(eq(installation.id, 1), isNull(installation.setUpAt), eq(installation.setUpTokenHash, setUpTokenHash(token))),
    )
    .returning({ id: installation.id })
  return finished.length === 1
}
