import { randomUUID } from 'node:crypto'
import { and, asc, eq, type SQL } from 'drizzle-orm'
import { digestOf, type ScanState, type Unopened } from '../../domain/correction/evidence-file.ts'
import { HomeUnreachable, type EvidenceHomes, type OutsideHome } from '../../domain/correction/evidence-home.ts'
import type { Scan } from '../../domain/virus-scan.ts'
import type { Db } from '../database/database.ts'
import type { KeyRing } from '../database/sealing.ts'
import { openBytes, sealBytes } from '../database/sealing.ts'
import { evidence, evidenceOpenings, evidenceOutside } from '../schema.ts'
import * as outside from './evidence-outside.ts'

export type EvidenceFile = Pick<
  typeof evidence.$inferSelect,
  'id' | 'round' | 'name' | 'media' | 'size' | 'sha256' | 'scan' | 'addedAt'
>

const columns = {
  id: evidence.id,
  round: evidence.round,
  name: evidence.name,
  media: evidence.media,
  size: evidence.size,
  sha256: evidence.sha256,
  scan: evidence.scan,
  addedAt: evidence.addedAt,
}

/** Where the bytes of a file are: in its row, or by a name outside. */
export type Place = Pick<typeof evidence.$inferSelect, 'sealed' | 'outsideId'>

export type SealedFile = Pick<EvidenceFile, 'id' | 'size' | 'sha256'> & { sealed: Buffer }

export function seal(ring: KeyRing, bytes: Buffer): SealedFile {
  const id = randomUUID()
  return { id, size: bytes.length, sha256: digestOf(bytes), sealed: sealBytes(ring, bytes, contextOf(id)) }
}

/** `cause` is for the log. */
export type Looked =
  | { ok: true; scan: Exclude<ScanState, 'infected'>; cause?: unknown }
  | { ok: false; why: 'evidence.refused.infected' }

/** Has the bytes of a file that comes looked at, before any of it is kept; what cannot be looked at now is held. */
export async function lookAt(scan: Scan | null, bytes: Buffer): Promise<Looked> {
  if (!scan) return { ok: true, scan: 'none' }
  const scanned = await scan(bytes)
  if (scanned.is === 'infected') return { ok: false, why: 'evidence.refused.infected' }
  return scanned.is === 'unanswered' ? { ok: true, scan: 'held', cause: scanned.cause } : { ok: true, scan: 'clean' }
}

/** `cause` is for the log. */
export type PutAway =
  | { ok: true; place: Place }
  | { ok: false; why: 'evidence.refused.unreachable'; cause: HomeUnreachable }

/**
 * Takes sealed bytes to the home of new files, before the transaction that writes where they are, which has to follow
 * within the hour: inside, it would wait for others.
 */
export async function putAway(db: Db, homes: EvidenceHomes, sealed: Buffer, at: Date): Promise<PutAway> {
  const { newest } = homes
  if (newest === 'database') return { ok: true, place: { sealed, outsideId: null } }
  const outsideId = await outside.put(db, homes, newest, sealed, at).catch(unreachable)
  if (outsideId instanceof HomeUnreachable) return { ok: false, why: 'evidence.refused.unreachable', cause: outsideId }
  return { ok: true, place: { sealed: null, outsideId } }
}

type Details = Pick<EvidenceFile, 'name' | 'media'> &
  Partial<Pick<EvidenceFile, 'scan'>> & { addedBy: string; correctionId?: string; round?: number }

/** Keeps a sealed file, for a draft or for nothing yet; without a place its bytes are in the database. */
export async function add(
  tx: Db,
  file: SealedFile & Details,
  at: Date,
  place: Place = { sealed: file.sealed, outsideId: null },
): Promise<void> {
  if (place.outsideId) await outside.hold(tx, place.outsideId, at)
  await tx.insert(evidence).values({ ...file, ...place, addedAt: at })
}

/** The files of a correction, in the order they were added; the same order every time, because it is signed. */
export async function ofCorrection(db: Db, correctionId: string): Promise<EvidenceFile[]> {
  return db
    .select(columns)
    .from(evidence)
    .where(eq(evidence.correctionId, correctionId))
    .orderBy(asc(evidence.addedAt), asc(evidence.id))
}

/** `cause` is for the log. */
type NotRead = { ok: false; why: Unopened; cause?: unknown }

export type Opened = { ok: true; file: EvidenceFile & { bytes: Buffer } } | NotRead

/**
 * The file with its bytes; found only through the correction it belongs to, because that is where permission is. Asks
 * homes outside, so it belongs in no transaction.
 */
export const open = (
  db: Db,
  ring: KeyRing,
  homes: EvidenceHomes,
  correctionId: string,
  id: string,
): Promise<Opened | undefined> =>
  openWhere(db, ring, homes, and(eq(evidence.id, id), eq(evidence.correctionId, correctionId)))

/** The one file that fits. */
export async function openWhere(
  db: Db,
  ring: KeyRing,
  homes: EvidenceHomes,
  which: SQL | undefined,
): Promise<Opened | undefined> {
  const [row] = await db
    .select({ file: columns, place })
    .from(evidence)
    .leftJoin(evidenceOutside, eq(evidenceOutside.id, evidence.outsideId))
    .where(which)
  if (!row) return undefined
  const { scan } = row.file
  if (scan === 'held' || scan === 'infected') return { ok: false, why: `evidence.unopened.${scan}` }
  const read = await bytesOf(ring, homes, { ...row.file, ...row.place })
  return read.ok ? { ok: true, file: { ...row.file, bytes: read.bytes } } : read
}

/** For a select that joins the files outside. */
export const place = { sealed: evidence.sealed, outsideId: evidence.outsideId, home: evidenceOutside.home }

/** The bytes of a file, sealed and as they were when it was added; what is anything else is refused. */
export async function bytesOf(
  ring: KeyRing,
  homes: EvidenceHomes,
  { id, sha256, ...place }: Pick<EvidenceFile, 'id' | 'sha256'> & Place & { home: OutsideHome | null },
): Promise<{ ok: true; sealed: Buffer; bytes: Buffer } | NotRead> {
  const sealed = place.sealed ?? (await outside.get(homes, place).catch(unreachable))
  if (sealed instanceof HomeUnreachable) return { ok: false, why: 'evidence.unopened.unreachable', cause: sealed }
  if (!sealed) return { ok: false, why: 'evidence.unopened.missing' }
  try {
    const bytes = openBytes(ring, sealed, contextOf(id))
    if (digestOf(bytes) !== sha256) throw new Error('the digest of the file is another')
    return { ok: true, sealed, bytes }
  } catch (cause) {
    return { ok: false, why: 'evidence.unopened.damaged', cause }
  }
}

const contextOf = (id: string) => `evidence/${id}`

/** An outage is a value, everything else is a mistake of ours. */
function unreachable(error: unknown): HomeUnreachable {
  if (error instanceof HomeUnreachable) return error
  throw error
}

/** Removes a file added in this round; what was sent in an earlier round was signed and stays. */
export async function remove(tx: Db, correctionId: string, id: string, round: number, at: Date): Promise<boolean> {
  const [removed] = await tx
    .delete(evidence)
    .where(and(eq(evidence.id, id), eq(evidence.correctionId, correctionId), eq(evidence.round, round)))
    .returning({ outsideId: evidence.outsideId })
  if (removed?.outsideId) await outside.giveUp(tx, removed.outsideId, at)
  return removed !== undefined
}

export async function noteOpened(db: Db, evidenceId: string, accountId: string, at: Date): Promise<void> {
  await db.insert(evidenceOpenings).values({ evidenceId, accountId, at }).onConflictDoNothing()
}

/** Ids of the correction's files that this account has opened. */
export async function openedBy(db: Db, correctionId: string, accountId: string): Promise<string[]> {
  const rows = await db
    .select({ id: evidence.id })
    .from(evidenceOpenings)
    .innerJoin(evidence, eq(evidence.id, evidenceOpenings.evidenceId))
    .where(and(eq(evidence.correctionId, correctionId), eq(evidenceOpenings.accountId, accountId)))
  return rows.map(row => row.id)
}
