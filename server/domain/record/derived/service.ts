import { lengthOf, merged, sum, without, type Length, type Period } from './period.ts'
import { daysOfLeave, daysOfPost, isAt, isAway, ofSection, textOf, type Input } from './rows.ts'

export type Service = {
  periods: (Period & { length: Length })[]
  total: Length
  /** The posts and leaves that it was reckoned from. */
  inputs: Input[]
  /** Of those the leaves whose last day the record does not say. */
  open: Input[]
}

type Asked = { kinds: readonly string[]; agency?: string }

/** Time served in posts of these kinds until `day`, once where they overlap, without leaves and suspensions. */
export function service(rows: readonly Input[], day: string, { kinds, agency }: Asked): Service {
  const isAsked = (post: Input) =>
    kinds.includes(textOf(post, 'post_kind')) && (agency === undefined || isAt(post, agency))
  const posts = ofSection(rows, 'post').filter(post => isAsked(post) && daysOfPost(post, day))
  const served = merged(posts.flatMap(post => daysOfPost(post, day) ?? []))
  const leaves = leavesWithin(rows, served, day)
  const periods = without(
    served,
    leaves.flatMap(leave => daysOfLeave(leave, rows, day) ?? []),
  ).map(period => ({ ...period, length: lengthOf(period) }))
  const open = leaves.filter(leave => daysOfLeave(leave, rows, day)?.to === day && !textOf(leave, 'until'))
  return { periods, total: sum(periods.map(({ length }) => length)), inputs: [...posts, ...leaves], open }
}

/** The leaves and suspensions that touch these days. */
export const leavesWithin = (rows: readonly Input[], days: readonly Period[], day: string): Input[] =>
  ofSection(rows, 'leave_status').filter(row => {
    const away = isAway(row) && daysOfLeave(row, rows, day)
    return away && days.some(({ from, to }) => away.from <= to && away.to >= from)
  })
