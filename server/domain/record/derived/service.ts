import { lengthOf, merged, sum, without, type Length, type Period } from './period.ts'
import { daysOfLeave, daysOfPost, isAway, isFullTime, ofSection, textOf, type Input } from './rows.ts'

export type Service = {
  periods: (Period & { length: Length })[]
  total: Length
  /** The posts and leaves that it was reckoned from. */
  inputs: Input[]
}

/** Time served in full-time posts until `day`, once where they overlap, without leaves and suspensions. */
export function service(rows: readonly Input[], day: string, agency?: string): Service {
  const isOf = (post: Input) => isFullTime(post) && (agency === undefined || textOf(post, 'agency') === agency)
  const posts = ofSection(rows, 'post').filter(post => isOf(post) && daysOfPost(post, day))
  const served = merged(posts.flatMap(post => daysOfPost(post, day) ?? []))
  const isWithin = (leave: Period) => served.some(({ from, to }) => leave.from <= to && leave.to >= from)
  const leaves = ofSection(rows, 'leave_status').filter(row => {
    const days = isAway(row) && daysOfLeave(row, day)
    return days && isWithin(days)
  })
  const periods = without(
    served,
    leaves.flatMap(leave => daysOfLeave(leave, day) ?? []),
  ).map(period => ({ ...period, length: lengthOf(period) }))
  return { periods, total: sum(periods.map(({ length }) => length)), inputs: [...posts, ...leaves] }
}
