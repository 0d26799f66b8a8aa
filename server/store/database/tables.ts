import { sql, type SQL } from 'drizzle-orm'
import { bigserial, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { AccountState } from '../../domain/account/state.ts'
import type { StrongProofRule } from '../../domain/agency/strong-proof-rule.ts'
import { at, day } from './columns.ts'
import { foldedName } from './folded-names.ts'

// everything refers to agencies, people and accounts, so they stand in the ground
export const agencies = pgTable(
  'agencies',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    code: text('code').notNull().unique(),
    name: text('name').notNull(),
    /** By which it was called before, and stands in posts of that time. */
    formerNames: text('former_names').array().notNull().default([]),
    kind: text('kind').$type<'city' | 'bureau' | 'school' | 'office'>().notNull(),
    adminParentId: uuid('admin_parent_id'),
    hrParentId: uuid('hr_parent_id'),
    /** Where there is no HR parent, the second person of two-person rules; an account id. */
    secondReviewerId: uuid('second_reviewer_id'),
    /**
     * The agency's people change their passwords after this many days; null for no rule. It holds since the day it was
     * set.
     */
    passwordDays: integer('password_days'),
    passwordDaysSince: day('password_days_since'),
    /** Why its HR usually opens a record, to choose from; null for those that every agency begins with. */
    purposes: text('purposes').array(),
    /** What a password alone may not do, as its HR chief sets it. */
    strongProof: text('strong_proof').$type<StrongProofRule>().notNull().default('if-possible'),
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
export const people = pgTable(
  'people',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    idNumberIndex: text('id_number_index').notNull().unique(),
    name: text('name').notNull(),
    /** What a search of the lists looks in. */
    folded: text('folded')
      .notNull()
      .generatedAlwaysAs((): SQL => foldedName(people.name)),
    /** The romanised and the English name of the basic data, folded as well, a line each. */
    otherNames: text('other_names').notNull().default(''),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  // assignments repeat the name
  table => [unique('people_named').on(table.id, table.name)],
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
  /** What devices with a passkey for the account call it: random, so that it tells nobody who it is. */
  userHandle: uuid('user_handle').notNull().unique().defaultRandom(),
  /** The last day of the password of which its owner was told. */
  passwordReminded: day('password_reminded'),
  /** Null until the owner chose one. */
  language: text('language').$type<'zh-TW' | 'en'>(),
  noticeVersion: integer('notice_version').notNull().default(0),
  createdAt: at('created_at').notNull().defaultNow(),
  activatedAt: at('activated_at'),
  lastSignInAt: at('last_sign_in_at'),
  /** When its owner was last told that it will be suspended because it is not used. */
  idleToldAt: at('idle_told_at'),
})

/**
 * Append-only by trigger, in a part for each year (see years.ts): what was done, by whom, to which thing; no personal
 * data in `details`.
 */
export const events = pgTable(
  'events',
  {
    id: bigserial('id', { mode: 'number' }).notNull(),
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
  table => [primaryKey({ columns: [table.id, table.at] }), index('events_about').on(table.about)],
)
