import type { EvidenceHomes } from '../domain/correction/evidence-home.ts'
import type { FileRefusal, Reach } from '../domain/outgoing/made-file.ts'
import type { Db } from '../store/database/database.ts'
import type { KeyRing } from '../store/database/sealing.ts'
import type { Claimed, Content } from '../store/outgoing/files.ts'

/** What a maker may need. */
export type Using = {
  db: Db
  ring: KeyRing
  now: Date
  /** Where photographs lie. */
  evidenceHomes: EvidenceHomes
  /** Says how far it is, for whoever waits; to be called at least every minute. */
  tell: (done: number, total: number) => Promise<void>
}

export type Made =
  | {
      ok: true
      content: Content
      reach: Reach
      profile?: { id: string; version: number }
      /** What the people in it read of it, where that is more than that they stand in a file. */
      looks?: readonly Look[]
    }
  | { ok: false; why: FileRefusal }

export type Look = { action: 'export' | 'print' | 'reveal'; section: string | null }

/**
 * Makes one kind of file, of what was asked and in that name. It asks the table of access for whatever it takes, and
 * may run again from the beginning: it writes nothing.
 */
export type Maker = (claimed: Claimed, using: Using) => Promise<Made>
