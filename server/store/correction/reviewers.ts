import type { SQL, SQLWrapper } from 'drizzle-orm'
import { and, eq, sql } from 'drizzle-orm'
import { hrRoles, isHrRole } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import { guardedFields, mayDecideOn } from '../../domain/record/access.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import type { Notice } from '../../domain/notice/notice.ts'
import * as agencies from '../agency/agencies.ts'
import * as roleGrants from '../agency/role-grants.ts'
import type { Db } from '../database/database.ts'
import { inForceAs } from '../database/in-force.ts'
import * as notices from '../notice/notices.ts'
import { isAddressHidden } from '../person/people.ts'
import { corrections } from '../schema.ts'

/** Who holds an HR role at an agency today, except one person where one is named: nobody decides on themselves. */
export async function hrOf(db: Db, agencyId: string, today: string, exceptPersonId: string | null) {
  const holders = await roleGrants.ofAgency(db, agencyId, today)
  return holders.filter(({ personId, roles }) => personId !== exceptPersonId && roles.some(isHrRole))
}

/**
 * SQL: the correction (a row of `corrections`) lies with an agency whose only HR person sent it, and `accountId` is the
 * second reviewer named there. That account decides this correction and no other one of the agency.
 */
export const forSecondReviewer = (accountId: SQLWrapper | string, today: SQLWrapper | string): SQL =>
  sql`(${corrections.agencyId}, ${corrections.personId}) in (
    select named.id, (array_agg(holder.person_id))[1] from agencies named
      join role_grants held on held.agency_id = named.id and held.role in ${hrRoles} and ${inForceAs('held', today)}
      join accounts holder on holder.id = held.account_id
    where named.second_reviewer_id = ${accountId} group by named.id having count(distinct holder.person_id) = 1)`

/**
 * SQL: the reviewer has to do something about the correction now (a row of `corrections`). Nobody has taken it yet,
 * they have, or a rejection waits for the chief, whose part falls to any officer where nobody else is chief: whoever
 * proposed it themselves cannot confirm it there, but can send it back.
 * What waits for the person, a colleague, another authority or the end of a lock is left out.
 */
export const actsNow = (officeId: SQLWrapper | string, isChief: boolean, today: SQLWrapper | string): SQL =>
  // no OR: the planner would look up each part by itself and sort the whole queue, of which a page is read
  sql`case when ${actsAsOfficer(officeId)} then true else ${actsAsChief(isChief, today)} end`

export const actsAsOfficer = (officeId: SQLWrapper | string): SQL => sql`(${corrections.state} = 'submitted'
  or (${corrections.state} = 'in_review' and ${corrections.reviewerId} = ${officeId}))`

export const actsAsChief = (
  isChief: boolean,
  today: SQLWrapper | string,
): SQL => sql`(${corrections.state} = 'waiting_chief'
  and (${isChief} or not exists (select 1
    from role_grants held join accounts holder on holder.id = held.account_id
    where held.agency_id = ${corrections.agencyId} and held.role = 'hr_chief'
      and holder.person_id <> ${corrections.personId}
      and ${inForceAs('held', today)})))`

/** Whether the account is the second reviewer who decides this correction. */
export async function isSecondReviewer(db: Db, correctionId: string, accountId: string, today: string) {
  const found = await db
    .select({ id: corrections.id })
    .from(corrections)
    .where(and(eq(corrections.id, correctionId), forSecondReviewer(accountId, today)))
  return found.length > 0
}

type Asked = { personId: string; section: string; items: readonly { field: string }[] }

/** The HR people of an agency whom the table of access lets decide what is asked there. */
export async function decidersAt(db: Db, agencyId: string, { personId, section, items }: Asked, today: string) {
  const hr = await hrOf(db, agencyId, today, personId)
  const guarded = items.some(({ field }) =>
    guardedFields.some(one => one.section.id === section && one.field.id === field),
  )
  const subject = {
    id: personId,
    agencyIds: [agencyId],
    hidesAddress: guarded && (await isAddressHidden(db, personId)),
  }
  const asked = { fields: items.map(({ field }) => field) }
  return hr.filter(holder => mayDecideOn(inOwnName(holder, agencyId), subject, sectionOf(section), asked))
}

/**
 * Tells those who may decide a correction: the HR people of its agency whom the table of access lets, and their
 * deputies, or the second reviewer where there is no other.
 */
export async function tell(tx: Db, correction: Asked & { agencyId: string }, notice: Notice, at: Date): Promise<void> {
  const { agencyId, personId } = correction
  const hr = await hrOf(tx, agencyId, legalDay(at), personId)
  const reviewer = hr.length > 0 ? null : (await agencies.find(tx, agencyId))?.secondReviewerId
  if (reviewer) return notices.tellAccount(tx, reviewer, notice, at)
  const who = await decidersAt(tx, agencyId, correction, legalDay(at))
  await notices.tellOffice(tx, agencyId, who, notice, at, personId)
}

const inOwnName = ({ personId, roles }: roleGrants.Holder, agencyId: string) => ({
  personId,
  agencyId,
  grants: roles.map(role => ({ role, agencyId })),
  actingFor: null,
  deputyFor: [],
  secondReviews: false,
})
