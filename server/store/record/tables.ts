import { sql } from 'drizzle-orm'
import {
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { AuthorityDecision } from '../../domain/record/authority.ts'
import type { BatchResult, BatchState, BatchVerb, Which } from '../../domain/record/batch.ts'
import type { Severity } from '../../domain/record/field.ts'
import type { Complaint } from '../../domain/record/validate.ts'
import { at, day } from '../database/columns.ts'
import { accounts, agencies, people } from '../database/tables.ts'

/** The current rows of every record. Sealed values inside `data` are strings that begin with `sealed:`. */
export const recordRows = pgTable(
  'record_rows',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    section: text('section').notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    version: integer('version').notNull(),
    deleted: boolean('deleted').notNull().default(false),
    updatedAt: at('updated_at').notNull(),
  },
  table => [
    index('record_rows_person').on(table.personId, table.section),
    // few have a protected address, and of everybody it is asked whether they do
    index('record_rows_protected')
      .on(table.personId)
      .where(
        sql`${table.section} = 'basic' and not ${table.deleted} and ${table.data} -> 'addr_protected' = 'true'::jsonb`,
      ),
  ],
)

export const recordVersions = pgTable(
  'record_versions',
  {
    rowId: uuid('row_id')
      .notNull()
      .references(() => recordRows.id),
    version: integer('version').notNull(),
    operation: text('operation').$type<'add' | 'change' | 'delete'>().notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    source: text('source').$type<'set_up' | 'hr_entry' | 'self' | 'request' | 'import' | 'transfer'>().notNull(),
    correctionId: uuid('correction_id'),
    batchId: uuid('batch_id'),
    byAccountId: uuid('by_account_id'),
    /** Whom the one who did it acted for as a deputy; so in the tables below. */
    actingFor: uuid('acting_for'),
    byAgencyId: uuid('by_agency_id'),
    reason: text('reason').notNull(),
    effective: day('effective'),
    /** Who decided what only an authority may, on which day, and under which number; null where none had to. */
    authority: text('authority'),
    authorityDay: day('authority_day'),
    authorityNumber: text('authority_number'),
    at: at('at').notNull(),
  },
  table => [primaryKey({ columns: [table.rowId, table.version] })],
)

export const locks = pgTable(
  'locks',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    kind: text('kind').$type<'case'>().notNull(),
    /** Null: the whole record. */
    section: text('section'),
    reason: text('reason').notNull(),
    docNumber: text('doc_number'),
    /** Last day on which it holds (Asia/Taipei). */
    until: day('until_day').notNull(),
    setBy: uuid('set_by').notNull(),
    setFor: uuid('set_for'),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    setAt: at('set_at').notNull(),
    endedBy: uuid('ended_by'),
    endedAt: at('ended_at'),
    endReason: text('end_reason'),
  },
  table => [
    index('locks_person').on(table.personId),
    uniqueIndex('locks_one_active')
      .on(table.personId, table.kind, sql`coalesce(${table.section}, '')`)
      .where(sql`${table.endedAt} is null`),
  ],
)

/** A purpose given opens a person's record to one account for a while; each reading is a row of access_log. */
export const recordOpenings = pgTable(
  'record_openings',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    purpose: text('purpose').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  table => [primaryKey({ columns: [table.accountId, table.personId] })],
)

/** Where a record does not hold to a rule. The value stays in its row; here stands only where it is. */
export const recordFindings = pgTable(
  'record_findings',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    rowId: uuid('row_id')
      .notNull()
      .references(() => recordRows.id),
    rule: text('rule').notNull(),
    severity: text('severity').$type<Severity>().notNull(),
    section: text('section').notNull(),
    field: text('field').notNull(),
    /** Why a warning is right as it is, and for which version of the row HR says so; null until somebody does. */
    exemptReason: text('exempt_reason'),
    exemptVersion: integer('exempt_version'),
    exemptBy: uuid('exempt_by'),
    exemptAt: at('exempt_at'),
  },
  table => [
    primaryKey({ columns: [table.rowId, table.rule, table.field] }),
    index('record_findings_person').on(table.personId),
  ],
)

/** By which rules the findings of a person were reckoned, and the day on which time alone may change them. */
export const findingsReckoned = pgTable(
  'findings_reckoned',
  {
    personId: uuid('person_id')
      .primaryKey()
      .references(() => people.id),
    rules: text('rules').notNull(),
    /** Null where they were never reckoned. */
    reckonedOn: day('reckoned_on'),
    changesOn: day('changes_on'),
  },
  table => [
    index('findings_reckoned_rules').on(table.rules, table.personId),
    index('findings_reckoned_on').on(table.reckonedOn),
    index('findings_reckoned_changes')
      .on(table.changesOn)
      .where(sql`${table.changesOn} is not null`),
  ],
)

/** A purpose given opens the findings of an agency to one account for a while. */
export const findingsOpenings = pgTable(
  'findings_openings',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    purpose: text('purpose').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  table => [primaryKey({ columns: [table.accountId, table.agencyId] })],
)

/** Append-only by trigger, in a part for each year. The person concerned reads it under 「誰看過我的資料」. */
export const accessLog = pgTable(
  'access_log',
  {
    id: bigserial('id', { mode: 'number' }).notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    accountId: uuid('account_id').notNull(),
    viewerName: text('viewer_name').notNull(),
    viewerRole: text('viewer_role').notNull(),
    actingFor: uuid('acting_for'),
    actingForName: text('acting_for_name'),
    agencyId: uuid('agency_id'),
    action: text('action').$type<'open' | 'read' | 'reveal' | 'review' | 'evidence' | 'print'>().notNull(),
    section: text('section'),
    purpose: text('purpose').notNull(),
    correctionId: uuid('correction_id'),
    address: text('address').notNull(),
    requestId: text('request_id').notNull(),
    at: at('at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.id, table.at] }),
    index('access_log_person').on(table.personId, table.at, table.id),
  ],
)

/** When a person last looked at their own record, and when they had before the session in which they did. */
export const recordLooks = pgTable('record_looks', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => people.id),
  at: at('at').notNull(),
  before: at('before'),
})

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
    people: jsonb('people').$type<string[]>().notNull(),
    /** Fields of which each person has a value of their own. */
    differing: jsonb('differing').$type<string[]>().notNull(),
    /** As typed, until it is checked again. */
    form: jsonb('form').$type<Record<string, string>>().notNull(),
    which: jsonb('which').$type<Which>().notNull(),
    reason: text('reason').notNull(),
    effective: day('effective'),
    /** What an authority decided, where the rows are of what it decides. */
    decision: jsonb('decision').$type<AuthorityDecision>(),
    takesWarnings: boolean('takes_warnings').notNull().default(false),
    byAccountId: uuid('by_account_id').notNull(),
    actingFor: uuid('acting_for'),
    at: at('at').notNull(),
  },
  table => [
    index('batches_agency').on(table.agencyId, table.at, table.id),
    index('batches_unapplied')
      .on(table.at)
      .where(sql`${table.state} in ('draft', 'checked')`),
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
    index('batch_rows_place').on(table.batchId, table.place),
    index('batch_rows_result').on(table.batchId, table.result, table.place),
  ],
)

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
    /** The code of the same table by which a local one is sent to others. */
    mapsTo: text('maps_to'),
    place: integer('place').notNull(),
  },
  table => [primaryKey({ columns: [table.tableId, table.code] })],
)
