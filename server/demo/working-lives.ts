import { addDays, legalDay } from '../domain/clock.ts'
import { departureTakesEffect, openPostsAt } from '../domain/person/working-life.ts'
import type { AuthorityDecision } from '../domain/record/authority.ts'
import type { Row } from '../domain/record/field.ts'
import { rocYearOf } from '../domain/roc-date.ts'
import type { Db } from '../store/database/database.ts'
import { bySystem } from '../store/database/events.ts'
import type { KeyRing } from '../store/database/sealing.ts'
import * as assignments from '../store/person/assignments.ts'
import * as departures from '../store/person/departures.ts'
import * as records from '../store/record/records.ts'
import type { Soul } from './district/crowd.ts'

const day = 86_400_000

/** Of two teachers of a school one is on leave, and one left a month ago, so that their record is archived. */
export async function addWorkingLives(tx: Db, ring: KeyRing, crowd: Soul[], now: Date): Promise<void> {
  const [first, second] = crowd.filter(
    ({ agency, job, part }) => agency === 'primary' && job.staffKind === 'teacher' && !part,
  )
  if (!first || !second) throw new Error('nobody whose life could change')
  await addLeave(tx, ring, first, new Date(now.getTime() - 60 * day))
  await addDeparture(tx, ring, second, new Date(now.getTime() - 45 * day))
}

async function addLeave(tx: Db, ring: KeyRing, { personId }: Soul, at: Date) {
  const from = legalDay(at)
  const decision = decisionOf(from, 1)
  const until = addDays(from, 364)
  const data = { kind: 'unpaid_leave', reason: '育嬰', from, until, order_no: decision.number, returned_on: null }
  const change = { ...added(personId, 'leave_status', data, decision), reason: '留職停薪', effective: from }
  const written = await records.write(tx, ring, change, bySystem, at)
  if (!written.ok) throw new Error(written.why)
}

async function addDeparture(tx: Db, ring: KeyRing, { personId }: Soul, at: Date) {
  const [here] = await assignments.ofPerson(tx, personId)
  if (!here) throw new Error('nobody leaves who is nowhere')
  const lastDay = addDays(legalDay(at), 15)
  const decision = decisionOf(legalDay(at), 2)
  const effective = departureTakesEffect('resigned', lastDay)
  const data = { kind: 'resigned', reason: '個人生涯規劃', effective, doc_no: decision.number }
  const grounds = { reason: '離職', effective }
  const rows = await records.ofPerson(tx, ring, personId)
  const ended = { end: lastDay, end_order_date: decision.day, end_order_no: decision.number, leave_reason: '辭職' }
  const posts = openPostsAt(rows, here.agencyName).map(post => ({
    ...added(personId, 'post', { ...post.data, ...ended }, decision),
    ...grounds,
    operation: 'change' as const,
    rowId: post.id,
    baseVersion: post.version,
  }))
  const changes = [{ ...added(personId, 'separation', data, decision), ...grounds }, ...posts] as const
  const done = await departures.enter(tx, ring, { personId, here, lastDay, changes, hasDied: false }, bySystem, at)
  if (!done.ok) throw new Error(done.why)
}

const decisionOf = (on: string, nth: number): AuthorityDecision => ({
  authority: '教育局',
  day: addDays(on, -10),
  number: `晨教人字第${rocYearOf(on)}000000${nth}號`,
})

const added = (personId: string, section: string, data: Row, decision: AuthorityDecision) => ({
  personId,
  section,
  rowId: records.newRowId(),
  operation: 'add' as const,
  baseVersion: null,
  data,
  source: 'hr_entry' as const,
  writer: 'program' as const,
  decision,
})
