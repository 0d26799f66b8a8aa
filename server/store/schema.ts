import { sql } from 'drizzle-orm'
import type { AccountState } from '../domain/account/state.ts'
import type { Way } from '../domain/agency/actor.ts'
import type { RetireReason } from '../domain/ways/ways-in.ts'
import {
  bigint,
  bigserial,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

// Instants are timestamptz and come back as Date; days are ISO strings (pg's date parsing is off, see database.ts).
const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
const day = (name: string) => date(name, { mode: 'string' })
const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** One row. `kind` is written once: demo data and real data never mix. */
export const installation = pgTable(
  'installation',
  {
    id: integer('id').primaryKey().default(1),
    kind: text('kind').$type<'demo' | 'real'>().notNull(),
    keyCheck: text('key_check').notNull(),
    setUpTokenHash: text('set_up_token_hash'),
    setUpAt: at('set_up_at'),
    /** Null when nobody waits for the revocation lists. */
    listsAskedAt: at('lists_asked_at'),
    listsTriedAt: at('lists_tried_at'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  table => [check('installation_one', sql`${table.id} = 1`)],
)

export const agencies = pgTable(
  'agencies',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    code: text('code').notNull().unique(),
    name: text('name').notNull(),
    kind: text('kind').$type<'city' | 'bureau' | 'school' | 'office'>().notNull(),
    adminParentId: uuid('admin_parent_id'),
    hrParentId: uuid('hr_parent_id'),
    /** Where there is no HR parent, the second person of two-person rules; an account id. */
    secondReviewerId: uuid('second_reviewer_id'),
    /** After so many days the agency's people change their passwords; null asks nothing. Since the day it was set. */
    passwordDays: integer('password_days'),
    passwordDaysSince: day('password_days_since'),
    status: text('status').$type<'active' | 'merged' | 'abolished'>().notNull().default('active'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  table => [
    index('agencies_hr_parent').on(table.hrParentId),
    index('agencies_second_reviewer')
      .on(table.secondReviewerId)
      .where(sql`${table.secondReviewerId} is not null`),
  ],
)

/** The ID number is sealed in the record row `basic`; here only its blind index and the name for lists. */
export const people = pgTable('people', {
  id: uuid('id').primaryKey().defaultRandom(),
  idNumberIndex: text('id_number_index').notNull().unique(),
  name: text('name').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
})

export const assignments = pgTable(
  'assignments',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    kind: text('kind').$type<'main' | 'concurrent'>().notNull().default('main'),
    staffKind: text('staff_kind').notNull(),
    title: text('title').notNull().default(''),
    from: day('from_day').notNull(),
    until: day('until_day'),
  },
  table => [
    index('assignments_agency').on(table.agencyId, table.personId),
    index('assignments_person').on(table.personId),
  ],
)

export const accounts = pgTable('accounts', {
  id: uuid('id').primaryKey().defaultRandom(),
  personId: uuid('person_id')
    .notNull()
    .unique()
    .references(() => people.id),
  loginName: text('login_name').unique(),
  state: text('state').$type<AccountState>().notNull(),
  /** Why and since when it is held or closed; no reason where the owner locked it or a date closed it. */
  stateReason: text('state_reason'),
  stateAt: at('state_at'),
  passwordHash: text('password_hash'),
  passwordChangedAt: at('password_changed_at'),
  /** How devices call the account that keep a passkey for it: chance, which tells nobody who it is. */
  userHandle: uuid('user_handle').notNull().unique().defaultRandom(),
  /** The last day of the password of which its owner was told. */
  passwordReminded: day('password_reminded'),
  /** Null until the owner chose one. */
  language: text('language').$type<'zh-TW' | 'en'>(),
  noticeVersion: integer('notice_version').notNull().default(0),
  createdAt: at('created_at').notNull().defaultNow(),
  activatedAt: at('activated_at'),
  lastSignInAt: at('last_sign_in_at'),
  /** When its owner was told last that it will be suspended because nobody comes in. */
  idleToldAt: at('idle_told_at'),
})

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

export const roleGrants = pgTable(
  'role_grants',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    role: text('role').$type<'hr_officer' | 'hr_chief' | 'parent_hr' | 'sysadmin' | 'auditor'>().notNull(),
    /** Null only for sysadmin and auditor, who serve the whole installation. */
    agencyId: uuid('agency_id').references(() => agencies.id),
    from: day('from_day').notNull(),
    until: day('until_day'),
    grantedBy: uuid('granted_by'),
    grantedAt: at('granted_at').notNull().defaultNow(),
  },
  table => [index('role_grants_account').on(table.accountId), index('role_grants_agency').on(table.agencyId)],
)

/** 代理: somebody has the HR roles of a colleague at an agency for some days. In force once agreed to, while not ended. */
export const deputies = pgTable(
  'deputies',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    representedId: uuid('represented_id')
      .notNull()
      .references(() => accounts.id),
    deputyId: uuid('deputy_id')
      .notNull()
      .references(() => accounts.id),
    from: day('from_day').notNull(),
    until: day('until_day').notNull(),
    reason: text('reason').notNull(),
    namedBy: uuid('named_by').notNull(),
    namedAt: at('named_at').notNull(),
    agreedBy: uuid('agreed_by'),
    agreedAt: at('agreed_at'),
    /** When its beginning was written down and told; the days alone decide whether it holds. */
    begunAt: at('begun_at'),
    /** Null where a date ended it. */
    endedBy: uuid('ended_by'),
    endedAt: at('ended_at'),
  },
  table => [
    index('deputies_deputy').on(table.deputyId),
    index('deputies_represented').on(table.representedId),
    index('deputies_agency').on(table.agencyId),
  ],
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
  table => [index('activations_account').on(table.accountId)],
)

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

/** A way back to a password: allowed by a card, by two people of HR, by a link that was sent by mail or that the operator printed. */
export const recoveries = pgTable(
  'recoveries',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    kind: text('kind').$type<'card' | 'phone' | 'hr' | 'mail' | 'operator'>().notNull(),
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
  table => [index('recoveries_account').on(table.accountId)],
)

/** A card bound to an account. Issuer family and 16-digit subject serial are the binding (decided: survives renewal). */
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
    /** Days before the end (30 or 7) that the owner said, after signing in, to know of. */
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
export const cardRenewals = pgTable('card_renewals', {
  id: uuid('id').primaryKey().defaultRandom(),
  accountId: uuid('account_id')
    .notNull()
    .references(() => accounts.id),
  sealedCard: text('sealed_card').notNull(),
  expiresAt: at('expires_at').notNull(),
  usedAt: at('used_at'),
})

/** Delay of the pair account + address; `key` is a keyed hash, so that no typed account name is kept. */
export const signInDelays = pgTable('sign_in_delays', {
  key: text('key').primaryKey(),
  failures: integer('failures').notNull(),
  until: at('until_at'),
  lastAt: at('last_at').notNull(),
})

export const signIns = pgTable(
  'sign_ins',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    way: text('way').$type<Way | 'activation' | 'agency-card' | 'recovery'>().notNull(),
    outcome: text('outcome').notNull(),
    /** Text key of the refusal; null for a success. */
    cause: text('cause'),
    address: text('address').notNull(),
    at: at('at').notNull(),
  },
  table => [index('sign_ins_account').on(table.accountId, table.at)],
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
export const savedForms = pgTable('saved_forms', {
  id: uuid('id').primaryKey().defaultRandom(),
  accountId: uuid('account_id')
    .notNull()
    .references(() => accounts.id),
  path: text('path').notNull(),
  sealedBody: text('sealed_body').notNull(),
  expiresAt: at('expires_at').notNull(),
})

/** Forms that were carried out, by the key each got when it was rendered; kept a day, so that none is carried out twice. */
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
  table => [index('record_rows_person').on(table.personId, table.section)],
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
    byAccountId: uuid('by_account_id'),
    /** Whom the one who did it acted for as a deputy; so in the tables below. */
    actingFor: uuid('acting_for'),
    byAgencyId: uuid('by_agency_id'),
    reason: text('reason').notNull(),
    effective: day('effective'),
    at: at('at').notNull(),
  },
  table => [primaryKey({ columns: [table.rowId, table.version] })],
)

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
  ],
)

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
    index('corrections_queue').on(table.agencyId, table.state, table.dueDay),
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

/** A file, sealed. The link row carries the permission, never the hash. */
export const evidence = pgTable(
  'evidence',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    correctionId: uuid('correction_id')
      .notNull()
      .references(() => corrections.id),
    round: integer('round').notNull(),
    name: text('name').notNull(),
    media: text('media').$type<'application/pdf' | 'image/jpeg' | 'image/png'>().notNull(),
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    sealed: bytes('sealed').notNull(),
    addedBy: uuid('added_by').notNull(),
    addedAt: at('added_at').notNull(),
  },
  table => [index('evidence_correction').on(table.correctionId)],
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
    way: text('way').$type<'card' | 'phone' | 'password'>().notNull(),
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

/** Append-only by trigger. The person concerned reads it under 「誰看過我的資料」. */
export const accessLog = pgTable(
  'access_log',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
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
  table => [index('access_log_person').on(table.personId, table.at)],
)

/** Append-only by trigger: what was done, by whom, to which thing; no personal data in `details`. */
export const events = pgTable(
  'events',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    what: text('what').notNull(),
    about: text('about').notNull(),
    byAccountId: uuid('by_account_id'),
    actingFor: uuid('acting_for'),
    byRole: text('by_role'),
    byAgencyId: uuid('by_agency_id'),
    details: jsonb('details').$type<Record<string, string | number | boolean | null>>().notNull(),
    requestId: text('request_id'),
    at: at('at').notNull(),
  },
  table => [index('events_about').on(table.about)],
)

/** The inbox: a text key and its holes, no personal data. */
export const notices = pgTable(
  'notices',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    /** The account as whose deputy one is told; null in one's own name. */
    actingFor: uuid('acting_for'),
    text: text('text').notNull(),
    holes: jsonb('holes').$type<Record<string, string | number>>().notNull(),
    url: text('url').notNull(),
    at: at('at').notNull(),
    readAt: at('read_at'),
    /** When it went out as a letter too, or was found to have no address. */
    letterAt: at('letter_at'),
  },
  table => [index('notices_account').on(table.accountId, table.at), index('notices_at').on(table.at)],
)

export const trustAnchors = pgTable('trust_anchors', {
  /** SHA-256 of the DER, hex. */
  fingerprint: text('fingerprint').primaryKey(),
  role: text('role').$type<'root' | 'citizen' | 'agency'>().notNull(),
  keyId: text('key_id').notNull(),
  certificate: bytes('certificate').notNull(),
  test: boolean('test').notNull(),
  addedBy: uuid('added_by'),
  addedAt: at('added_at').notNull(),
  removedAt: at('removed_at'),
})

/** One verified complete list per issuing key; an older number never replaces a newer one. */
export const revocationLists = pgTable('revocation_lists', {
  keyId: text('key_id').primaryKey(),
  /** Of up to 20 bytes. */
  number: numeric('number', { precision: 49, mode: 'bigint' }).notNull(),
  thisUpdate: at('this_update').notNull(),
  nextUpdate: at('next_update').notNull(),
  sha256: text('sha256').notNull(),
  /** Sorted serials, as the card verifier's index wants them. */
  serials: bytes('serials').notNull(),
  fetchedAt: at('fetched_at').notNull(),
})

/** Lists as they were published: those in use, and those that signatures rest on. */
export const listFiles = pgTable('list_files', {
  /** Of the DER, hex. */
  sha256: text('sha256').primaryKey(),
  /** The DER, gzip. */
  packed: bytes('packed').notNull(),
  /** Of which it says that it is the list, when it says one. */
  address: text('address'),
  /** When it was last in use. */
  keptAt: at('kept_at').notNull(),
})

/** What a card check found, sent to ICT staff: words from short lists, no personal data. */
export const checkReports = pgTable(
  'check_reports',
  {
    ticket: text('ticket').primaryKey(),
    /** As fields of the address of the result. */
    fields: jsonb('fields').$type<Record<string, string>>().notNull(),
    findings: jsonb('findings').$type<string[]>().notNull(),
    at: at('at').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  table => [index('check_reports_at').on(table.at)],
)

/** How often what failed on a day: no person, no address. */
export const failures = pgTable(
  'failures',
  {
    day: day('day').notNull(),
    place: text('place').$type<'sign-in' | 'diagnosis'>().notNull(),
    cause: text('cause').notNull(),
    version: text('version').notNull(),
    browser: text('browser').notNull(),
    system: text('system').notNull(),
    count: integer('count').notNull(),
  },
  table => [primaryKey({ columns: [table.day, table.place, table.cause, table.version, table.browser, table.system] })],
)

/** A notice beside one way to sign in, while it does not work. */
export const outages = pgTable('outages', {
  way: text('way').$type<'card' | 'health_card' | 'phone' | 'password'>().primaryKey(),
  text: text('text').notNull(),
  setBy: uuid('set_by').notNull(),
  setAt: at('set_at').notNull(),
})

/**
 * The components of one system. Of the citizen card's: the oldest version not called old, older ones that do all the
 * same, and where a school keeps its copy. Of the health card's: where it keeps that one.
 */
export const componentSettings = pgTable('component_settings', {
  system: text('system').$type<'windows' | 'macos' | 'linux'>().primaryKey(),
  minimum: text('minimum').notNull(),
  exceptions: text('exceptions').array().notNull().default(['1.3.1']),
  download: text('download').notNull(),
  sha256: text('sha256').notNull(),
  healthDownload: text('health_download').notNull().default(''),
  healthSha256: text('health_sha256').notNull().default(''),
  setBy: uuid('set_by').notNull(),
  setAt: at('set_at').notNull(),
})

/** Versions of guides that an administrator wrote; the highest counts, and without one the text that came with us. */
export const guides = pgTable(
  'guides',
  {
    slug: text('slug').notNull(),
    language: text('language').$type<'zh-TW' | 'en'>().notNull(),
    version: integer('version').notNull(),
    body: text('body').notNull(),
    by: uuid('by').notNull(),
    at: at('at').notNull(),
  },
  table => [primaryKey({ columns: [table.slug, table.language, table.version] })],
)
