import { asc, eq } from 'drizzle-orm'
import type { Db } from './database.ts'
import { signatures } from './schema.ts'
import type { KeyRing } from './sealing.ts'
import { openBytes, sealBytes } from './sealing.ts'

type Kept = typeof signatures.$inferSelect
export type Signature = Omit<Kept, 'sealedText'> & { text: Buffer }

const context = (correctionId: string, round: number) => `signature/${correctionId}/${round}`

/** Keeps what was signed as exact bytes together with everything the verification rested on. */
export async function add(
  tx: Db,
  ring: KeyRing,
  signature: Omit<Kept, 'id' | 'sealedText' | 'pkcs1'> & { text: Buffer; pkcs1?: Buffer | null },
): Promise<void> {
  const { text, ...rest } = signature
  const sealedText = sealBytes(ring, text, context(signature.correctionId, signature.round))
  await tx.insert(signatures).values({ ...rest, sealedText })
}

/** One signature a round, oldest first. */
export async function ofCorrection(db: Db, ring: KeyRing, correctionId: string): Promise<Signature[]> {
  const rows = await db
    .select()
    .from(signatures)
    .where(eq(signatures.correctionId, correctionId))
    .orderBy(asc(signatures.round))
  return rows.map(({ sealedText, ...row }) => ({
    ...row,
    text: openBytes(ring, sealedText, context(correctionId, row.round)),
  }))
}
