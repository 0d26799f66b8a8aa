import { createHash, randomUUID } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import type { KeyRing } from '../database/sealing.ts'
import { openBytes, sealBytes } from '../database/sealing.ts'
import { evidence, evidenceOpenings } from '../schema.ts'

export type EvidenceFile = Pick<
  typeof evidence.$inferSelect,
  'id' | 'correctionId' | 'round' | 'name' | 'media' | 'size' | 'sha256' | 'addedAt'
>

const columns = {
  id: evidence.id,
  correctionId: evidence.correctionId,
  round: evidence.round,
  name: evidence.name,
  media: evidence.media,
  size: evidence.size,
  sha256: evidence.sha256,
  addedAt: evidence.addedAt,
}

/** What a file is recognised by, whatever it is called. */
export const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Seals and keeps a file for a draft. */
export async function add(
  db: Db,
  ring: KeyRing,
  file: {
    correctionId: string
    round: number
    name: string
    media: EvidenceFile['media']
    bytes: Buffer
    addedBy: string
  },
  at: Date,
): Promise<EvidenceFile> {
  const { bytes, ...rest } = file
  const id = randomUUID()
  const sealed = sealBytes(ring, bytes, `evidence/${id}`)
  const [row] = await db
    .insert(evidence)
    .values({ ...rest, id, size: bytes.length, sha256: digestOf(bytes), sealed, addedAt: at })
    .returning(columns)
  if (!row) throw new Error('the evidence was not kept')
  return row
}

/** The files of a correction, in the order they were added; the same order every time, because it is signed. */
export async function ofCorrection(db: Db, correctionId: string): Promise<EvidenceFile[]> {
  return db
    .select(columns)
    .from(evidence)
    .where(eq(evidence.correctionId, correctionId))
    .orderBy(asc(evidence.addedAt), asc(evidence.id))
}

/** The file with its bytes; found only through the correction it belongs to, because that is where permission is. */
export async function open(
  db: Db,
  ring: KeyRing,
  correctionId: string,
  id: string,
): Promise<(EvidenceFile & { bytes: Buffer }) | undefined> {
  const [row] = await db
    .select()
    .from(evidence)
    .where(and(eq(evidence.id, id), eq(evidence.correctionId, correctionId)))
  return row && { ...row, bytes: openBytes(ring, row.sealed, `evidence/${id}`) }
}

/** Removes a file added in this round; what was sent in an earlier round was signed and stays. */
export async function remove(db: Db, correctionId: string, id: string, round: number): Promise<boolean> {
  const removed = await db
    .delete(evidence)
    .where(and(eq(evidence.id, id), eq(evidence.correctionId, correctionId), eq(evidence.round, round)))
    .returning({ id: evidence.id })
  return removed.length === 1
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
