import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { ImportState, ImportVerb, NotRead, Target } from '../../domain/import/import.ts'
import type { Confidence, NumberFault } from '../../domain/import/match.ts'
import type { SheetFormat } from '../../domain/sheet.ts'
import { at, bytes } from '../database/columns.ts'
import { agencies, people } from '../database/tables.ts'

/** 匯入: a sheet that somebody sent, until its lines have become a batch, and which file it was for longer. */
export const imports = pgTable(
  'imports',
  {
    id: uuid('id').primaryKey(),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    verb: text('verb').$type<ImportVerb>().notNull(),
    section: text('section').notNull(),
    state: text('state').$type<ImportState>().notNull(),
    purpose: text('purpose').notNull(),
    /** A keyed hash of the bytes. */
    digest: text('digest').notNull(),
    format: text('format').$type<SheetFormat>().notNull(),
    /** By which the columns of a source are known again. */
    source: text('source').notNull(),
    headerAt: integer('header_at').notNull(),
    names: jsonb('names').$type<string[]>().notNull(),
    columns: jsonb('columns').$type<Target[]>().notNull(),
    /** While it is read, how many of them are. */
    lines: integer('lines').notNull(),
    /** How many lines there are, as far as one knows before they are read. */
    about: integer('about'),
    /** The cells of the line that has most. */
    width: integer('width').notNull().default(0),
    /** In how many cells there was something that nobody sees. */
    untidy: integer('untidy').notNull(),
    hasFormulas: boolean('has_formulas').notNull(),
    /** Why it could not be read, and in which line. */
    why: text('why').$type<NotRead['why']>(),
    whyAt: integer('why_at'),
    tries: integer('tries').notNull().default(0),
    /** Who reads it has until then to say that they are still at it. */
    claimedUntil: at('claimed_until'),
    /** Whom it may not find by what they were called before: whoever the sender was a deputy of. */
    notOf: jsonb('not_of').$type<string[]>().notNull().default([]),
    batchId: uuid('batch_id'),
    byAccountId: uuid('by_account_id').notNull(),
    actingFor: uuid('acting_for'),
    at: at('at').notNull(),
  },
  table => [
    index('imports_digest').on(table.agencyId, table.digest),
    index('imports_old').on(table.at),
    index('imports_open')
      .on(table.byAccountId, table.at)
      .where(sql`${table.state} <> 'handed-on'`),
    index('imports_to_read')
      .on(table.at)
      .where(sql`${table.state} = 'reading'`),
    uniqueIndex('imports_batch')
      .on(table.batchId)
      .where(sql`${table.batchId} is not null`),
  ],
)

/** A sheet as it was sent, in sealed pieces, until it is read. */
export const importFiles = pgTable(
  'import_files',
  {
    importId: uuid('import_id')
      .notNull()
      .references(() => imports.id),
    place: integer('place').notNull(),
    sealed: bytes('sealed').notNull(),
  },
  table => [primaryKey({ columns: [table.importId, table.place] })],
)

/**
 * The lines of the sheet as it came, titles and header among them; sealed, since they hold ID numbers. A block has a
 * few dozen of them, those of one person as close together as those of one stretch of the sheet can be.
 */
export const importBlocks = pgTable(
  'import_blocks',
  {
    importId: uuid('import_id')
      .notNull()
      .references(() => imports.id),
    block: integer('block').notNull(),
    sealed: bytes('sealed').notNull(),
  },
  table => [primaryKey({ columns: [table.importId, table.block] })],
)

/** Whom the lines name, each way of naming somebody once. */
export const importPeople = pgTable(
  'import_people',
  {
    importId: uuid('import_id')
      .notNull()
      .references(() => imports.id),
    key: text('key').notNull(),
    firstAt: integer('first_at').notNull(),
    lines: integer('lines').notNull(),
    said: text('said').notNull(),
    confidence: text('confidence').$type<Confidence>().notNull(),
    fault: text('fault').$type<NumberFault>(),
    personId: uuid('person_id').references(() => people.id),
    candidates: jsonb('candidates').$type<string[]>().notNull(),
    /** Their lines, and the blocks in which these stand, each once. */
    places: integer('places').array().notNull().default([]),
    blocks: integer('blocks').array().notNull().default([]),
  },
  table => [primaryKey({ columns: [table.importId, table.key] })],
)

/** What an agency made of the columns of a source; the newest version is offered first. */
export const importSources = pgTable(
  'import_sources',
  {
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    source: text('source').notNull(),
    version: integer('version').notNull(),
    columns: jsonb('columns').$type<Target[]>().notNull(),
    byAccountId: uuid('by_account_id').notNull(),
    at: at('at').notNull(),
  },
  table => [primaryKey({ columns: [table.agencyId, table.source, table.version] })],
)

/** Whom an agency meant by a way of naming somebody that is not exact. */
export const importChoices = pgTable(
  'import_choices',
  {
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    key: text('key').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    at: at('at').notNull(),
  },
  table => [primaryKey({ columns: [table.agencyId, table.key] })],
)
