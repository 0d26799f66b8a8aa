import { asc, eq, getTableColumns } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import type { KeyRing } from '../database/sealing.ts'
import { openBytes, sealBytes } from '../database/sealing.ts'
import { listFiles, signatures } from '../schema.ts'

type Kept = typeof signatures.$inferSelect
export type Signature = Omit<Kept, 'sealedText'> & {
  text: Buffer
  /** The list that was looked at, if it is kept: its own address, when it says one. */
  list: { address: string | null } | null
}

const context = (correctionId: string, round: number) => `signature/${correctionId}/${round}`

/** Keeps what was signed as exact bytes together with everything the verification rested on. */
export async function add(
  tx: Db,
  ring: KeyRing,
  signature: Omit<Kept, 'id' | 'sealedText' | 'pkcs1' | 'listSha256'> & { text: Buffer; pkcs1?: Buffer | null },
): Promise<void> {
  const { text, ...rest } = signature
  const sealedText = sealBytes(ring, text, context(signature.correctionId, signature.round))
  await tx.insert(signatures).values({ ...rest, sealedText })
}

/** One signature a round, oldest first. */
export async function ofCorrection(db: Db, ring: KeyRing, correctionId: string): Promise<Signature[]> {
  const rows = await db
    .select({ ...getTableColumns(signatures), list: { sha256: listFiles.sha256, address: listFiles.address } })
    .from(signatures)
    .leftJoin(listFiles, eq(listFiles.sha256, signatures.listSha256))
    .where(eq(signatures.correctionId, correctionId))
    .orderBy(asc(signatures.round))
  return rows.map(({ sealedText, ...row }) => ({
    ...row,
    text: openBytes(ring, sealedText, context(correctionId, row.round)),
  }))
}
