import { randomUUID } from 'node:crypto'
import { and, eq, gt, inArray, lt, notExists, sql } from 'drizzle-orm'
import {
  HomeUnreachable,
  type EvidenceHomes,
  type OutsideHome,
  type SealedFiles,
} from '../../domain/correction/evidence-home.ts'
import type { Db } from '../database/database.ts'
import { evidence, evidenceOutside } from '../schema.ts'

const hour = 3_600_000
const day = 24 * hour
const atATime = 1000

/** Puts a sealed file into a home and gives the name that it has there, which no other file ever has. */
export async function put(db: Db, homes: EvidenceHomes, home: OutsideHome, sealed: Buffer, at: Date): Promise<string> {
  const id = randomUUID()
  await db.insert(evidenceOutside).values({ id, home, at })
  await filesIn(homes, home).put(id, sealed)
  return id
}

/** Undefined where there is no such file. */
export async function get(
  homes: EvidenceHomes,
  { home, outsideId }: { home: OutsideHome | null; outsideId: string | null },
): Promise<Buffer | undefined> {
  return home && outsideId ? filesIn(homes, home).get(outsideId) : undefined
}

/** In the transaction that names it: what lay unnamed for long may be on its way out. */
export async function hold(tx: Db, id: string, at: Date): Promise<void> {
  const held = await tx
    .update(evidenceOutside)
    .set({ at })
    .where(and(eq(evidenceOutside.id, id), gt(evidenceOutside.at, new Date(at.getTime() - hour))))
    .returning({ id: evidenceOutside.id })
  if (held.length === 0) throw new Error('the file was put away too long ago')
}

/** In the transaction after which nothing names it. It stays for a day, for a copy of the homes that is being made. */
export async function giveUp(tx: Db, id: string, at: Date): Promise<void> {
  await tx.update(evidenceOutside).set({ at }).where(eq(evidenceOutside.id, id))
}

/**
 * Removes what no evidence has named for a day. A home out of reach keeps no other, and one file that cannot be removed
 * no other one; they are thrown at the end.
 */
export async function sweep(db: Db, homes: EvidenceHomes, now: Date): Promise<void> {
  const yesterday = new Date(now.getTime() - day)
  const failed: unknown[] = []
  const used = await inUse(db)
  for (const home of ['folder', 's3'] as const) {
    if (!used.includes(home)) continue
    try {
      for (;;) {
        const tried = await sweepSome(db, homes, home, yesterday)
        failed.push(...tried.failed)
        if (tried.count === 0 || tried.failed.length > 0) break
      }
    } catch (error) {
      failed.push(error)
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, 'evidence outside could not be removed')
}

/** How many there were to remove, and why those that stay do. */
async function sweepSome(db: Db, homes: EvidenceHomes, home: OutsideHome, before: Date) {
  const files = filesIn(homes, home)
  const isNamed = db
    .select({ one: sql`1` })
    .from(evidence)
    .where(eq(evidence.outsideId, evidenceOutside.id))
  const isLeft = and(eq(evidenceOutside.home, home), lt(evidenceOutside.at, before), notExists(isNamed))
  const some = db.select({ id: evidenceOutside.id }).from(evidenceOutside).where(isLeft).limit(atATime)
  // from here on nobody can name them, whatever another clock says
  const left = await db
    .update(evidenceOutside)
    .set({ at: new Date(0) })
    .where(and(inArray(evidenceOutside.id, some), isLeft))
    .returning({ id: evidenceOutside.id })
  const ids = left.map(({ id }) => id)
  // whoever named one before is seen only now, if we waited for them
  const named = await db.select({ id: evidence.outsideId }).from(evidence).where(inArray(evidence.outsideId, ids))
  const failed: unknown[] = []
  for (const id of ids.filter(id => !named.some(one => one.id === id))) {
    try {
      await files.remove(id)
      await db.delete(evidenceOutside).where(eq(evidenceOutside.id, id))
    } catch (error) {
      failed.push(error)
    }
  }
  return { count: ids.length, failed }
}

/** Homes in which files lie. */
export async function inUse(db: Db): Promise<OutsideHome[]> {
  const used = await db.selectDistinct({ home: evidenceOutside.home }).from(evidenceOutside)
  return used.map(({ home }) => home)
}

function filesIn(homes: EvidenceHomes, home: OutsideHome): SealedFiles {
  const files = homes[home]
  if (!files) throw new HomeUnreachable(home, new Error('it is not configured'))
  return files
}
