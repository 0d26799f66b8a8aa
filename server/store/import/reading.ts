import { and, asc, eq, gte, isNull, or, sql, type SQL } from 'drizzle-orm'
import type { NotRead } from '../../domain/import/import.ts'
import type { Db } from '../database/database.ts'
import * as events from '../database/events.ts'
import { openBytes, sealBytes, type KeyRing } from '../database/sealing.ts'
import { importFiles, imports } from '../schema.ts'
import type { Import } from './imports.ts'

const claimMs = 2 * 60_000
const pauseMs = 20_000
/** A sheet that could not be read so often is given up. */
export const mostTries = 3
/** So many sheets of one account wait at a time. */
export const mostWaiting = 3
const pieceSize = 1024 * 1024

// with their number, so that none can be left out
const pieceContext = (id: string, place: number, pieces: number) => `import-file/${id}/${place} of ${pieces}`

/** Keeps a sheet as it was sent until it is read. */
export async function keepFile(tx: Db, ring: KeyRing, importId: string, bytes: Buffer): Promise<void> {
  const pieces = Math.ceil(bytes.length / pieceSize)
  for (let place = 0; place < pieces; place += 1) {
    const piece = bytes.subarray(place * pieceSize, (place + 1) * pieceSize)
    const sealed = sealBytes(ring, piece, pieceContext(importId, place, pieces))
    await tx.insert(importFiles).values({ importId, place, sealed })
  }
}

/** A sheet as it was sent. */
export async function fileOf(db: Db, ring: KeyRing, importId: string): Promise<Buffer> {
  const rows = await db
    .select({ place: importFiles.place, sealed: importFiles.sealed })
    .from(importFiles)
    .where(eq(importFiles.importId, importId))
    .orderBy(asc(importFiles.place))
  return Buffer.concat(
    rows.map(({ place, sealed }) => openBytes(ring, sealed, pieceContext(importId, place, rows.length))),
  )
}

/** How many sheets of an account are not read yet. */
export const waiting = (db: Db, accountId: string): Promise<number> =>
  db.$count(imports, and(eq(imports.state, 'reading'), eq(imports.byAccountId, accountId)))

/** Whether a sheet waits that nobody reads, by the clock of the database. */
export async function isAnyWaiting(db: Db): Promise<boolean> {
  const [found] = await db
    .select({ id: imports.id })
    .from(imports)
    .where(isWaiting(sql`now()`))
    .limit(1)
  return found !== undefined
}

// whoever was at it was killed, or hangs
const isWaiting = (now: Date | SQL) =>
  and(eq(imports.state, 'reading'), or(isNull(imports.claimedUntil), sql`${imports.claimedUntil} < ${now}`))

/** Takes the sheet that waits longest; undefined where there is none, or another process was there first. */
export async function claim(db: Db, now: Date): Promise<Import | undefined> {
  await giveUp(db, now)
  const next = db.select({ id: imports.id }).from(imports).where(isWaiting(now)).orderBy(asc(imports.at)).limit(1)
  const [claimed] = await db
    .update(imports)
    .set({ lines: 0, tries: sql`${imports.tries} + 1`, claimedUntil: new Date(now.getTime() + claimMs) })
    // asked again, since of two who found the same one the second waits for the first
    .where(and(eq(imports.id, sql`(${next})`), isWaiting(now)))
    .returning()
  return claimed
}

/** Whoever read it was killed each time, and it may be the sheet that does it. */
async function giveUp(db: Db, now: Date): Promise<void> {
  const isLeft = and(isWaiting(now), gte(imports.tries, mostTries))
  for (const one of await db.select().from(imports).where(isLeft)) {
    await db.transaction(tx => refuse(tx, one, { ok: false, why: 'import.refused.unread' }, now))
  }
}

type Claimed = Pick<Import, 'id' | 'tries'>

const isOurs = ({ id, tries }: Claimed) =>
  and(eq(imports.id, id), eq(imports.state, 'reading'), eq(imports.tries, tries))

/** How far it is; false where it is another's to read by now. */
export async function tell(db: Db, claimed: Claimed, far: Pick<Import, 'lines' | 'about'>, now: Date) {
  const told = await db
    .update(imports)
    .set({ ...far, claimedUntil: new Date(now.getTime() + claimMs) })
    .where(isOurs(claimed))
    .returning({ id: imports.id })
  return told.length > 0
}

type Found = Pick<
  Import,
  'format' | 'source' | 'headerAt' | 'names' | 'columns' | 'hasFormulas' | 'lines' | 'width' | 'untidy'
> & { state: 'columns' | 'people' }

/** It is read, and the file itself goes; false where another process read it meanwhile. */
export async function finish(tx: Db, claimed: Claimed, found: Found, at: Date): Promise<boolean> {
  const done = await tx
    .update(imports)
    .set({ ...found, claimedUntil: null })
    .where(isOurs(claimed))
    .returning({ id: imports.id })
  if (done.length === 0) return false
  await tx.delete(importFiles).where(eq(importFiles.importId, claimed.id))
  await events.add(tx, { what: 'import.read', about: claimed.id, by: events.bySystem, at })
  return true
}

/** It cannot be read as it is; the file itself goes. */
export async function refuse(tx: Db, claimed: Claimed, { why, at: whyAt }: NotRead, at: Date): Promise<void> {
  const refused = await tx
    .update(imports)
    .set({ state: 'not-read', why, whyAt: whyAt ?? null, claimedUntil: null })
    .where(isOurs(claimed))
    .returning({ id: imports.id })
  if (refused.length === 0) return
  await tx.delete(importFiles).where(eq(importFiles.importId, claimed.id))
  await events.add(tx, { what: 'import.not-read', about: claimed.id, by: events.bySystem, at, details: { why } })
}

/** It failed by something that may be over soon: it is tried again a while later, or given up. */
export async function fail(db: Db, claimed: Claimed, now: Date): Promise<void> {
  await db
    .update(imports)
    .set({ claimedUntil: new Date(now.getTime() + pauseMs) })
    .where(isOurs(claimed))
}
