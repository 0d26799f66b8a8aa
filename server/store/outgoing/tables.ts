import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Profile } from '../../domain/outgoing/profile.ts'
import type { DisclosureKind, FileKind, FileState, Reach } from '../../domain/outgoing/made-file.ts'
import { at, bytes, day } from '../database/columns.ts'
import { corrections } from '../correction/tables.ts'
import { accounts, agencies, people } from '../database/tables.ts'

/** A file that somebody asked for: a row of it goes with the file, a day after that was made. */
export const madeFiles = pgTable(
  'made_files',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').$type<FileKind>().notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    /** For whom they asked; null for what is their own. */
    agencyId: uuid('agency_id').references(() => agencies.id),
    actingFor: uuid('acting_for'),
    purpose: text('purpose').notNull(),
    recipients: text('recipients').notNull(),
    /** Of what it is to be made, and in whose name; sealed. */
    sealedAsked: bytes('sealed_asked').notNull(),
    state: text('state').$type<FileState>().notNull(),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull(),
    why: text('why'),
    tries: integer('tries').notNull().default(0),
    /** Who makes it has until then to say that they are still at it. */
    claimedUntil: at('claimed_until'),
    askedAt: at('asked_at').notNull(),
    /** Sealed, since a name may stand in it. */
    sealedName: bytes('sealed_name'),
    media: text('media'),
    size: integer('size'),
    pieces: integer('pieces'),
    madeAt: at('made_at'),
    endsAt: at('ends_at').notNull(),
    fetchedAt: at('fetched_at'),
  },
  table => [
    index('made_files_account').on(table.accountId, table.askedAt),
    index('made_files_to_make')
      .on(table.askedAt)
      .where(sql`${table.state} in ('asked', 'making')`),
    index('made_files_ends').on(table.endsAt),
  ],
)

export const madeFilePieces = pgTable(
  'made_file_pieces',
  {
    fileId: uuid('file_id')
      .notNull()
      .references(() => madeFiles.id, { onDelete: 'cascade' }),
    place: integer('place').notNull(),
    sealed: bytes('sealed').notNull(),
  },
  table => [primaryKey({ columns: [table.fileId, table.place] })],
)

/** What was made of the records of people for whom and what for; it has left once it was fetched. */
export const disclosures = pgTable(
  'disclosures',
  {
    /** That of the file, where it is kept. */
    id: uuid('id').primaryKey(),
    kind: text('kind').$type<DisclosureKind>().notNull(),
    agencyId: uuid('agency_id').references(() => agencies.id),
    profileId: uuid('profile_id'),
    profileVersion: integer('profile_version'),
    accountId: uuid('account_id').notNull(),
    byName: text('by_name').notNull(),
    byRole: text('by_role').notNull(),
    actingForName: text('acting_for_name'),
    purpose: text('purpose').notNull(),
    recipients: text('recipients').notNull(),
    verb: text('verb').$type<Reach['verb']>().notNull(),
    fields: jsonb('fields').$type<string[]>().notNull(),
    count: integer('count').notNull(),
    madeAt: at('made_at').notNull(),
    leftAt: at('left_at'),
  },
  table => [
    index('disclosures_made').on(table.madeAt),
    // few beside the rest: what was never fetched goes after a day
    index('disclosures_unfetched')
      .on(table.madeAt)
      .where(sql`${table.leftAt} is null`),
    index('disclosures_profile').on(table.profileId, table.madeAt),
  ],
)

export const disclosurePeople = pgTable(
  'disclosure_people',
  {
    disclosureId: uuid('disclosure_id')
      .notNull()
      .references(() => disclosures.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** Fields that were kept back of this one; null for none. */
    without: jsonb('without').$type<string[]>(),
    madeAt: at('made_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.disclosureId, table.personId] }),
    index('disclosure_people_person').on(table.personId, table.madeAt, table.disclosureId),
  ],
)

/**
 * Who received what was corrected afterwards, and is to hear of it from the agency that gave it. It goes with its
 * disclosure; one that was never fetched has nothing to be told of.
 */
export const correctedDisclosures = pgTable(
  'corrected_disclosures',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    correctionId: uuid('correction_id')
      .notNull()
      .references(() => corrections.id),
    disclosureId: uuid('disclosure_id')
      .notNull()
      .references(() => disclosures.id, { onDelete: 'cascade' }),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    /** As `section.field`: those of the correction that this one received. */
    fields: jsonb('fields').$type<string[]>().notNull(),
    correctedAt: at('corrected_at').notNull(),
    toldDay: day('told_day'),
    /** By which letter, or how else. */
    toldHow: text('told_how'),
    toldBy: uuid('told_by'),
    toldFor: uuid('told_for'),
    acknowledgedDay: day('acknowledged_day'),
  },
  table => [
    uniqueIndex('corrected_disclosures_once').on(table.correctionId, table.disclosureId),
    index('corrected_disclosures_agency').on(table.agencyId, table.correctedAt, table.id),
    index('corrected_disclosures_to_tell')
      .on(table.agencyId, table.correctedAt, table.id)
      .where(sql`${table.toldDay} is null`),
    index('corrected_disclosures_disclosure').on(table.disclosureId),
  ],
)

/** What an agency exports for whom, as it stands now; each of its versions is a row below. */
export const exportProfiles = pgTable(
  'export_profiles',
  {
    id: uuid('id').primaryKey(),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    endedAt: at('ended_at'),
  },
  table => [
    uniqueIndex('export_profiles_name')
      .on(table.agencyId, table.name)
      .where(sql`${table.endedAt} is null`),
  ],
)

export const exportProfileVersions = pgTable(
  'export_profile_versions',
  {
    profileId: uuid('profile_id')
      .notNull()
      .references(() => exportProfiles.id),
    version: integer('version').notNull(),
    profile: jsonb('profile').$type<Profile>().notNull(),
    byAccountId: uuid('by_account_id').notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
  },
  table => [primaryKey({ columns: [table.profileId, table.version] })],
)
