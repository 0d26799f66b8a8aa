import { sql, type SQL } from 'drizzle-orm'
import { foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { AccountState } from '../../domain/account/state.ts'
import type { Role } from '../../domain/agency/actor.ts'
import { at, day } from '../database/columns.ts'
import { foldedName } from '../database/folded-names.ts'
import { accounts, agencies, people } from '../database/tables.ts'

export const assignments = pgTable(
  'assignments',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    personId: uuid('person_id').notNull(),
    /** Of the person, kept the same by the database: the list of an agency reads nobody who is not on its page. */
    name: text('name').notNull(),
    folded: text('folded')
      .notNull()
      .generatedAlwaysAs((): SQL => foldedName(assignments.name)),
    /** Of the person, kept the same by triggers. */
    otherNames: text('other_names').notNull().default(''),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    kind: text('kind').$type<'main' | 'concurrent'>().notNull().default('main'),
    staffKind: text('staff_kind').notNull(),
    title: text('title').notNull().default(''),
    /** The unit (單位) and the number (員工編號) by which the agency knows them; blank where it has none. */
    unit: text('unit').notNull().default(''),
    staffNumber: text('staff_number').notNull().default(''),
    /** Of the person's account, null where there is none: kept the same by triggers, for the reason of the name. */
    accountState: text('account_state').$type<AccountState>(),
    from: day('from_day').notNull(),
    until: day('until_day'),
  },
  table => [
    foreignKey({
      name: 'assignments_of_named',
      columns: [table.personId, table.name],
      foreignColumns: [people.id, people.name],
    }).onUpdate('cascade'),
    // and lists in the order of names, written by hand in the migrations other-names and directory-order: see
    // database/name-order.ts
    index('assignments_person').on(table.personId, table.agencyId),
    // by the signs of a name, among the people of a whole city
    index('assignments_signs').using('gin', sql`string_to_array(${table.folded}, null)`),
    // what there is of them in a whole city, one after the other
    index('assignments_title').on(table.title),
    index('assignments_unit').on(table.unit),
    uniqueIndex('assignments_staff_number')
      .on(table.agencyId, table.staffNumber)
      .where(sql`${table.staffNumber} <> '' and ${table.until} is null`),
  ],
)

export const roleGrants = pgTable(
  'role_grants',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    role: text('role').$type<Role>().notNull(),
    /** Null only for sysadmin and auditor, who serve the whole installation. */
    agencyId: uuid('agency_id').references(() => agencies.id),
    from: day('from_day').notNull(),
    until: day('until_day'),
    grantedBy: uuid('granted_by'),
    grantedAt: at('granted_at').notNull().defaultNow(),
  },
  table => [index('role_grants_account').on(table.accountId), index('role_grants_agency').on(table.agencyId)],
)

/**
 * 代理: somebody has the HR roles of a colleague at an agency for some days. In force once agreed to, while not ended.
 */
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
