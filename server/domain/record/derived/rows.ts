import { addDays, daysBetween } from '../../clock.ts'
import { foldName } from '../../name-text.ts'
import type { Row } from '../field.ts'
import type { Period } from './period.ts'

/** A row that something is worked out from. */
export type Input = { id: string; section: string; data: Row }

/** A text of a row; blank where it has none. */
export const textOf = ({ data }: Input, field: string): string => String(data[field] ?? '')

export const ofSection = (rows: readonly Input[], section: string): Input[] =>
  rows.filter(row => row.section === section)

/** Whether posts are at one agency, however its name is written (臺 or 台, half or full width). */
export const isAt = (post: Input, agency: string): boolean => foldName(textOf(post, 'agency')) === foldName(agency)

const lateDays = 31

/**
 * The days of a post until `day`; undefined where it begins later or says no beginning. Who arrives some days after the
 * contract has begun has served since then.
 */
export function daysOfPost(post: Input, day: string): Period | undefined {
  const [start, contract] = [textOf(post, 'start'), textOf(post, 'cont_from')]
  const late = start && contract ? daysBetween(contract, start) : -1
  return until(late >= 0 && late <= lateDays ? contract : start, textOf(post, 'end'), day)
}

/** Leaves and suspensions, in which nobody serves. */
export const isAway = (row: Input): boolean => isLeave(row) || textOf(row, 'kind') === 'suspended'
export const isLeave = (row: Input): boolean => textOf(row, 'kind') === 'unpaid_leave'

/**
 * The days of a leave until `day`. One ends it by coming back, which the row itself says or one of its own (回職復薪,
 * 復職), or by leaving for good; a leave without an end goes on.
 */
export function daysOfLeave(leave: Input, rows: readonly Input[], day: string): Period | undefined {
  const from = textOf(leave, 'from')
  const ended = [
    textOf(leave, 'returned_on'),
    ...ofSection(rows, 'leave_status')
      .filter(row => ['reinstated', 'returned'].includes(textOf(row, 'kind')))
      .map(row => textOf(row, 'from')),
    ...ofSection(rows, 'separation').map(row => textOf(row, 'effective')),
  ].filter(on => on > from)
  const ends = [textOf(leave, 'until'), ...ended.map(on => addDays(on, -1))].filter(Boolean)
  return until(from, ends.toSorted()[0] ?? '', day)
}

function until(from: string, end: string, day: string): Period | undefined {
  const to = end && end < day ? end : day
  return from && from <= to ? { from, to } : undefined
}
