import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at, day } from '../database/columns.ts'
import type { CodeUse } from '../../domain/record/code/use.ts'

/** The tables of codes, those that come with the program and what administrators made of them. */
export const codeTables = pgTable('code_tables', {
  id: text('id').primaryKey(),
  zh: text('zh').notNull(),
  en: text('en').notNull(),
  isClosed: boolean('is_closed').notNull(),
  place: integer('place').notNull(),
  /** Which state of the shipped table was written here. */
  shipped: text('shipped').notNull(),
  /** One more with every change, of the program or of an administrator. */
  version: integer('version').notNull(),
})

export const codeValues = pgTable(
  'code_values',
  {
    tableId: text('table_id')
      .notNull()
      .references(() => codeTables.id),
    code: text('code').notNull(),
    zh: text('zh').notNull(),
    en: text('en').notNull(),
    groupZh: text('group_zh'),
    groupEn: text('group_en'),
    validFrom: day('valid_from'),
    validTo: day('valid_to'),
    /** The last day that came with the program: another one in `validTo` is an administrator's. */
    shippedTo: day('shipped_to'),
    isLocal: boolean('is_local').notNull(),
    /** An administrator has changed more of it than its last day: the next version of the program leaves that alone. */
    isEdited: boolean('is_edited').notNull().default(false),
    /** Names that it had before: rows that only keep a name may still have one of them. */
    formerZh: jsonb('former_zh').$type<string[]>().notNull().default([]),
    /** The code by which it is sent to others. */
    mapsTo: text('maps_to'),
    place: integer('place').notNull(),
  },
  table => [primaryKey({ columns: [table.tableId, table.code] })],
)

/** In how many rows of the records some codes of a table stand, where that took longer than anybody waits. */
export const codeCounts = pgTable('code_counts', {
  tableId: text('table_id')
    .primaryKey()
    .references(() => codeTables.id),
  codes: jsonb('codes').$type<string[]>().notNull(),
  askedAt: at('asked_at').notNull(),
  countedAt: at('counted_at'),
  use: jsonb('use').$type<CodeUse[]>(),
})
