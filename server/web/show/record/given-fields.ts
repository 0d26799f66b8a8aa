import type { Language } from '../../../domain/language.ts'
import { headOf, sourceOf } from '../../../domain/outgoing/columns.ts'
import { speak } from '../../../text/speak.ts'
import { labelOf } from '../row.ts'

/** What somebody received of a record, by section, and of the post at the agency that gave it. */
export function givenFields(fields: readonly string[], language: Language): string {
  const t = speak(language)
  const sections = new Map<string, string[]>()
  for (const of of fields) {
    const source = sourceOf(of)
    if (source === null) continue
    const label = 'fact' in source ? t('recipient.here') : labelOf(source.section, language)
    sections.set(label, [...(sections.get(label) ?? []), headOf(of, language)])
  }
  const comma = t('form.list-comma')
  const parts = [...sections].map(([section, heads]) => t('recipient.part', { section, fields: heads.join(comma) }))
  return parts.join(comma)
}
