import { currentPost } from './current.ts'
import { without, type Period } from './period.ts'
import { daysOfLeave, daysOfPost, isAway, isFullTime, ofSection, textOf, type Input } from './rows.ts'

/** Childcare and military service, by the reason that a leave gives; so many of their semesters count. */
const creditedReasons = /育嬰|兵役|服役/
export const maxCredited = 2
export const semestersWanted = 6

export type Semester = Period & {
  /** ROC school year, from August on. */
  year: number
  half: 1 | 2
  counts: 'served' | 'credited' | 'not-served' | 'credit-used-up' | 'away'
}

export type Semesters = { agency: string; until: string; all: Semester[]; count: number; inputs: Input[] }

/**
 * Semesters of actual service at the present school until the end of the school year, as a move by 介聘 asks for them:
 * whole ones only, without leaves and suspensions, but for two of childcare or military service.
 */
export function semesters(rows: readonly Input[], today: string): Semesters | undefined {
  const post = currentPost(rows, today)
  if (!post) return undefined
  const agency = textOf(post, 'agency')
  const until = `${yearOfSchool(today) + 1}-07-31`
  const posts = ofSection(rows, 'post').filter(one => isFullTime(one) && textOf(one, 'agency') === agency)
  const leaves = ofSection(rows, 'leave_status').filter(isAway)
  const served = posts.flatMap(one => daysOfPost(one, until) ?? [])
  const awayFor = (isCredited: boolean) =>
    leaves
      .filter(leave => creditedReasons.test(textOf(leave, 'reason')) === isCredited)
      .flatMap(leave => daysOfLeave(leave, until) ?? [])
  const [credited, away] = [awayFor(true), awayFor(false)]
  let left = maxCredited
  const all = semestersBetween(served.map(({ from }) => from).toSorted()[0] ?? today, until).map(semester => {
    const missing = (holes: readonly Period[]) => without([semester], holes).length > 0
    if (missing(served)) return { ...semester, counts: 'not-served' as const }
    if (touches(semester, away)) return { ...semester, counts: 'away' as const }
    if (!touches(semester, credited)) return { ...semester, counts: 'served' as const }
    return { ...semester, counts: left-- > 0 ? ('credited' as const) : ('credit-used-up' as const) }
  })
  const count = all.filter(({ counts }) => counts === 'served' || counts === 'credited').length
  return { agency, until, all, count, inputs: [...posts, ...leaves] }
}

/** The ISO year in whose August the school year of a day began. */
export const yearOfSchool = (day: string): number => Number(day.slice(0, 4)) - (day.slice(5, 7) < '08' ? 1 : 0)

function semestersBetween(first: string, until: string) {
  const years = []
  for (let year = yearOfSchool(first); year < Number(until.slice(0, 4)); year++) years.push(year)
  return years
    .flatMap(year => [
      { year: year - 1911, half: 1 as const, from: `${year}-08-01`, to: `${year + 1}-01-31` },
      { year: year - 1911, half: 2 as const, from: `${year + 1}-02-01`, to: `${year + 1}-07-31` },
    ])
    .filter(({ to }) => to >= first)
}

const touches = ({ from, to }: Period, days: readonly Period[]) => days.some(one => one.from <= to && one.to >= from)
