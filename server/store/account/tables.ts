import { sql } from 'drizzle-orm'
import { bigserial, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Browser, System } from '../../domain/account/visitor-program.ts'
import type { Way, WayFor } from '../../domain/way.ts'
import { at, bytes } from '../database/columns.ts'
import { accounts, agencies } from '../database/tables.ts'
import { recordVersions } from '../record/tables.ts'

/** Hashes of the passwords before the present one, no more than the rule asks for. */
export const pastPasswords = pgTable(
  'past_passwords',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    passwordHash: text('password_hash').notNull(),
    endedAt: at('ended_at').notNull(),
  },
  table => [index('past_passwords_account').on(table.accountId)],
)

export const activations = pgTable(
  'activations',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    codeHash: text('code_hash').notNull().unique(),
    tries: integer('tries').notNull().default(0),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
    createdBy: uuid('created_by'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  table => [index('activations_account').on(table.accountId), index('activations_made').on(table.createdAt)],
)

/**
 * A way back to a password: allowed by a card, by two people of HR, by a link that was sent by mail or that the
 * operator printed.
 */
export const recoveries = pgTable(
  'recoveries',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    kind: text('kind').$type<WayFor<'recovery'> | 'hr' | 'mail' | 'operator'>().notNull(),
    /** Keyed hash of the code or token; null where there is none, or not yet. */
    secretHash: text('secret_hash').unique(),
    tries: integer('tries').notNull().default(0),
    /** Of HR: who asked and for which agency, and who of the others confirmed. */
    askedBy: uuid('asked_by').references(() => accounts.id),
    askedFor: uuid('asked_for').references(() => accounts.id),
    agencyId: uuid('agency_id').references(() => agencies.id),
    confirmedBy: uuid('confirmed_by').references(() => accounts.id),
    confirmedFor: uuid('confirmed_for').references(() => accounts.id),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
  },
  table => [index('recoveries_account').on(table.accountId), index('recoveries_made').on(table.createdAt)],
)

/** Delay of the pair account + address; `key` is a keyed hash, so that no typed account name is kept. */
export const signInDelays = pgTable(
  'sign_in_delays',
  {
    key: text('key').primaryKey(),
    failures: integer('failures').notNull(),
    until: at('until_at'),
    lastAt: at('last_at').notNull(),
  },
  table => [index('sign_in_delays_last').on(table.lastAt)],
)

/** In a part for each year (see database/years.ts). */
export const signIns = pgTable(
  'sign_ins',
  {
    id: bigserial('id', { mode: 'number' }).notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    way: text('way').$type<Way | 'activation' | 'agency-card' | 'recovery'>().notNull(),
    outcome: text('outcome').notNull(),
    /** Text key of the refusal; null for a success. */
    cause: text('cause'),
    address: text('address').notNull(),
    /** Null for what was noted before they were. */
    browser: text('browser').$type<Browser>(),
    system: text('system').$type<System>(),
    at: at('at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.id, table.at] }),
    index('sign_ins_account').on(table.accountId, table.at, table.id),
  ],
)

export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the cookie's session id. */
    idHash: text('id_hash').primaryKey(),
    accountId: uuid('account_id').references(() => accounts.id),
    data: jsonb('data').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    expiresAt: at('expires_at').notNull(),
  },
  table => [index('sessions_expiry').on(table.expiresAt), index('sessions_account').on(table.accountId)],
)

/** A body that was posted after its session ended; sealed, kept 15 minutes for the same person. */
export const savedForms = pgTable(
  'saved_forms',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    path: text('path').notNull(),
    sealedBody: text('sealed_body').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  table => [index('saved_forms_account').on(table.accountId)],
)

/**
 * Forms that were carried out, by the key each got when it was rendered; kept a day, so that none is carried out twice.
 */
export const sentForms = pgTable('sent_forms', {
  /** SHA-256 of account, address and key. */
  id: text('id').primaryKey(),
  accountId: uuid('account_id')
    .notNull()
    .references(() => accounts.id),
  /** Keyed hash of what was typed. */
  content: text('content').notNull(),
  url: text('url').notNull(),
  /** What it answered with where that was a page of its own. */
  sealedPage: bytes('sealed_page'),
  at: at('at').notNull(),
})

/** Letters by which the owner of a work e-mail confirms it. */
export const mailConfirmations = pgTable(
  'mail_confirmations',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    /** The version that brought the address into the record: a confirmation counts for no later one. */
    rowId: uuid('row_id').notNull(),
    version: integer('version').notNull(),
    /** Keyed hash of the token in the link. */
    secretHash: text('secret_hash').notNull().unique(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
  },
  table => [
    foreignKey({
      name: 'mail_confirmations_version',
      columns: [table.rowId, table.version],
      foreignColumns: [recordVersions.rowId, recordVersions.version],
    }),
    index('mail_confirmations_of_version').on(table.rowId, table.version),
    index('mail_confirmations_account').on(table.accountId),
    index('mail_confirmations_unused')
      .on(table.expiresAt)
      .where(sql`${table.usedAt} is null`),
  ],
)
