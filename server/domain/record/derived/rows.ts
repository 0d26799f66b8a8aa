import { addDays } from '../../clock.ts'
import type { Row } from '../field.ts'
import type { Period } from './period.ts'

/** A row that something is worked out from. */
export type Input = { id: string; section: string; data: Row }

/** A text of a row; blank where it has none. */
export const textOf = ({ data }: Input, field: string): string => String(data[field] ?? '')

export const ofSection = (rows: readonly Input[], section: string): Input[] =>
  rows.filter(row => row.section === section)

/** The days of a post until `day`; undefined where it begins later or says no beginning. */
export const daysOfPost = (post: Input, day: string): Period | undefined =>
  until(post, 'start', textOf(post, 'end'), day)

/** The days of a leave until `day`, which one ends by coming back before its last day. */
export function daysOfLeave(leave: Input, day: string): Period | undefined {
  const ends = [textOf(leave, 'until'), ...[textOf(leave, 'returned_on')].filter(Boolean).map(on => addDays(on, -1))]
  return until(leave, 'from', ends.filter(Boolean).toSorted()[0] ?? '', day)
}

function until(row: Input, field: string, end: string, day: string): Period | undefined {
  const from = textOf(row, field)
  const to = end && end < day ? end : day
  return from && from <= to ? { from, to } : undefined
}

export const isFullTime = (post: Input): boolean => textOf(post, 'post_kind') === 'full'
/** Leaves and suspensions, in which nobody serves. */
export const isAway = (row: Input): boolean => ['unpaid_leave', 'suspended'].includes(textOf(row, 'kind'))
