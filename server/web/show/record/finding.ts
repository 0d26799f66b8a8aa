import { findRule, wantedBy } from '../../../domain/record/rules.ts'
import type { Finding } from '../../../domain/record/findings.ts'
import { fieldOf, sectionOf } from '../../../domain/record/sections.ts'
import type { Language } from '../../../domain/language.ts'
import { speak } from '../../../text/speak.ts'
import { labelOf } from '../row.ts'

/** What a finding says in a language; a rule that is one no longer is named by its id. */
export function wordsOf({ severity, section: id, field, rule }: Omit<Finding, 'rowId'>, language: Language) {
  const section = sectionOf(id)
  const wanted = wantedBy(rule)
  const found = findRule(rule)
  return {
    severityText: speak(language)(`findings.severity.${severity}`),
    sectionText: labelOf(section, language),
    // of what is missing no field can be named
    fieldText: labelOf(wanted === undefined ? fieldOf(section, field) : sectionOf(wanted), language),
    ruleText: found ? labelOf(found, language) : rule,
  }
}

/** Where HR mends what a finding says: at its field, or where a row is entered that is missing. */
export function hrefOf(personId: string, { rowId, rule, field }: Pick<Finding, 'rowId' | 'rule' | 'field'>): string {
  const wanted = wantedBy(rule)
  return wanted === undefined
    ? `/people/${personId}/rows/${rowId}/entry?field=${field}`
    : `/people/${personId}/sections/${wanted}/entry`
}
