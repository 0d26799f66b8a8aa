import { jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at } from '../database/columns.ts'
import { accounts, people } from '../database/tables.ts'

/** A name on a certificate of a person that is written otherwise in their record; theirs once HR confirmed it. */
export const shownNames = pgTable(
  'shown_names',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    name: text('name').notNull(),
    shownAt: at('shown_at').notNull(),
    confirmedAt: at('confirmed_at'),
    confirmedBy: uuid('confirmed_by').references(() => accounts.id),
    reason: text('reason'),
  },
  table => [uniqueIndex('shown_names_once').on(table.personId, table.name)],
)

/**
 * How an account sees a list: under a blank name its columns and order as chosen last, under others what it is narrowed
 * to. No row says a name or number of a person that was looked for.
 */
export const listViews = pgTable(
  'list_views',
  {
    id: uuid('id').notNull().unique().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    list: text('list').notNull(),
    name: text('name').notNull(),
    query: jsonb('query').$type<Record<string, string>>().notNull().default({}),
    /** Null until they were chosen, and under a name. */
    columns: text('columns').array(),
  },
  table => [primaryKey({ columns: [table.accountId, table.list, table.name] })],
)
