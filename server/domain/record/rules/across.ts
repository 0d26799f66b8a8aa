import { addDays, addYears, daysBetween } from '../../clock.ts'
import { sameName } from '../../name-text.ts'
import type { Condition, NamedRule, Row } from '../field.ts'
import { holds, isBlank } from '../validate.ts'

/** `confirmedOn`: the day on which somebody last said how things are with what the person updates. */
export type RecordRow = { id: string; section: string; data: Row; confirmedOn?: string }

/** What somebody is at an agency; the last day is null where none is known. */
export type Assigned = { staffKind: string; from: string; until: string | null }

/** A whole record as rules look at it; days are ISO days in Taipei. What forms do not know they are not asked about. */
export type WholeRecord = {
  today: string
  rows: readonly RecordRow[]
  assignments?: readonly Assigned[]
  /** Names that certificates of the person showed, and nobody confirmed yet. */
  shownNames?: readonly string[]
}

/** Beside conditions of forms: the contrary of one, and a text in which one of these words stands. */
type Where = Condition | { not: Where } | { field: string; words: readonly string[] }

type Span = { section: string; from: string; to: string }

/** A rule that reads rows of several sections, or the days of a record as a whole; `at` is the field it speaks of. */
export type RecordRule = NamedRule & { section: string; at: string; where?: readonly Where[] } & (
    | { rule: 'not-before'; than: { section?: string; field: string } }
    /** The first of the rows is not later than this. */
    | { rule: 'first-by'; than: { section: string; field: string } }
    /** Of the rows for which `where` holds, one must fulfil these conditions. */
    | { rule: 'some'; fulfils: readonly Condition[] }
    /** The day lies within one of these rows. */
    | { rule: 'covered'; by: Span }
    /** Who holds such a post today has a row of that section. */
    | { rule: 'has'; from: string; to: string; asks: string }
    /** Whoever is of such a kind at an agency today has a row of that section. */
    | { rule: 'assigned'; kinds: readonly string[]; asks: string }
    /** Not blank once such a post has begun. */
    | { rule: 'known'; since: Pick<Span, 'section' | 'from'>; is: Condition }
    /** Not later than such a post of today began. */
    | { rule: 'by-present'; by: Span; is: Condition }
    /** Not older than so many days on that day of its row. */
    | { rule: 'recent'; on: string; days: number }
    /** Counted from that day, the time does not go beyond so many years. */
    | { rule: 'within-years'; from: string; years: number }
    /** What has not ended ends on one of these days of a year, if the posts on its first day are all of that sort. */
    | { rule: 'ends-on'; from: string; ends: readonly string[]; by: Span; is: Condition }
    /** Of the days of birth the last: such a row ends no later than so many years after it. */
    | { rule: 'birthday'; years: number; leave: { section: string; to: string; where: readonly Where[] } }
    /** Of the posts in the year that begins on that day, if any, one is not of that sort. */
    | { rule: 'year-fits'; begins: string; by: Span; not: Condition }
    /** Of the posts of that day, if any, one is not of that sort. */
    | { rule: 'fits'; by: Span; not: Condition }
    /** The value lies between two values of the row whose time holds the day. */
    | { rule: 'between'; day: string; by: Span & { low: string; high: string } }
    /** No two rows lie in the same time, but for those that one-open rules speak of. */
    | { rule: 'apart'; from: string; to: string }
    | { rule: 'gap'; from: string; to: string; days: number }
    /** The name in the newest row is the one that the record bears. */
    | { rule: 'named'; newest: string; as: { section: string; field: string } }
    /** Certificates name the person as the record does. */
    | { rule: 'shown' }
    | { rule: 'until'; last: string }
    | { rule: 'looked-at'; days: number }
  )

/** The rows for which a rule does not hold. */
export function brokenBy(
  rule: RecordRule,
  { today, rows, assignments = [], shownNames = [] }: WholeRecord,
): RecordRow[] {
  const basic = rows.find(({ section }) => section === 'basic')?.data
  const of = (section: string) => rows.filter(row => row.section === section)
  const fulfil = (some: readonly RecordRow[], where: readonly Where[] = []) =>
    some.filter(({ data }) => where.every(one => isSo(one, data, basic)))
  const concerned = fulfil(of(rule.section), rule.where)
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
    case 'assigned': {
      const isHere = assignments.some(
        ({ staffKind, from, until }) =>
          rule.kinds.includes(staffKind) && from <= today && (until === null || until >= today),
      )
      return isHere && of(rule.asks).length === 0 ? concerned : []
    }
    case 'known': {
      const { section, from } = rule.since
      const has = of(section).some(
        ({ data }) => !isBlank(data[from]) && String(data[from]) <= today && holds(rule.is, data, basic),
      )
      return has ? concerned.filter(({ data }) => isBlank(data[rule.at])) : []
    }
    case 'by-present': {
      const present = of(rule.by.section).filter(
        span => covers(span, rule.by, today) && holds(rule.is, span.data, basic),
      )
      return concerned.filter(({ data }) => present.some(span => isBefore(span.data[rule.by.from], data[rule.at])))
    }
    case 'recent':
      return concerned.filter(({ data }) => {
        const [day, on] = [data[rule.at], data[rule.on]]
        return !isBlank(day) && !isBlank(on) && daysBetween(String(day), String(on)) > rule.days
      })
    case 'within-years':
      return concerned.filter(({ data }) => {
        const [from, to] = [data[rule.from], data[rule.at]]
        return !isBlank(from) && !isBlank(to) && String(to) >= addYears(String(from), rule.years)
      })
    case 'ends-on': {
      const spans = of(rule.by.section)
      return concerned.filter(({ data }) => {
        const [from, to] = [String(data[rule.from] ?? ''), String(data[rule.at] ?? '')]
        const present = spans.filter(span => covers(span, rule.by, from))
        const isTold = present.length > 0 && present.every(span => holds(rule.is, span.data, basic))
        return isTold && to >= today && !rule.ends.includes(to.slice(5))
      })
    }
    case 'birthday': {
      const last = concerned.toSorted((a, b) => birthOf(b).localeCompare(birthOf(a)))[0]
      if (!last || birthOf(last) === '') return []
      const day = addYears(birthOf(last), rule.years)
      return fulfil(of(rule.leave.section), rule.leave.where).some(
        ({ data }) => String(data[rule.leave.to] ?? '') > day,
      )
        ? [last]
        : []
    }
    case 'year-fits': {
      const spans = of(rule.by.section)
      return concerned.filter(({ data }) => {
        if (isBlank(data[rule.at])) return false
        const first = `${Number(data[rule.at]) + 1911}-${rule.begins}`
        const last = addDays(addYears(first, 1), -1)
        const then = spans.filter(span => meets(span, rule.by, first, last))
        return then.length > 0 && then.every(span => holds(rule.not, span.data, basic))
      })
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
    case 'shown':
      return concerned.filter(({ data }) => shownNames.some(name => !sameName(name, String(data[rule.at] ?? ''))))
    case 'until':
      return today > rule.last ? concerned : []
    case 'looked-at':
      return concerned.filter(({ confirmedOn }) => confirmedOn && addDays(confirmedOn, rule.days) < today)
  }

  function birthOf({ data }: RecordRow) {
    return String(data[rule.at] ?? '')
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

/** Whether a row is such a one. */
export function isSo(where: Where, data: Row, basic: Row | undefined): boolean {
  if ('not' in where) return !isSo(where.not, data, basic)
  if ('words' in where) return where.words.some(word => String(data[where.field] ?? '').includes(word))
  return holds(where, data, basic)
}

const covers = (row: RecordRow, span: Span, day: string): boolean => meets(row, span, day, day)

function meets({ data }: RecordRow, { from, to }: Span, first: string, last: string): boolean {
  return !isBlank(data[from]) && String(data[from]) <= last && (isBlank(data[to]) || first <= String(data[to]))
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
