import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { AuthorityDecision } from '../../domain/record/authority.ts'
import type { Basis } from '../../domain/record/basis.ts'
import type { BatchResult, BatchState, BatchVerb, Doing, Which } from '../../domain/record/batch.ts'
import type { Complaint } from '../../domain/record/validate.ts'
import { at, day } from '../database/columns.ts'
import { accounts, agencies, people } from '../database/tables.ts'

/** What HR does to the records of many at once; for how it goes on see `batchStates`. */
export const batches = pgTable(
  'batches',
  {
    id: uuid('id').primaryKey(),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    verb: text('verb').$type<BatchVerb>().notNull(),
    section: text('section').notNull(),
    state: text('state').$type<BatchState>().notNull(),
    /** How many dry runs there were: what is applied is the one that was seen. */
    run: integer('run').notNull().default(0),
    /** Why the records are read, which everybody in it can see. */
    purpose: text('purpose').notNull(),
    /** As many as a file has lines: read where they are gone through, a stretch at a time, and counted without it. */
    people: jsonb('people').$type<string[]>().notNull(),
    peopleCount: integer('people_count')
      .generatedAlwaysAs(sql`jsonb_array_length(people)`)
      .notNull(),
    /** Fields of which each person has a value of their own. */
    differing: jsonb('differing').$type<string[]>().notNull(),
    /** As typed, until it is checked again. */
    form: jsonb('form').$type<Record<string, string>>().notNull(),
    which: jsonb('which').$type<Which>().notNull(),
    reason: text('reason').notNull(),
    effective: day('effective'),
    /** What an authority decided, where the rows are of what it decides. */
    decision: jsonb('decision').$type<AuthorityDecision>(),
    basis: text('basis').$type<Basis>(),
    takesWarnings: boolean('takes_warnings').notNull().default(false),
    /** The sheet whose lines are its rows; null where its values were typed. */
    importId: uuid('import_id'),
    /** Of how many people the dry run that goes on is done. */
    tried: integer('tried').notNull().default(0),
    /** In whose name it is being applied or reversed; null where nobody goes on with it by themselves. */
    doing: jsonb('doing').$type<Doing>(),
    /** Until then somebody is at it. */
    claimedUntil: at('claimed_until'),
    byAccountId: uuid('by_account_id').notNull(),
    actingFor: uuid('acting_for'),
    at: at('at').notNull(),
  },
  table => [
    index('batches_going_on')
      .on(table.at)
      .where(sql`${table.state} in ('applying', 'reversing') and ${table.doing} is not null`),
    index('batches_agency').on(table.agencyId, table.at, table.id),
    index('batches_unapplied')
      .on(table.at)
      .where(sql`${table.state} in ('draft', 'checking', 'checked')`),
  ],
)

/** A purpose given opens a batch to one account for a while. */
export const batchOpenings = pgTable(
  'batch_openings',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    batchId: uuid('batch_id')
      .notNull()
      .references(() => batches.id),
    purpose: text('purpose').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  table => [primaryKey({ columns: [table.accountId, table.batchId] }), index('batch_openings_batch').on(table.batchId)],
)

export const batchRows = pgTable(
  'batch_rows',
  {
    batchId: uuid('batch_id')
      .notNull()
      .references(() => batches.id),
    /** Of a row that may not be there yet. */
    rowId: uuid('row_id').notNull(),
    place: integer('place').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    operation: text('operation').$type<'add' | 'change' | 'delete'>().notNull(),
    baseVersion: integer('base_version'),
    /** Null where there was none; sealed like rows. */
    before: jsonb('before').$type<Record<string, unknown>>(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    result: text('result').$type<BatchResult>().notNull(),
    complaints: jsonb('complaints').$type<Complaint[]>().notNull(),
    /** The version that it wrote. */
    version: integer('version'),
  },
  table => [
    primaryKey({ columns: [table.batchId, table.rowId] }),
    index('batch_rows_person').on(table.batchId, table.personId),
    index('batch_rows_place').on(table.batchId, table.place),
    index('batch_rows_result').on(table.batchId, table.result, table.place),
  ],
)
