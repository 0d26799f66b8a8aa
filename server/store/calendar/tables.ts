import { boolean, date, index, integer, pgTable, text } from 'drizzle-orm/pg-core'

/** The years whose office calendar an administrator keeps; of any other those that come with the program count. */
export const calendarYears = pgTable('calendar_years', {
  year: integer('year').primaryKey(),
  /** Rises with every change, so that two do not write over each other. */
  version: integer('version').notNull(),
})

export const calendarDays = pgTable(
  'calendar_days',
  {
    day: date('day', { mode: 'string' }).primaryKey(),
    year: integer('year')
      .notNull()
      .references(() => calendarYears.year),
    isOff: boolean('is_off').notNull(),
    name: text('name').notNull(),
  },
  table => [index('calendar_days_year').on(table.year)],
)
