import type { Rule } from './field.ts'
import type { RecordRule } from './rules/across.ts'
import { fieldRules, type FieldRule } from './rules/of-fields.ts'
import { kindRules } from './rules/of-kinds.ts'
import { recordRules } from './rules/of-records.ts'
import { sections } from './sections.ts'

/** A rule of the record; what a section asks of its own rows stands with the section. */
export type AnyRule =
  | (FieldRule & { of: 'field' })
  | (Rule & { of: 'section'; section: string })
  | (RecordRule & { of: 'record' })

/**
 * All rules, in one table: of any field, of the rows of a section, of the record as a whole. Forms, transfers and the
 * list of findings ask the same ones.
 */
export const rules: readonly AnyRule[] = [
  ...fieldRules.map(rule => ({ ...rule, of: 'field' as const })),
  ...sections.flatMap(({ id, rules = [] }) => rules.map(rule => ({ ...rule, of: 'section' as const, section: id }))),
  ...[...recordRules, ...kindRules].map(rule => ({ ...rule, of: 'record' as const })),
]

const byId = new Map(rules.map(rule => [rule.id, rule]))

/** A rule by its id; undefined for one that is none, or is one no longer. */
export function findRule(id: string): AnyRule | undefined {
  return byId.get(id)
}

/** The section of which a rule wants a row that is not there: what is wrong then stands in no field. */
export function wantedBy(id: string): string | undefined {
  const rule = findRule(id)
  return rule && 'asks' in rule ? rule.asks : undefined
}
