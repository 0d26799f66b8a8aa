import type { NamedRule, Row, Section, Severity } from './field.ts'
import { rules as allRules, type AnyRule } from './rules.ts'
import { brokenBy, type RecordRow, type WholeRecord } from './rules/across.ts'
import { kindRules } from './rules/of-kinds.ts'
import { recordRules } from './rules/of-records.ts'
import { findSection } from './sections.ts'
import { aroundOf, checkChange, checkFields, checkRule, holds, type Complaint } from './validate.ts'
import { keyOfValues } from './value.ts'

/** A rule that does not hold, and where: never what the record says there. */
export type Finding = { rule: string; severity: Severity; section: string; rowId: string; field: string }

/**
 * Everything that is wrong or odd in a record, in the order of its rows and of the rules; the same finding comes once,
 * however many parts of a field it concerns.
 */
export function findings(record: WholeRecord, rules: readonly AnyRule[] = allRules): Finding[] {
  const basic = record.rows.find(row => row.section === 'basic')?.data
  const alike = rowsAlike(record, rules, basic)
  const found = record.rows.flatMap(row => {
    const section = findSection(row.section)
    return section ? ofRow(section, row, { today: record.today, basic, rules, alike }) : []
  })
  const across = rules
    .filter(rule => rule.of === 'record')
    .flatMap(rule => brokenBy(rule, record).map(row => findingOf(rule, row, rule.at)))
  const once = ({ rule, rowId, field }: Finding) => `${rule} ${rowId} ${field}`
  return [...new Map([...found, ...across].map(finding => [once(finding), finding])).values()]
}

/**
 * What the rules of a whole record say of one row of it. A form tells this and refuses nothing for it: the row that is
 * wrong may be another one.
 */
export function complaintsAcross(record: WholeRecord, rowId: string): Complaint[] {
  return [...recordRules, ...kindRules]
    .filter(rule => brokenBy(rule, record).some(({ id }) => id === rowId))
    .map(rule => ({ field: rule.at, input: rule.at, why: 'record.warning.across', isWarning: true, holes: {}, rule }))
}

/**
 * What stands against a row as it is to be, and what is odd about it by itself or beside the rest of the record:
 * nothing that was so before and is left alone. `row` is null for a new one; `section` may lack fields that are kept.
 */
export function checkEntry(
  section: Section,
  { row, after, fields }: { row: RecordRow | null; after: Row; fields: readonly string[] },
  { today, rows }: WholeRecord,
): Complaint[] {
  const id = row?.id ?? 'new'
  const around = aroundOf(rows, { section: section.id, id: row?.id }, today)
  const itself = checkChange(section, { before: row?.data, after, fields }, around)
  const known = row ? complaintsAcross({ today, rows }, id) : []
  const then = [...rows.filter(one => one.id !== id), { id, section: section.id, data: after }]
  const across = complaintsAcross({ today, rows: then }, id).filter(
    ({ field, rule }) =>
      section.fields.some(one => one.id === field) &&
      (fields.includes(field) || !known.some(old => old.rule?.id === rule?.id)),
  )
  return [...itself, ...across]
}

type SectionRule = AnyRule & { of: 'section' }

/** By which rows of a section are alike to a rule that compares them; undefined where it asks nothing of this one. */
function keyOf(rule: SectionRule, data: Row, basic: Row | undefined): string | undefined {
  if (rule.rule === 'unique') return keyOfValues(rule.fields.map(field => data[field]))
  if (rule.rule === 'one') return rule.where.every(condition => holds(condition, data, basic)) ? '' : undefined
  return undefined
}

type Alike = Map<string, RecordRow[]>
const nameOf = ({ id }: SectionRule, key: string) => `${id} ${key}`

/**
 * Of the rows that are alike to a rule, two: each row is then held against one other, and not all against all in a
 * record that has thousands.
 */
function rowsAlike({ rows }: WholeRecord, rules: readonly AnyRule[], basic: Row | undefined): Alike {
  const alike: Alike = new Map()
  for (const rule of rules) {
    if (rule.of !== 'section' || (rule.rule !== 'unique' && rule.rule !== 'one')) continue
    for (const row of rows) {
      const key = row.section === rule.section ? keyOf(rule, row.data, basic) : undefined
      if (key === undefined) continue
      const others = alike.get(nameOf(rule, key)) ?? []
      if (others.length < 2) alike.set(nameOf(rule, key), [...others, row])
    }
  }
  return alike
}

type Among = { today: string; basic: Row | undefined; rules: readonly AnyRule[]; alike: Alike }

function ofRow(section: Section, row: RecordRow, { today, basic, rules, alike }: Among): Finding[] {
  const around = { today, basic, others: [] }
  const othersTo = (rule: SectionRule) => {
    const key = keyOf(rule, row.data, basic)
    const rows = key === undefined ? [] : (alike.get(nameOf(rule, key)) ?? [])
    return rows.filter(({ id }) => id !== row.id).map(({ data }) => data)
  }
  const complaints = checkFields(section, row.data, around)
  const ofFields = rules.flatMap(rule =>
    rule.of === 'field'
      ? complaints.filter(({ why }) => rule.whys.includes(why)).map(({ field }) => findingOf(rule, row, field))
      : [],
  )
  const ofSection = rules.flatMap(rule =>
    rule.of === 'section' && rule.section === section.id
      ? checkRule(section, rule, row.data, { ...around, others: othersTo(rule) }).map(({ field }) =>
          findingOf(rule, row, field),
        )
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
