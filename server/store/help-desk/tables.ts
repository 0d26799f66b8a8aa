import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { WayWithOutage } from '../../domain/way.ts'
import { at, day } from '../database/columns.ts'

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
  way: text('way').$type<WayWithOutage>().primaryKey(),
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
