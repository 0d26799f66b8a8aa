import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { CertificateKind, CertificateState } from '../../domain/certificate/certificate.ts'
import { at, bytes, day } from '../database/columns.ts'
import { accounts, agencies, people } from '../database/tables.ts'

export const certificateNumbers = pgTable('certificate_numbers', {
  rocYear: integer('roc_year').primaryKey(),
  last: integer('last').notNull(),
})

/** Each version stays: a certificate says by which one it was written. */
export const certificateTemplates = pgTable(
  'certificate_templates',
  {
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    kind: text('kind').$type<CertificateKind>().notNull(),
    version: integer('version').notNull(),
    body: text('body').notNull(),
    by: uuid('by').notNull(),
    at: at('at').notNull(),
  },
  table => [primaryKey({ columns: [table.agencyId, table.kind, table.version] })],
)

export const certificates = pgTable(
  'certificates',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    kind: text('kind').$type<CertificateKind>().notNull(),
    /** Of the agency's template; 0: the one that comes with the product. */
    templateVersion: integer('template_version').notNull(),
    purpose: text('purpose').notNull(),
    /** `{ body, shown }`, sealed: what it says, and the same with numbers masked. */
    texts: text('texts').notNull(),
    state: text('state').$type<CertificateState>().notNull(),
    preparedBy: uuid('prepared_by')
      .notNull()
      .references(() => accounts.id),
    preparedAt: at('prepared_at').notNull(),
    /** `115-000123`, given when it is sealed, as what follows. */
    number: text('number').unique(),
    /** In the address by which anybody looks it up; nobody guesses it. */
    token: text('token').unique(),
    issuedDay: day('issued_day'),
    maskedName: text('masked_name'),
    /** What was signed, sealed. */
    signedText: text('signed_text'),
    signature: bytes('signature'),
    sealedBy: uuid('sealed_by').references(() => accounts.id),
    sealedFor: uuid('sealed_for'),
    sealedAt: at('sealed_at'),
    revokedBy: uuid('revoked_by').references(() => accounts.id),
    revokedAt: at('revoked_at'),
    revokeReason: text('revoke_reason'),
  },
  table => [
    index('certificates_person').on(table.personId, table.preparedAt, table.id),
    index('certificates_agency').on(table.agencyId, table.preparedAt, table.id),
    // few beside those that were sealed
    index('certificates_waiting')
      .on(table.agencyId, table.preparedAt)
      .where(sql`${table.state} = 'prepared'`),
  ],
)
