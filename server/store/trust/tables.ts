import { boolean, numeric, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at, bytes } from '../database/columns.ts'

export const trustAnchors = pgTable('trust_anchors', {
  /** SHA-256 of the DER, hex. */
  fingerprint: text('fingerprint').primaryKey(),
  role: text('role').$type<'root' | 'citizen' | 'agency'>().notNull(),
  keyId: text('key_id').notNull(),
  certificate: bytes('certificate').notNull(),
  test: boolean('test').notNull(),
  addedBy: uuid('added_by'),
  addedAt: at('added_at').notNull(),
  removedAt: at('removed_at'),
})

/** One verified complete list per issuing key; an older number never replaces a newer one. */
export const revocationLists = pgTable('revocation_lists', {
  keyId: text('key_id').primaryKey(),
  /** Of up to 20 bytes. */
  number: numeric('number', { precision: 49, mode: 'bigint' }).notNull(),
  thisUpdate: at('this_update').notNull(),
  nextUpdate: at('next_update').notNull(),
  sha256: text('sha256').notNull(),
  /** Sorted serials, as the card verifier's index wants them. */
  serials: bytes('serials').notNull(),
  fetchedAt: at('fetched_at').notNull(),
})

/** Lists as they were published: those in use, and those that signatures rest on. */
export const listFiles = pgTable('list_files', {
  /** Of the DER, hex. */
  sha256: text('sha256').primaryKey(),
  /** The DER, gzip. */
  packed: bytes('packed').notNull(),
  /** The address of which it says that it is the list, when it names one. */
  address: text('address'),
  /** When it was last in use. */
  keptAt: at('kept_at').notNull(),
})
