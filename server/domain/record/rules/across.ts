import { addDays, daysBetween } from '../../clock.ts'
import { sameName } from '../../name-text.ts'
import type { Condition, NamedRule, Row } from '../field.ts'
import { holds, isBlank } from '../validate.ts'

export type RecordRow = { id: string; section: string; data: Row; changedOn?: string }

/** A whole record as rules look at it; days are ISO days in Taipei. */
export type WholeRecord = { today: string; rows: readonly RecordRow[] }

type Span = { section: string; from: string; to: string }

/** A rule that reads rows of several sections, or the days of a record as a whole; `at` is the field it speaks of. */
export type RecordRule = NamedRule & { section: string; at: string; where?: readonly Condition[] } & (
    | { rule: 'not-before'; than: { section?: string; field: string } }
    /** The first of the rows is not later than this. */
    | { rule: 'first-by'; than: { section: string; field: string } }
    /** Of the rows for which `where` holds, one must fulfil these conditions. */
    | { rule: 'some'; fulfils: readonly Condition[] }
    /** The day lies within one of these rows. */
    | { rule: 'covered'; by: Span }
    /** Who holds such a post today has a row of that section. */
    | { rule: 'has'; from: string; to: string; asks: string }
    /** Of the posts of that day, if any, one is not of that sort. */
    | { rule: 'fits'; by: Span; not: Condition }
    /** The value lies between two values of the row whose time holds the day. */
    | { rule: 'between'; day: string; by: Span & { low: string; high: string } }
    /** No two rows lie in the same time, but for those that one-open rules speak of. */
    | { rule: 'apart'; from: string; to: string }
    | { rule: 'gap'; from: string; to: string; days: number }
    /** The name in the newest row is the one that the record bears. */
    | { rule: 'named'; newest: string; as: { section: string; field: string } }
    | { rule: 'until'; last: string }
    | { rule: 'looked-at'; days: number }
  )

/** The rows for which a rule does not hold. */
export function brokenBy(rule: RecordRule, { today, rows }: WholeRecord): RecordRow[] {
  const basic = rows.find(({ section }) => section === 'basic')?.data
  const of = (section: string) => rows.filter(row => row.section === section)
  const concerned = of(rule.section).filter(({ data }) =>
    (rule.where ?? []).every(condition => holds(condition, data, basic)),
  )
  switch (rule.rule) {
    case 'not-before': {
      const { section, field } = rule.than
      return concerned.filter(({ data }) => {
        const than = section ? of(section)[0]?.data[field] : data[field]
        return isBefore(data[rule.at], than)
      })
    }
    case 'first-by': {
      const than = of(rule.than.section)[0]?.data[rule.than.field]
      const first = inTime(concerned, { from: rule.at })[0]
      return first && isBefore(than, first.data[rule.at]) ? [first] : []
    }
    case 'some': {
      const isSo = ({ data }: RecordRow) => rule.fulfils.every(condition => holds(condition, data, basic))
      return concerned.some(isSo) ? [] : concerned.slice(-1)
    }
    case 'covered': {
      const spans = of(rule.by.section)
      return concerned.filter(({ data }) => {
        const day = data[rule.at]
        return !isBlank(day) && !spans.some(span => covers(span, rule.by, String(day)))
      })
    }
    case 'has': {
      const span = { section: rule.section, from: rule.from, to: rule.to }
      return of(rule.asks).length > 0 ? [] : concerned.filter(row => covers(row, span, today))
    }
    case 'fits': {
      const spans = of(rule.by.section)
      return concerned.filter(({ data }) => {
        const day = data[rule.at]
        const present = isBlank(day) ? [] : spans.filter(span => covers(span, rule.by, String(day)))
        return present.length > 0 && present.every(span => holds(rule.not, span.data, basic))
      })
    }
    case 'between': {
      const spans = of(rule.by.section)
      return concerned.filter(({ data }) => {
        const [value, day] = [data[rule.at], data[rule.day]]
        if (isBlank(value) || isBlank(day)) return false
        const present = spans.filter(span => covers(span, rule.by, String(day)) && !isBlank(span.data[rule.by.low]))
        const isIn = ({ data: { [rule.by.low]: low, [rule.by.high]: high } }: RecordRow) =>
          String(value) >= String(low) && String(value) <= String(isBlank(high) ? low : high)
        return present.length > 0 && !present.some(isIn)
      })
    }
    case 'apart': {
      const spans = inTime(concerned, rule)
      return spans.filter((span, i) =>
        spans
          .slice(0, i)
          .some(other => !(isBlank(other.data[rule.to]) && isBlank(span.data[rule.to])) && ends(other) > starts(span)),
      )
    }
    case 'gap': {
      const spans = inTime(concerned, rule)
      return spans.filter((span, i) => {
        const earlier = spans.slice(0, i).map(ends).toSorted()
        const last = earlier.at(-1)
        return last !== undefined && last !== never && daysBetween(last, starts(span)) > rule.days
      })
    }
    case 'named': {
      const [newest] = concerned
        .filter(({ data }) => !isBlank(data[rule.newest]))
        .toSorted((a, b) => String(b.data[rule.newest]).localeCompare(String(a.data[rule.newest])))
      const name = of(rule.as.section)[0]?.data[rule.as.field]
      const told = newest?.data[rule.at]
      return newest && !isBlank(name) && !isBlank(told) && !sameName(String(told), String(name)) ? [newest] : []
    }
    case 'until':
      return today > rule.last ? concerned : []
    case 'looked-at':
      return concerned.filter(({ changedOn }) => changedOn && addDays(changedOn, rule.days) < today)
  }

  function starts({ data }: RecordRow) {
    return 'from' in rule ? String(data[rule.from]) : ''
  }

  function ends({ data }: RecordRow) {
    const end = 'to' in rule ? data[rule.to] : null
    return isBlank(end) ? never : String(end)
  }
}

const never = '9999-12-31'

function covers({ data }: RecordRow, { from, to }: Span, day: string): boolean {
  return !isBlank(data[from]) && String(data[from]) <= day && (isBlank(data[to]) || day <= String(data[to]))
}

const inTime = (rows: readonly RecordRow[], { from }: { from: string }) =>
  rows
    .filter(({ data }) => !isBlank(data[from]))
    .toSorted((a, b) => String(a.data[from]).localeCompare(String(b.data[from])))

/** A day, a month and a ROC year are compared as far as both of them go. */
function isBefore(one: unknown, other: unknown): boolean {
  if (isBlank(one) || isBlank(other)) return false
  const [a, b] = [one, other].map(value => (typeof value === 'number' ? String(1911 + value) : String(value)))
  const length = Math.min(a?.length ?? 0, b?.length ?? 0)
  return String(a).slice(0, length) < String(b).slice(0, length)
}
