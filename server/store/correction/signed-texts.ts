import { createHash } from 'node:crypto'
import type { Actor } from '../../domain/agency/actor.ts'
import { correctionText } from '../../domain/correction/signed-text.ts'
import { isForOwner, sectionOf } from '../../domain/record/sections.ts'
import type { Db } from '../database/database.ts'
import type { KeyRing } from '../database/sealing.ts'
import { keyedHash } from '../database/sealing.ts'
import * as people from '../person/people.ts'
import * as records from '../record/records.ts'
import type { Correction } from './corrections.ts'
import * as evidence from './evidence.ts'

export type SignedText = { bytes: Buffer; sha256: string }

/**
 * The text of a correction as it stands, byte for byte the same until the draft changes. Sealed values are stood in for
 * by the first half of a keyed hash over correction, field and value.
 */
export async function signedTextOf(
  db: Db,
  ring: KeyRing,
  correction: Correction,
  signer: Pick<Actor, 'name'>,
  today: string,
): Promise<SignedText> {
  const section = sectionOf(correction.section)
  const now = await records.row(db, ring, correction.personId, correction.rowId)
  const row = now && isForOwner(now) ? now.data : {}
  const main = await people.mainAgency(db, correction.personId, today)
  const files = await evidence.ofCorrection(db, correction.id)
  const bytes = correctionText(
    {
      name: signer.name,
      agency: main?.name ?? '',
      id: correction.id,
      round: correction.round,
      section,
      operation: correction.operation,
      row: correction.operation === 'add' ? {} : row,
      changes: correction.items,
      reason: correction.reason,
      effective: correction.effective,
      evidence: files,
    },
    (field, value) =>
      keyedHash(ring, 'signed-text', `${correction.id}\n${field}\n${JSON.stringify(value)}`).slice(0, 32),
  )
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}
