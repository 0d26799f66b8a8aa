import type { FileRefusal, Reach } from '../domain/outgoing/made-file.ts'
import type { Db } from '../store/database/database.ts'
import type { KeyRing } from '../store/database/sealing.ts'
import type { Claimed, Content } from '../store/outgoing/files.ts'

/** What a maker may need. */
export type Using = {
  db: Db
  ring: KeyRing
  now: Date
  /** Says how far it is, for whoever waits; to be called at least every minute. */
  tell: (done: number, total: number) => Promise<void>
}

export type Made =
  | { ok: true; content: Content; reach: Reach; profile?: { id: string; version: number } }
  | { ok: false; why: FileRefusal }

/**
 * Makes one kind of file, of what was asked and in that name. It asks the table of access for whatever it takes, and
 * may run again from the beginning: it writes nothing.
 */
export type Maker = (claimed: Claimed, using: Using) => Promise<Made>
