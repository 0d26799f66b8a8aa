import { and, eq, gt, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { turns } from '../../domain/turns.ts'
import { forEach, slugs, waysFor } from '../../domain/way.ts'
import type { Db } from '../database/database.ts'
import type { By } from '../database/events.ts'
import * as events from '../database/events.ts'
import {
  agencies,
  agencyCards,
  batches,
  imports,
  certificates,
  correctedDisclosures,
  boundTables,
  corrections,
  deputies,
  events as eventRows,
  evidence,
  exportProfiles,
  locks,
  madeFiles,
  notices,
  people,
  recordRows,
  recoveries,
  savedForms,
  trustAnchors,
} from '../schema.ts'

/** Somebody signed in asked for what is not theirs: by the pattern of the route and what stands in its parameters. */
export type RefusedAccess = { method: string; route: string; params: Readonly<Record<string, string>> }

/** `entered`: what this request was let into before it was refused. */
export type Who = {
  accountId: string
  personId: string
  agencyIds: readonly string[]
  isAdministrator: boolean
  entered: ReadonlySet<string>
}

/** `there`: which rows still are; `own`: which belong to the person who asks. */
type Thing = { id: PgColumn; there?: SQL; own?: (who: Who) => SQL | undefined }

export const what = 'access.refused'
/** After `max` of them: that more followed, which are not kept one by one. */
export const more = 'access.refused-more'

/** Of one account in a quarter of an hour, however many addresses it tries. */
const max = 20
const spanMs = 15 * 60_000

const ofPerson =
  (column: PgColumn) =>
  ({ personId }: Who) =>
    eq(column, personId)
const ofAccount =
  (...columns: PgColumn[]) =>
  ({ accountId }: Who) =>
    or(...columns.map(column => eq(column, accountId)))

const things = {
  person: { id: people.id, own: ofPerson(people.id) },
  row: { id: recordRows.id, there: eq(recordRows.deleted, false), own: ofPerson(recordRows.personId) },
  lock: { id: locks.id, there: isNull(locks.endedAt), own: ofPerson(locks.personId) },
  correction: { id: corrections.id, own: ofPerson(corrections.personId) },
  certificate: { id: certificates.id, own: ofPerson(certificates.personId) },
  evidence: {
    id: evidence.id,
    own: ({ personId }) =>
      or(
        inArray(
          evidence.correctionId,
          sql`(select ${corrections.id} from ${corrections} where ${corrections.personId} = ${personId})`,
        ),
        inArray(
          evidence.rowId,
          sql`(select ${recordRows.id} from ${recordRows} where ${recordRows.personId} = ${personId})`,
        ),
      ),
  },
  agency: {
    id: agencies.id,
    own: ({ isAdministrator, agencyIds }) =>
      isAdministrator ? sql`true` : agencyIds.length > 0 ? inArray(agencies.id, [...agencyIds]) : sql`false`,
  },
  batch: {
    id: batches.id,
    own: ({ agencyIds }) => (agencyIds.length > 0 ? inArray(batches.agencyId, [...agencyIds]) : sql`false`),
  },
  sheet: { id: imports.id, own: ofAccount(imports.byAccountId) },
  agencyCard: { id: agencyCards.id, there: isNull(agencyCards.retiredAt) },
  deputy: { id: deputies.id, own: ofAccount(deputies.representedId, deputies.deputyId, deputies.namedBy) },
  recovery: { id: recoveries.id, own: ofAccount(recoveries.accountId, recoveries.askedBy) },
  ...forEach(waysFor.binding, way => {
    const { id, retiredAt, accountId } = boundTables[way]
    return [way, { id, there: isNull(retiredAt), own: ofAccount(accountId) }]
  }),
  notice: { id: notices.id, own: ofAccount(notices.accountId, notices.actingFor) },
  exportProfile: {
    id: exportProfiles.id,
    there: isNull(exportProfiles.endedAt),
    own: ({ agencyIds }) => (agencyIds.length > 0 ? inArray(exportProfiles.agencyId, [...agencyIds]) : sql`false`),
  },
  madeFile: { id: madeFiles.id, own: ofAccount(madeFiles.accountId) },
  corrected: {
    id: correctedDisclosures.id,
    own: ({ agencyIds }) =>
      agencyIds.length > 0 ? inArray(correctedDisclosures.agencyId, [...agencyIds]) : sql`false`,
  },
  savedForm: { id: savedForms.id, own: ofAccount(savedForms.accountId) },
  anchor: { id: trustAnchors.fingerprint, there: isNull(trustAnchors.removedAt) },
} satisfies Record<string, Thing>

/**
 * What each parameter of an address belongs to, by the route up to it. A `page` is asked for itself, whatever stands
 * there; what belongs to nobody (`nothing`), or only shows what stands before it, is left to that.
 */
export const places: Readonly<Record<string, keyof typeof things | 'page' | 'nothing'>> = {
  '/administration/code-tables/:name': 'nothing',
  '/people/:id': 'person',
  // how somebody sees a list
  '/people/views/:view': 'nothing',
  '/people/directory/views/:view': 'nothing',
  '/findings/views/:view': 'nothing',
  '/review/views/:view': 'nothing',
  '/people/:id/photo/:photo': 'evidence',
  '/people/:id/rows/:row': 'row',
  '/people/:id/rows/:row/evidence/:file': 'evidence',
  '/people/:id/rows/:row/revealed/:field': 'nothing',
  '/people/:id/sections/:section': 'nothing',
  '/people/:id/locks/:lock': 'lock',
  '/people/:id/certificates/:certificate': 'certificate',
  ...forEach(waysFor.binding, way => [`/people/:id/account/${slugs[way]}s/:credential`, way]),
  '/certificates/issued/views/:view': 'nothing',
  '/certificates/issued/:certificate': 'certificate',
  '/certificates/:certificate': 'certificate',
  '/record/photo/:photo': 'evidence',
  '/record/rows/:row': 'row',
  '/record/rows/:row/evidence/:file': 'evidence',
  '/record/rows/:row/revealed/:field': 'nothing',
  '/record/:section': 'nothing',
  '/corrections/:id': 'correction',
  '/corrections/:id/evidence/:file': 'evidence',
  '/corrections/:id/signatures/:round': 'nothing',
  '/corrections/:id/signatures/:round/:piece': 'nothing',
  '/corrections/:id/signing/phone/:request': 'nothing',
  '/recipients/:id': 'corrected',
  '/review/:id': 'correction',
  '/review/:id/evidence/:file': 'evidence',
  '/agencies/:id': 'agency',
  '/agencies/:id/cards/:card': 'agencyCard',
  '/batches/:id': 'batch',
  '/exports/:profile': 'exportProfile',
  '/files/:file': 'madeFile',
  '/batches/:id/evidence/:file': 'evidence',
  '/imports/:id': 'sheet',
  '/deputies/:id': 'deputy',
  '/recoveries/:id': 'recovery',
  ...forEach(waysFor.binding, way => [`/account/${slugs[way]}s/:id`, way]),
  // what a phone was asked, not the phone
  '/account/phones/:id': 'nothing',
  '/inbox/:id': 'notice',
  '/saved-forms/:id': 'savedForm',
  '/trust/:fingerprint': 'anchor',
  '/guides/:slug': 'page',
}

/**
 * Keeps it as an event about the account that asked, once for each address in a quarter of an hour. What nobody has,
 * what is gone and what is one's own is no refused access but a page that is not there.
 */
export async function add(
  db: Db,
  { method, route, params }: RefusedAccess,
  { who, by }: { who: Who; by: By },
  now: Date,
): Promise<void> {
  const target = await targetOf(db, { route, params }, who)
  if (target === undefined) return
  // one after the other, or all of one moment would be kept
  await keeping.take(who.accountId, async () => {
    const lately = await db
      .select({ details: eventRows.details })
      .from(eventRows)
      .where(
        and(
          eq(eventRows.about, who.accountId),
          inArray(eventRows.what, [what, more]),
          gt(eventRows.at, new Date(now.getTime() - spanMs)),
        ),
      )
    const isKnown = lately.some(({ details }) => details['route'] === route && details['target'] === target)
    if (isKnown || lately.length > max) return
    const isMore = lately.length === max
    const details = isMore ? { kept: max } : { method, route, target }
    await events.add(db, { what: isMore ? more : what, about: who.accountId, by, at: now, details })
  })
}

const keeping = turns(1)

/**
 * The first thing in the address that is somebody else's; null where a page itself was asked for, undefined for
 * neither.
 */
async function targetOf(
  db: Db,
  { route, params }: Pick<RefusedAccess, 'route' | 'params'>,
  who: Who,
): Promise<string | null | undefined> {
  if (!route.includes('/:')) return null
  for (const { 0: part, index } of route.matchAll(/\/:\w+/g)) {
    const of = places[route.slice(0, index + part.length)]
    const target = params[part.slice(2)] ?? ''
    if (of === 'page') return null
    if (of && of !== 'nothing' && (await isOfOthers(db, things[of], target, who))) return target
  }
  return undefined
}

async function isOfOthers(db: Db, { id, there, own }: Thing, target: string, who: Who): Promise<boolean> {
  if (!isId.test(target) || who.entered.has(target)) return false
  const isOwn = own?.(who)
  const rows = await db
    .select({ id })
    .from(id.table)
    .where(and(eq(id, target), there, isOwn && sql`(${isOwn}) is not true`))
  return rows.length > 0
}

/** Ids and fingerprints: nothing else that stands in an address is looked for. */
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[0-9a-f]{64}$/
