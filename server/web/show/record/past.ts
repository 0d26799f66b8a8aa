import { addDays, endOfLegalDay } from '../../../domain/clock.ts'
import type { Language } from '../../../domain/language.ts'
import { checkDays, rowDifferences } from '../../../domain/record/past.ts'
import type { Operation } from '../../../domain/record/difference.ts'
import type { Row, Section } from '../../../domain/record/field.ts'
import { inOrder } from '../../../domain/record/sections.ts'
import { readRocDate } from '../../../domain/roc-date.ts'
import { dateError, type FieldError, type Raw, type Read } from '../../forms.ts'
import { changeLines, labelOf, rowTitle, sectionView, type ShownChange, type ShownSection } from '../row.ts'

export type PastDays = { day: string; since: string | null }

/** For which day a record is asked for, or from which day on for what changed. */
export function readDays(form: Raw, today: string): Read<PastDays> {
  const errors: FieldError[] = []
  const read = (field: 'day' | 'since') => {
    const day = readRocDate(form[field] ?? '')
    if (!day.ok) errors.push(dateError(form, field, day))
    return day.ok ? day.value : ''
  }
  const day = read('day')
  const since = form['since'] ? read('since') : null
  const refused = errors.length === 0 ? checkDays(day, since, today) : undefined
  if (refused) errors.push({ field: refused === 'past.refused.order' ? 'since' : 'day', text: refused })
  return errors.length > 0 ? { ok: false, form, errors } : { ok: true, value: { day, since } }
}

type Grounds = { basis: string | null; evidence: readonly { id: string; name: string; mayOpen: boolean }[] | null }
type OfSection = { id: string; section: string; data: Row } & Grounds

export type ShownDifference = {
  id: string
  title: string
  operation: Operation
  /** Of a row that came or went each value that it has or had, without the word for that. */
  changes: ShownChange[]
  isDisputed: boolean
}

export type ShownPast = {
  day: string
  since: string | null
  /** The sections as they stood; with `since` none. */
  filled: (ShownSection & { disputed: Disputed; grounds: ({ id: string; title: string } & Grounds)[] })[]
  differences: { id: string; label: string; rows: ShownDifference[] }[]
}

/** Ids of the fields that are disputed now, by row. */
type Disputed = ReadonlyMap<string, ReadonlySet<string>>

/**
 * A record at the end of a day, or what changed in it from the beginning of an earlier one. `rowsBefore` gives the rows
 * of these sections just before an instant. What is `disputed` now says so, whatever it was then.
 */
export async function pastView(
  { day, since }: PastDays,
  sections: readonly Section[],
  language: Language,
  disputed: Disputed,
  rowsBefore: (instant: Date) => Promise<readonly OfSection[]>,
): Promise<ShownPast> {
  const after = await rowsBefore(endOfLegalDay(day))
  const of = (rows: readonly OfSection[], { id }: Section) => rows.filter(row => row.section === id)
  if (since === null) {
    const views = sections.map(section => {
      const rows = of(after, section)
      const grounds = inOrder(section, rows)
        .filter(({ basis, evidence }) => basis !== null || evidence === null || evidence.length > 0)
        .map(({ id, data, basis, evidence }) => ({ id, title: rowTitle(section, data, language), basis, evidence }))
      return { ...sectionView(section, rows, language), disputed, grounds }
    })
    return { day, since, filled: views.filter(({ rows }) => rows.length > 0), differences: [] }
  }
  const before = await rowsBefore(endOfLegalDay(addDays(since, -1)))
  const differences = sections.map(section => ({
    id: section.id,
    label: labelOf(section, language),
    rows: inOrder(
      section,
      rowDifferences(section, of(before, section), of(after, section)).map(found => ({
        ...found,
        data: found.row.data,
      })),
    ).map(({ row, operation, changes }) => ({
      id: row.id,
      title: rowTitle(section, row.data, language),
      operation,
      changes: changeLines(section, operation, changes, language),
      isDisputed: disputed.has(row.id),
    })),
  }))
  return { day, since, filled: [], differences: differences.filter(({ rows }) => rows.length > 0) }
}
