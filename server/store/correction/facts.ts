import type { Actor } from '../../domain/agency/actor.ts'
import { isHrRole } from '../../domain/agency/actor.ts'
import { isElsewhere, needsOf } from '../../domain/correction/class.ts'
import type { CorrectionFacts } from '../../domain/correction/correction.ts'
import { decidingOffice } from '../../domain/correction/deciding.ts'
import { applied } from '../../domain/record/difference.ts'
import type { Row } from '../../domain/record/field.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import * as agencies from '../agency/agencies.ts'
import { representedBy } from '../agency/deputies-today.ts'
import * as roleGrants from '../agency/role-grants.ts'
import type { Db } from '../database/database.ts'
import type { KeyRing } from '../database/sealing.ts'
import * as people from '../person/people.ts'
import * as records from '../record/records.ts'
import type { Correction } from './corrections.ts'
import * as evidence from './evidence.ts'
import * as reviewers from './reviewers.ts'

/** Everything `decide` asks about a correction, for a viewer on a day. */
export async function factsOf(
  db: Db,
  ring: KeyRing,
  correction: Correction,
  viewer: Pick<Actor, 'accountId' | 'actingFor'>,
  today: string,
): Promise<CorrectionFacts> {
  const section = sectionOf(correction.section)
  const current = await records.row(db, ring, correction.personId, correction.rowId)
  const main = await people.mainAgency(db, correction.personId, today)
  const was = current?.data ?? {}
  const becomes = applied(was, correction.items)
  const states = { add: [becomes], change: [was, becomes], delete: [was] }[correction.operation]
  const fields = correction.items.map(item => item.field)
  const needs = needsOf(section, fields, isElsewhere(section, states, main?.name ?? ''))
  const files = await evidence.ofCorrection(db, correction.id)
  // what lost its contents to the virus scanner proves nothing, and waits for nobody who would open it
  const readable = files.filter(({ scan }) => scan !== 'infected')
  const toOpen = readable.length > 0 || !needs.evidence ? readable : files
  const opened = await evidence.openedBy(db, correction.id, viewer.accountId)
  const agencyId = correction.agencyId
  return {
    state: correction.state,
    personId: correction.personId,
    agencyId,
    reviewerId: correction.reviewerId,
    proposedBy: await proposersOf(db, correction, today),
    isSecondReviewer:
      viewer.actingFor === null && (await reviewers.isSecondReviewer(db, correction.id, viewer.accountId, today)),
    itemCount: correction.items.length,
    needsAuthority: needs.authority,
    hasOtherChief: agencyId !== null && (await hasOtherChief(db, agencyId, correction.personId, today)),
    needsEvidence: needs.evidence,
    evidenceCount: readable.length,
    unopenedEvidence: toOpen.filter(file => !opened.includes(file.id)).length,
    extended: correction.extendedReason !== null,
  }
}

/** The row a correction is about as its owner saw it; of a row to be added, as it was asked for. */
export async function rowAsSent(db: Db, ring: KeyRing, correction: Correction): Promise<Row> {
  const { personId, rowId, baseVersion, items } = correction
  if (baseVersion === null) return applied({}, items)
  const base = await records.rowAt(db, ring, personId, rowId, baseVersion)
  return { ...base, ...Object.fromEntries(items.map(({ field, old }) => [field, old])) }
}

async function proposersOf(db: Db, { state, decidedBy }: Correction, today: string): Promise<string[]> {
  if (state !== 'waiting_chief' || decidedBy === null) return []
  return [decidedBy, ...(await representedBy(db, decidedBy, today))]
}

async function hasOtherChief(db: Db, agencyId: string, personId: string, today: string): Promise<boolean> {
  const others = await reviewers.hrOf(db, agencyId, today, personId)
  return others.some(({ roles }) => roles.includes('hr_chief'))
}

export type Deciding =
  | { ok: true; agency: { id: string; name: string } }
  | { ok: false; why: 'correction.refused.no-agency' | 'correction.refused.nobody-decides' }

/**
 * The agency whose HR decides what a person asks for (`decidingOffice`): of HR there only those count who may decide on
 * data like these.
 */
export async function decidingAgency(
  db: Db,
  asked: Pick<Correction, 'personId' | 'section' | 'items'>,
  today: string,
): Promise<Deciding> {
  const { personId } = asked
  const main = await people.mainAgency(db, personId, today)
  if (!main) return { ok: false, why: 'correction.refused.no-agency' }
  const { hrParent: above, ...agency } = main
  const holders = await roleGrants.ofAgency(db, main.id, today)
  const isAlone = !holders.some(holder => holder.personId !== personId && holder.roles.some(isHrRole))
  const office = decidingOffice({
    roles: holders.find(holder => holder.personId === personId)?.roles ?? [],
    hasColleagues: (await reviewers.decidersAt(db, main.id, asked, today)).length > 0,
    hasHrAbove: above !== null && (await reviewers.decidersAt(db, above.id, asked, today)).length > 0,
    hasSecondReviewer: isAlone && Boolean((await agencies.find(db, main.id))?.secondReviewerId),
  })
  if (office === 'above' && above) return { ok: true, agency: above }
  return office ? { ok: true, agency } : { ok: false, why: 'correction.refused.nobody-decides' }
}
