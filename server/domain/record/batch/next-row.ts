import { addDays, daysBetween } from '../../clock.ts'
import type { Row, Section } from '../field.ts'
import { addMonths } from '../derived/period.ts'
import { isBlank } from '../validate.ts'

/** The row that comes after `last` by the rule of its section; what the rule does not name is left to be typed. */
export function nextRow({ next }: Section, last: Row): Row {
  if (!next) throw new Error('this section has no next row')
  const copied = next.copied.map(field => [field, last[field] ?? null])
  const year = next.year && !isBlank(last[next.year]) ? [[next.year, Number(last[next.year]) + 1]] : []
  return { ...Object.fromEntries([...copied, ...year]), ...(next.term ? nextTerm(next.term, last) : {}) }
}

type Term = { from: string; until: string; alsoFrom?: string }

function nextTerm({ from, until, alsoFrom }: Term, last: Row): Row {
  if (isBlank(last[from]) || isBlank(last[until])) return {}
  const [began, ended] = [String(last[from]), String(last[until])]
  const begins = addDays(ended, 1)
  return { [from]: begins, [until]: endOfAsLong(began, begins), ...(alsoFrom ? { [alsoFrom]: begins } : {}) }
}

/**
 * The last day of a term that begins on `begins` and is as long as the one from `began` to the day before it: in months
 * where it had whole ones, since a school year has 365 days or 366, else in days.
 */
function endOfAsLong(began: string, begins: string): string {
  const months = 12 * (yearOf(begins) - yearOf(began)) + monthOf(begins) - monthOf(began)
  const whole = [months, months - 1].find(count => count > 0 && addMonths(began, count) === begins)
  return addDays(whole === undefined ? addDays(begins, daysBetween(began, begins)) : addMonths(begins, whole), -1)
}

const yearOf = (day: string) => Number(day.slice(0, 4))
const monthOf = (day: string) => Number(day.slice(5, 7))
