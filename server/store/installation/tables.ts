import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { at } from '../database/columns.ts'

/** One row. `kind` is written once: demo data and real data never mix. */
export const installation = pgTable(
  'installation',
  {
    id: integer('id').primaryKey().default(1),
    kind: text('kind').$type<'demo' | 'real'>().notNull(),
    keyCheck: text('key_check').notNull(),
    setUpTokenHash: text('set_up_token_hash'),
    setUpAt: at('set_up_at'),
    /** Null when nobody waits for the revocation lists. */
    listsAskedAt: at('lists_asked_at'),
    listsTriedAt: at('lists_tried_at'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  table => [check('installation_one', sql`${table.id} = 1`)],
)
