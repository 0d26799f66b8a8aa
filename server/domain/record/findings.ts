import type { NamedRule, Section, Severity } from './field.ts'
import { rules as allRules, type AnyRule } from './rules.ts'
import { brokenBy, type RecordRow, type WholeRecord } from './rules/across.ts'
import { recordRules } from './rules/of-records.ts'
import { findSection } from './sections.ts'
import { aroundOf, checkFields, checkRule, type Complaint } from './validate.ts'

/** A rule that does not hold, and where: never what the record says there. */
export type Finding = { rule: string; severity: Severity; section: string; rowId: string; field: string }

/**
 * Everything that is wrong or odd in a record, in the order of its rows and of the rules; the same finding comes once,
 * however many parts of a field it concerns.
 */
export function findings(record: WholeRecord, rules: readonly AnyRule[] = allRules): Finding[] {
  const found = record.rows.flatMap(row => {
    const section = findSection(row.section)
    return section ? ofRow(section, row, record, rules) : []
  })
  const across = rules
    .filter(rule => rule.of === 'record')
    .flatMap(rule => brokenBy(rule, record).map(row => findingOf(rule, row, rule.at)))
  const keyOf = ({ rule, rowId, field }: Finding) => `${rule} ${rowId} ${field}`
  return [...new Map([...found, ...across].map(finding => [keyOf(finding), finding])).values()]
}

/**
 * What the rules of a whole record say of one row of it. A form tells this and refuses nothing for it: the row that is
 * wrong may be another one.
 */
export function complaintsAcross(record: WholeRecord, rowId: string): Complaint[] {
  return recordRules
    .filter(rule => brokenBy(rule, record).some(({ id }) => id === rowId))
    .map(rule => ({ field: rule.at, input: rule.at, why: 'record.warning.across', isWarning: true, holes: {}, rule }))
}

function ofRow(section: Section, row: RecordRow, record: WholeRecord, rules: readonly AnyRule[]): Finding[] {
  const around = aroundOf(record.rows, row, record.today)
  const complaints = checkFields(section, row.data, around)
  const ofFields = rules.flatMap(rule =>
    rule.of === 'field'
      ? complaints.filter(({ why }) => rule.whys.includes(why)).map(({ field }) => findingOf(rule, row, field))
      : [],
  )
  const ofSection = rules.flatMap(rule =>
    rule.of === 'section' && rule.section === section.id
      ? checkRule(section, rule, row.data, around).map(({ field }) => findingOf(rule, row, field))
      : [],
  )
  return [...ofFields, ...ofSection]
}

const findingOf = ({ id, severity }: NamedRule, row: RecordRow, field: string): Finding => ({
  rule: id,
  severity,
  section: row.section,
  rowId: row.id,
  field,
})
