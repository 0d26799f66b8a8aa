import { sql } from 'drizzle-orm'
import {
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Basis } from '../../domain/record/basis.ts'
import type { Severity } from '../../domain/record/field.ts'
import type { LockKind } from '../../domain/record/lock.ts'
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
    /** When the person or HR last saw to what the person updates; null where nothing is, or it is as long ago. */
    confirmedAt: at('confirmed_at'),
  },
  table => [
    index('record_rows_person').on(table.personId, table.section),
    // few have a protected address, and of everybody it is asked whether they do
    index('record_rows_protected')
      .on(table.personId)
      .where(
        sql`${table.section} = 'basic' and not ${table.deleted} and ${table.data} -> 'addr_protected' = 'true'::jsonb`,
      ),
    // those that formerIdentities holds, or is to hold
    index('record_rows_former_identity')
      .on(table.id)
      .where(
        sql`${table.section} = 'former_identity' and not ${table.deleted} and ${table.data} ->> 'kind' in ('name', 'id_no')`,
      ),
  ],
)

/**
 * What people were called and which numbers they had before, as their rows of `former_identity` say: blind indexes
 * alone, since there the values are sealed. A name is found by the whole of it.
 */
export const formerIdentities = pgTable(
  'former_identities',
  {
    rowId: uuid('row_id')
      .primaryKey()
      .references(() => recordRows.id),
    personId: uuid('person_id').notNull(),
    kind: text('kind').$type<'name' | 'id_no'>().notNull(),
    blindIndex: text('blind_index').notNull(),
  },
  table => [index('former_identities_index').on(table.blindIndex)],
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
    /** Of what HR entered; null of what was entered before it was asked. */
    basis: text('basis').$type<Basis>(),
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
    kind: text('kind').$type<LockKind>().notNull(),
    /** Null: the whole record. */
    section: text('section'),
    /** Of some fields of a row: which. */
    rowId: uuid('row_id'),
    fields: text('fields').array(),
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
      .on(table.personId, table.kind, sql`coalesce(${table.rowId}::text, ${table.section}, '')`)
      .where(sql`${table.endedAt} is null`),
    check('locks_fields', sql`(${table.rowId} is null) = (${table.fields} is null)`),
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
    action: text('action').$type<'open' | 'read' | 'reveal' | 'review' | 'evidence' | 'print' | 'export'>().notNull(),
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
