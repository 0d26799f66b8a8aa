import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at } from '../database/columns.ts'
import { accounts } from '../database/tables.ts'

/** The inbox: a text key and its holes, no personal data. */
export const notices = pgTable(
  'notices',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    /** The account whose deputy is told; null for what is told in one's own name. */
    actingFor: uuid('acting_for'),
    text: text('text').notNull(),
    holes: jsonb('holes').$type<Record<string, string | number>>().notNull(),
    url: text('url').notNull(),
    at: at('at').notNull(),
    readAt: at('read_at'),
    /** When it went out as a letter too, or was found to have no address. */
    letterAt: at('letter_at'),
  },
  table => [
    index('notices_account').on(table.accountId, table.at, table.id),
    index('notices_told').on(table.accountId, table.text),
    index('notices_at').on(table.at),
    index('notices_read')
      .on(table.readAt)
      .where(sql`${table.readAt} is not null`),
    // every page counts them
    index('notices_unread')
      .on(table.accountId)
      .where(sql`${table.readAt} is null`),
  ],
)
