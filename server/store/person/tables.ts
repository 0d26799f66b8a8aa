import { jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { assignments } from '../agency/tables.ts'
import { at, day } from '../database/columns.ts'
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

/**
 * The departure that ended an assignment, until it is taken back: the last day there was before, and the rows of the
 * record that it wrote, with their versions.
 */
export const departures = pgTable('departures', {
  assignmentId: uuid('assignment_id')
    .primaryKey()
    .references(() => assignments.id),
  untilBefore: day('until_before'),
  rows: jsonb('rows').$type<{ id: string; version: number }[]>().notNull(),
  enteredAt: at('entered_at').notNull(),
})
