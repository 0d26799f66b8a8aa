import { ofSection, daysOfLeave, isLeave, textOf, type Input } from './rows.ts'

/** At work (在職), on unpaid leave (留職停薪), suspended (停職), yet to come (未到職), or gone (離職). */
export const statuses = ['serving', 'on-leave', 'suspended', 'to-come', 'left'] as const
export type Status = (typeof statuses)[number]

/** `until`: the last day; null while it goes on. */
type Assignment = { from: string; until: string | null }

/**
 * What somebody is on a day, by their assignments and the leaves of their record alone: whoever is assigned nowhere has
 * left or is yet to come, whatever a leave says. A suspension is told before a leave.
 */
export function statusOn(assignments: readonly Assignment[], rows: readonly Input[], day: string): Status {
  const begun = assignments.filter(({ from }) => from <= day)
  if (begun.length === 0) return assignments.length > 0 ? 'to-come' : 'left'
  if (!begun.some(({ until }) => until === null || until >= day)) return 'left'
  const now = ofSection(rows, 'leave_status').filter(leave => daysOfLeave(leave, rows, day)?.to === day)
  if (now.some(leave => textOf(leave, 'kind') === 'suspended')) return 'suspended'
  return now.some(isLeave) ? 'on-leave' : 'serving'
}
