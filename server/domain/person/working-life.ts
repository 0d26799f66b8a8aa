import { addDays } from '../clock.ts'
import { daysOfLeave, isAt, isAway, ofSection, textOf, type Input } from '../record/derived/rows.ts'

/** Why an action of a working life cannot be entered like this; the database sees to those that name a state. */
export const workingLifeRefusals = [
  'working-life.refused.away-since',
  'working-life.refused.away-then',
  'working-life.refused.before-leave',
  'working-life.refused.before-post',
  'working-life.refused.came-back',
  'working-life.refused.concurrent',
  'working-life.refused.departed',
  'working-life.refused.died-later',
  'working-life.refused.no-departure',
  'working-life.refused.no-leave',
  'working-life.refused.not-here-then',
  'working-life.refused.number-given',
  'working-life.refused.return-day',
  'working-life.refused.return-late',
  'working-life.refused.serving-there',
  'working-life.refused.which-agency',
] as const
export type WorkingLifeRefusal = (typeof workingLifeRefusals)[number]

/** `until`: the last day; null while it goes on. */
type Term = { from: string; until: string | null }

const lastOfDays = '9999-12-31'

/** Whether a new leave may begin: within the assignment, and not while another leave or suspension lasts. */
export function whyNoLeave(leave: Input['data'], here: Term, rows: readonly Input[]): WorkingLifeRefusal | undefined {
  const [from, until] = [String(leave['from']), String(leave['until'])]
  if (!isWithin(from, here)) return 'working-life.refused.not-here-then'
  const meets = awayIn(rows).some(({ days }) => days.from <= until && days.to >= from)
  return meets ? 'working-life.refused.away-then' : undefined
}

/** Whether a duty begins within the assignment beside which it is held. */
export const isWithin = (day: string, { from, until }: Term): boolean => day >= from && (until === null || day <= until)

/**
 * The leaves and suspensions that nobody has come back from, the newest first. Whoever will have left for good comes
 * back until then.
 */
export function openLeaves(rows: readonly Input[], today: string): Input[] {
  const known = rows.filter(row => row.section !== 'separation' || textOf(row, 'effective') <= today)
  return awayIn(known)
    .filter(({ row, days }) => textOf(row, 'returned_on') === '' && days.to === (textOf(row, 'until') || lastOfDays))
    .map(({ row }) => row)
    .toSorted((a, b) => textOf(b, 'from').localeCompare(textOf(a, 'from')))
}

/** The leaves and suspensions that last on a day or begin later, the first one first. */
export const leavesFrom = (rows: readonly Input[], day: string): Input[] =>
  awayIn(rows)
    .filter(({ days }) => days.to >= day)
    .toSorted((a, b) => a.days.from.localeCompare(b.days.from))
    .map(({ row }) => row)

/** Whether a leave or suspension begins only after a day. */
export const isAwayAfter = (rows: readonly Input[], day: string): boolean =>
  awayIn(rows).some(({ days }) => days.from > day)

/** Whether two leaves or suspensions meet on a day. */
export function isAwayTwice(rows: readonly Input[]): boolean {
  const all = awayIn(rows).toSorted((a, b) => a.days.from.localeCompare(b.days.from))
  return all.some(({ days }, i) => days.from <= (all[i - 1]?.days.to ?? ''))
}

/**
 * Whether somebody may come back from a leave on a day, the first on which they serve again: after it has begun, and at
 * the latest when it is over. Whoever stays away longer has a leave that was lengthened first.
 */
export function whyNoReturn(leave: Input, day: string): WorkingLifeRefusal | undefined {
  if (day <= textOf(leave, 'from')) return 'working-life.refused.return-day'
  const until = textOf(leave, 'until')
  return until && day > addDays(until, 1) ? 'working-life.refused.return-late' : undefined
}

/** The posts at an agency that have no end yet: those that end when somebody leaves it. */
export const openPostsAt = <Post extends Input>(rows: readonly Post[], agency: string): Post[] =>
  rows.filter(row => row.section === 'post' && isAt(row, agency) && textOf(row, 'end') === '')

/** When a departure takes effect: on the day after the last one, and a death on its own day. */
export const departureTakesEffect = (kind: string, lastDay: string): string =>
  kind === 'died' ? lastDay : addDays(lastDay, 1)

function awayIn(rows: readonly Input[]) {
  return ofSection(rows, 'leave_status')
    .filter(isAway)
    .flatMap(row => {
      const days = daysOfLeave(row, rows, lastOfDays)
      return days ? [{ row, days }] : []
    })
}
