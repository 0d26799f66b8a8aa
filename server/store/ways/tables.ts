import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { WayFor } from '../../domain/way.ts'
import type { RetireReason } from '../../domain/ways/ways-in.ts'
import { at, bytes } from '../database/columns.ts'
import { accounts, agencies } from '../database/tables.ts'

/** Asked for after a password. Not in force before the owner typed a first code. */
export const secondFactors = pgTable(
  'second_factors',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    kind: text('kind').$type<'totp'>().notNull(),
    sealedSecret: text('sealed_secret').notNull(),
    /** The newest half minute whose code was used: each code counts once. */
    lastCounter: bigint('last_counter', { mode: 'number' }),
    createdAt: at('created_at').notNull(),
    confirmedAt: at('confirmed_at'),
    lastUsedAt: at('last_used_at'),
  },
  table => [uniqueIndex('second_factors_one').on(table.accountId, table.kind)],
)

/** Ten codes for a lost device, shown once; each works once in place of a second factor. */
export const spareCodes = pgTable(
  'spare_codes',
  {
    codeHash: text('code_hash').primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    usedAt: at('used_at'),
  },
  table => [index('spare_codes_account').on(table.accountId)],
)

/**
 * A card bound to an account. Issuer family and 16-digit subject serial are the binding (decided: survives renewal).
 */
export const credentials = pgTable(
  'credentials',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    kind: text('kind').$type<'citizen_card' | 'agency_card' | 'phone'>().notNull(),
    label: text('label').notNull().default(''),
    issuerFamily: text('issuer_family').notNull(),
    issuerKeyId: text('issuer_key_id').notNull(),
    subjectSerial: text('subject_serial').notNull(),
    subjectName: text('subject_name').notNull(),
    /** As the certificate says it, to find whose card may follow; null where it says none, and in older rows. */
    lastFour: text('last_four'),
    certificate: bytes('certificate').notNull(),
    cardNumber: text('card_number'),
    notAfter: at('not_after').notNull(),
    boundAt: at('bound_at').notNull().defaultNow(),
    lastUsedAt: at('last_used_at'),
    retiredAt: at('retired_at'),
    retireReason: text('retire_reason').$type<RetireReason>(),
    /** Days before the end (60, 30 or 7) of which the owner was reminded last. */
    reminded: integer('reminded'),
    /** Days before the end (30 or 7) of which the owner, after signing in, said that they know. */
    endKnown: integer('end_known'),
  },
  table => [
    uniqueIndex('credentials_binding')
      .on(table.issuerFamily, table.subjectSerial)
      .where(sql`${table.retiredAt} is null`),
    index('credentials_account').on(table.accountId),
    index('credentials_last_four').on(table.issuerFamily, table.lastFour),
  ],
)

/** A health card bound to an account, known by a keyed hash of its number. */
export const healthCards = pgTable(
  'health_cards',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    numberHash: text('number_hash').notNull(),
    label: text('label').notNull().default(''),
    boundAt: at('bound_at').notNull(),
    lastUsedAt: at('last_used_at'),
    retiredAt: at('retired_at'),
    retireReason: text('retire_reason').$type<RetireReason>(),
  },
  table => [
    uniqueIndex('health_cards_binding')
      .on(table.numberHash)
      .where(sql`${table.retiredAt} is null`),
    index('health_cards_account').on(table.accountId),
  ],
)

/**
 * A key on a device of the owner, of which only the public half is here. A retired row stays, so that a key that was
 * taken away is known again.
 */
export const passkeys = pgTable(
  'passkeys',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    /** As the device calls it, in base64url. */
    credentialId: text('credential_id').notNull().unique(),
    publicKey: bytes('public_key').notNull(),
    /** How often it was used, as the device counts; 0 where it does not count. */
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: jsonb('transports').$type<string[]>().notNull(),
    /** Kept by its maker on the owner's other devices too. */
    isBackedUp: boolean('is_backed_up').notNull(),
    label: text('label').notNull().default(''),
    addedAt: at('added_at').notNull(),
    lastUsedAt: at('last_used_at'),
    retiredAt: at('retired_at'),
    retireReason: text('retire_reason').$type<RetireReason>(),
  },
  table => [index('passkeys_account').on(table.accountId)],
)

/** Where each way that is bound to an account is kept. */
export const boundTables = {
  card: credentials,
  health_card: healthCards,
  phone: credentials,
  passkey: passkeys,
} satisfies Record<WayFor<'binding'>, PgTable>

/** The card of an organisation (GCA, XCA). It opens no account: somebody who is signed in inserts it as well. */
export const agencyCards = pgTable(
  'agency_cards',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    issuerFamily: text('issuer_family').notNull(),
    issuerKeyId: text('issuer_key_id').notNull(),
    subjectSerial: text('subject_serial').notNull(),
    subjectName: text('subject_name').notNull(),
    certificate: bytes('certificate').notNull(),
    cardNumber: text('card_number'),
    notAfter: at('not_after').notNull(),
    registeredBy: uuid('registered_by').notNull(),
    registeredAt: at('registered_at').notNull(),
    lastUsedAt: at('last_used_at'),
    retiredBy: uuid('retired_by'),
    retiredAt: at('retired_at'),
  },
  table => [
    uniqueIndex('agency_cards_one')
      .on(table.issuerFamily, table.subjectSerial)
      .where(sql`${table.retiredAt} is null`),
    index('agency_cards_agency').on(table.agencyId),
  ],
)

/** A verified card that looks like the successor of a bound one, until its holder proves the account is theirs. */
export const cardRenewals = pgTable(
  'card_renewals',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    sealedCard: text('sealed_card').notNull(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
  },
  table => [index('card_renewals_account').on(table.accountId)],
)

/** Kept until the challenge would have expired anyway; the primary key is what refuses a replay. */
export const spentNonces = pgTable(
  'spent_nonces',
  {
    nonce: text('nonce').primaryKey(),
    expiresAt: at('expires_at').notNull(),
    /** Keyed hash of what answered it. */
    answer: text('answer'),
    /** Where that led, sealed; blank when it was refused, null while it is looked at. */
    ledTo: text('led_to'),
    /** Who was signed in after it. */
    accountId: uuid('account_id'),
  },
  table => [index('spent_nonces_expiry').on(table.expiresAt)],
)

/** What a phone was asked and did not answer yet. Sealed: it holds an ID number. Kept for minutes. */
export const phoneRequests = pgTable(
  'phone_requests',
  {
    id: uuid('id').primaryKey(),
    sealedBody: text('sealed_body').notNull(),
    /** When the service was last asked what came of it. */
    heardAt: at('heard_at').notNull(),
    /** Text key and holes, once it was refused. */
    refusal: jsonb('refusal').$type<{ why: string; holes: Record<string, string | number> }>(),
    /** What the browser brought from the ministry's page. */
    sealedAnswer: text('sealed_answer'),
    expiresAt: at('expires_at').notNull(),
  },
  table => [index('phone_requests_expiry').on(table.expiresAt)],
)
