import { addDays } from '../../clock.ts'
import { codesOf } from '../code-book.ts'
import type { Field, Row, Rule } from '../field.ts'
import { rules as allRules, type AnyRule } from '../rules.ts'
import { isSo, type RecordRow, type WholeRecord } from './across.ts'
import { findSection } from '../sections.ts'
import { isBlank } from '../validate.ts'

/**
 * The first day after today on which time alone may change the findings of a record: a day that lay ahead has come, a
 * code begins or ends, an age is reached. Null where nothing will.
 */
export function changesOn(record: WholeRecord, rules: readonly AnyRule[] = allRules): string | null {
  const days = record.rows.flatMap(row => [
    ...(findSection(row.section)?.fields ?? []).flatMap(field => daysOfField(field, row.data[field.id])),
    ...rules.flatMap(rule => daysOfRule(rule, row)),
  ])
  for (const { from, until } of record.assignments ?? []) days.push(from, ...after(until))
  return days.filter(day => day > record.today).toSorted()[0] ?? null
}

function daysOfField(field: Field, value: unknown): string[] {
  if (isBlank(value)) return []
  if (field.codes !== undefined || field.suggestedBy !== undefined) {
    return codesOf(field.codes ?? field.suggestedBy).flatMap(({ validFrom, validTo }) => [
      ...(validFrom ? [validFrom] : []),
      ...(validTo ? [addDays(validTo, 1)] : []),
    ])
  }
  if (!field.notFuture) return []
  if (field.type === 'month') return [`${String(value)}-01`]
  return [field.type === 'year' ? `${Number(value) + 1911}-01-01` : String(value)]
}

function daysOfRule(rule: AnyRule, { section, data, confirmedOn }: RecordRow): string[] {
  if (rule.of === 'field') return []
  if (rule.rule === 'known') return rule.since.section === section ? daysOfSpan(data, { ...rule.since, to: '' }) : []
  if (rule.rule === 'by-present') return rule.by.section === section ? daysOfSpan(data, rule.by) : []
  if (rule.section !== section) return []
  if (rule.rule === 'age') return rule.at === 'today' ? daysOfAge(rule, data) : []
  if (rule.rule === 'until') return (rule.where ?? []).every(is => isSo(is, data, data)) ? [addDays(rule.last, 1)] : []
  if (rule.rule === 'has') return daysOfSpan(data, rule)
  if (rule.rule === 'ends-on') return after(data[rule.at])
  return rule.rule === 'looked-at' && confirmedOn ? [addDays(confirmedOn, rule.days + 1)] : []
}

const daysOfSpan = (data: Row, { from, to }: { from: string; to: string }) => [
  ...(isBlank(data[from]) ? [] : [String(data[from])]),
  ...after(data[to]),
]

const after = (day: unknown) => (isBlank(day) ? [] : [addDays(String(day), 1)])

const daysOfYear = 365.2425

function daysOfAge({ min, max }: Extract<Rule, { rule: 'age' }>, { birth_date: birth }: Row): string[] {
  if (isBlank(birth)) return []
  const atAge = (days: number) => addDays(String(birth), days)
  const tooOld = max === undefined ? [] : [atAge(Math.floor(max * daysOfYear) + 1)]
  return [atAge(Math.ceil(min * daysOfYear)), ...tooOld]
}
