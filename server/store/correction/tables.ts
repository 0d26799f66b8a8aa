import { sql } from 'drizzle-orm'
import {
  bigserial,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ScanState } from '../../domain/correction/evidence-file.ts'
import type { OutsideHome } from '../../domain/correction/evidence-home.ts'
import type { WayFor } from '../../domain/way.ts'
import { at, day, bytes } from '../database/columns.ts'
import { accounts, agencies, people } from '../database/tables.ts'
import { recordVersions } from '../record/tables.ts'
import { batches } from '../record/tables-of-batches.ts'
import { isDecided, isQueued } from './queue-index.ts'

export const correctionNumbers = pgTable('correction_numbers', {
  rocYear: integer('roc_year').primaryKey(),
  last: integer('last').notNull(),
})

export const corrections = pgTable(
  'corrections',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** `115-000123`, given when first sent. */
    number: text('number').unique(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** The agency that decides; frozen when sent. */
    agencyId: uuid('agency_id').references(() => agencies.id),
    section: text('section').notNull(),
    rowId: uuid('row_id'),
    baseVersion: integer('base_version'),
    operation: text('operation').$type<'add' | 'change' | 'delete'>().notNull(),
    /** `[{ field, old, new, decision?, decisionReason? }]`; sealed like record rows. */
    items: jsonb('items').$type<unknown[]>().notNull(),
    /** Of a draft: the fields that were chosen, also those not changed yet; null: those of the items. */
    fields: text('fields').array(),
    reason: text('reason').notNull().default(''),
    effective: day('effective'),
    state: text('state').notNull(),
    /** Rises with every write: the guard against two people acting at once. */
    revision: integer('revision').notNull().default(1),
    round: integer('round').notNull().default(1),
    submittedAt: at('submitted_at'),
    dueDay: day('due_day'),
    supplementDay: day('supplement_day'),
    extendedReason: text('extended_reason'),
    reviewerId: uuid('reviewer_id').references(() => accounts.id),
    decidedBy: uuid('decided_by').references(() => accounts.id),
    decidedFor: uuid('decided_for'),
    decidedAt: at('decided_at'),
    decisionText: text('decision_text'),
    authorityDay: day('authority_day'),
    authorityNumber: text('authority_number'),
    waitsForLock: boolean('waits_for_lock').notNull().default(false),
    appliedVersion: integer('applied_version'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  table => [
    index('corrections_person').on(table.personId, table.updatedAt),
    // in the order of the queue, and with all that it is asked for, so that what is not on a page is read nowhere else
    index('corrections_queue')
      .on(
        table.agencyId,
        isDecided(table.state),
        table.dueDay,
        table.submittedAt,
        table.id,
        table.state,
        table.reviewerId,
        table.personId,
        table.section,
      )
      .where(isQueued(table.state)),
    index('corrections_state').on(
      table.agencyId,
      table.state,
      table.dueDay,
      table.submittedAt,
      table.id,
      table.personId,
      table.section,
    ),
    uniqueIndex('corrections_one_open')
      .on(table.personId, table.rowId)
      .where(sql`${table.rowId} is not null and ${table.state} not in ('applied', 'rejected', 'withdrawn')`),
  ],
)

export const correctionEvents = pgTable(
  'correction_events',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    correctionId: uuid('correction_id')
      .notNull()
      .references(() => corrections.id),
    round: integer('round').notNull(),
    action: text('action').notNull(),
    fromState: text('from_state').notNull(),
    toState: text('to_state').notNull(),
    byAccountId: uuid('by_account_id'),
    actingFor: uuid('acting_for'),
    byRole: text('by_role').notNull(),
    byAgencyId: uuid('by_agency_id'),
    text: text('text').notNull().default(''),
    at: at('at').notNull(),
  },
  table => [index('correction_events_correction').on(table.correctionId)],
)

/**
 * The files outside the database, each by the name that it has there. A row comes before its file and goes after it, so
 * that none is forgotten.
 */
export const evidenceOutside = pgTable('evidence_outside', {
  id: uuid('id').primaryKey(),
  home: text('home').$type<OutsideHome>().notNull(),
  /** When it was put there, was named by its evidence, or was given up by it. */
  at: at('at').notNull(),
})

/**
 * A file, sealed. What it belongs to carries the permission, never the hash: a correction, a batch, or a version that
 * HR entered; a file of a form that was not carried out yet belongs to nothing, and is its sender's alone. A
 * photograph belongs to a row and to no version of it.
 */
export const evidence = pgTable(
  'evidence',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    correctionId: uuid('correction_id').references(() => corrections.id),
    /** Of a correction. */
    round: integer('round'),
    batchId: uuid('batch_id').references(() => batches.id, { onDelete: 'set null' }),
    rowId: uuid('row_id'),
    rowVersion: integer('row_version'),
    /** It tells of others, too: those whose rows it proves do not open it. */
    forHr: boolean('for_hr').notNull().default(false),
    name: text('name').notNull(),
    media: text('media').$type<'application/pdf' | 'image/jpeg' | 'image/png'>().notNull(),
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    /** Null where the bytes lie outside. */
    sealed: bytes('sealed'),
    outsideId: uuid('outside_id')
      .unique()
      .references(() => evidenceOutside.id),
    scan: text('scan').$type<ScanState>().notNull().default('none'),
    addedBy: uuid('added_by').notNull(),
    addedAt: at('added_at').notNull(),
  },
  table => [
    index('evidence_held')
      .on(table.addedAt)
      .where(sql`${table.scan} = 'held'`),
    index('evidence_correction').on(table.correctionId),
    index('evidence_batch')
      .on(table.batchId)
      .where(sql`${table.batchId} is not null`),
    index('evidence_row')
      .on(table.rowId, table.rowVersion)
      .where(sql`${table.rowId} is not null`),
    index('evidence_unclaimed')
      .on(table.addedBy, table.addedAt)
      .where(sql`num_nonnulls(${table.correctionId}, ${table.batchId}, ${table.rowId}) = 0`),
    foreignKey({
      columns: [table.rowId, table.rowVersion],
      foreignColumns: [recordVersions.rowId, recordVersions.version],
      name: 'evidence_version',
    }),
    check('evidence_one_owner', sql`num_nonnulls(${table.correctionId}, ${table.batchId}, ${table.rowId}) <= 1`),
    check(
      'evidence_one_home',
      sql`num_nonnulls(${table.sealed}, ${table.outsideId}) = case when ${table.scan} = 'infected' then 0 else 1 end`,
    ),
  ],
)

/**
 * The photographs of people, each a file of evidence that belongs to the row of their basic data and to no version of
 * it. No field of the record: it is in no list, no export and no signed text.
 */
export const photos = pgTable(
  'photos',
  {
    id: uuid('id')
      .primaryKey()
      .references(() => evidence.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    reason: text('reason').notNull(),
    byAccountId: uuid('by_account_id').notNull(),
    actingFor: uuid('acting_for'),
    byAgencyId: uuid('by_agency_id'),
    at: at('at').notNull(),
    endedAt: at('ended_at'),
    endedBy: uuid('ended_by'),
    /** Null where another one took its place. */
    endReason: text('end_reason'),
  },
  table => [
    index('photos_person').on(table.personId, table.at),
    uniqueIndex('photos_one_current')
      .on(table.personId)
      .where(sql`${table.endedAt} is null`),
  ],
)

export const evidenceOpenings = pgTable(
  'evidence_openings',
  {
    evidenceId: uuid('evidence_id').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    at: at('at').notNull(),
  },
  table => [primaryKey({ columns: [table.evidenceId, table.accountId] })],
)

/** What was signed, how, and how it was verified: exact bytes, never rendered again. */
export const signatures = pgTable(
  'signatures',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    correctionId: uuid('correction_id')
      .notNull()
      .references(() => corrections.id),
    round: integer('round').notNull(),
    way: text('way').$type<WayFor<'correction'>>().notNull(),
    /** The human text as exact bytes, sealed. */
    sealedText: bytes('sealed_text').notNull(),
    textSha256: text('text_sha256').notNull(),
    line: text('line').notNull(),
    /** What a card gave. */
    cms: bytes('cms'),
    /** What a phone gave: the bare signature over the line. */
    pkcs1: bytes('pkcs1'),
    certificate: bytes('certificate'),
    /** Issuer certificate, list number and hash, profile version, report. */
    proof: jsonb('proof').$type<Record<string, unknown>>().notNull(),
    /** The revocation list that was looked at; of signatures of the first versions it is not kept. */
    listSha256: text('list_sha256').generatedAlwaysAs(sql`proof -> 'report' -> 'list' ->> 'sha256'`),
    byAccountId: uuid('by_account_id').notNull(),
    at: at('at').notNull(),
  },
  table => [
    uniqueIndex('signatures_round').on(table.correctionId, table.round),
    index('signatures_list').on(table.listSha256),
  ],
)
