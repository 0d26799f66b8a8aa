import { pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
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
