import { currentPost } from './current.ts'
import { lengthOf, merged, sum, without, type Length, type Period } from './period.ts'
import { daysOfLeave, daysOfPost, isAt, isLeave, ofSection, textOf, type Input } from './rows.ts'
import { leavesWithin } from './service.ts'

/** Leaves to bring up a child or to serve in the army, by the reason that they give. */
const credited = /育嬰|養育|兵役|服役|入伍|入營|替代役/
const creditedMonths = 12
export const semestersWanted = 6

export type Semesters = {
  agency: string
  until: string
  served: (Period & { length: Length })[]
  /** Of leaves that count, and how much of them does. */
  credited: (Period & { length: Length })[]
  creditedLength: Length
  total: Length
  count: number
  /** Whether a leave or suspension lasts now or is still to begin: whoever is to move must be back when it ends. */
  isAway: boolean
  inputs: Input[]
}

/**
 * Service at the present school until the end of the school year, as a move by 介聘 asks for it: since a full-time
 * teacher came there last, without leaves and suspensions, but for childcare and military service of up to two
 * semesters; half a year is a semester.
 */
export function semesters(rows: readonly Input[], today: string): Semesters | undefined {
  const post = currentPost(rows, today)
  if (!post || !isTeaching(post)) return undefined
  const agency = textOf(post, 'agency')
  const until = `${yearOfSchool(today) + 1}-07-31`
  const here = ofSection(rows, 'post').filter(one => isTeaching(one) && isAt(one, agency))
  const spell = merged(here.flatMap(one => daysOfPost(one, until) ?? [])).find(
    ({ from, to }) => from <= today && to >= today,
  )
  if (!spell) return undefined
  const posts = here.filter(one => {
    const days = daysOfPost(one, until)
    return days && days.from >= spell.from && days.to <= spell.to
  })
  const leaves = leavesWithin(rows, [spell], until)
  const counts = (leave: Input) => isLeave(leave) && credited.test(textOf(leave, 'reason'))
  const daysOf = (some: readonly Input[]) => some.flatMap(leave => daysOfLeave(leave, rows, until) ?? [])
  const present = without([spell], daysOf(leaves.filter(leave => !counts(leave))))
  const served = without(present, daysOf(leaves))
  const long = (periods: readonly Period[]) => periods.map(period => ({ ...period, length: lengthOf(period) }))
  const creditedDays = long(without(present, served))
  const creditedLength = atMost(sum(creditedDays.map(({ length }) => length)), creditedMonths)
  const servedDays = long(served)
  const total = sum([...servedDays.map(({ length }) => length), creditedLength])
  return {
    agency,
    until,
    served: servedDays,
    credited: creditedDays,
    creditedLength,
    total,
    count: Math.floor((total.years * 12 + total.months) / 6),
    isAway: leaves.some(leave => (daysOfLeave(leave, rows, until)?.to ?? '') >= today),
    inputs: [...posts, ...leaves],
  }
}

/** The ISO year in whose August the school year of a day began. */
export const yearOfSchool = (day: string): number => Number(day.slice(0, 4)) - (day.slice(5, 7) < '08' ? 1 : 0)

const isTeaching = (post: Input) => textOf(post, 'post_kind') === 'full' && textOf(post, 'staff_kind') === 'teacher'

const atMost = (length: Length, months: number): Length =>
  length.years * 12 + length.months < months ? length : { years: Math.floor(months / 12), months: months % 12, days: 0 }
