import type { Language } from '../../../domain/language.ts'
import { officialCodes } from '../../../domain/record/code/outgoing.ts'
import type { FieldChange } from '../../../domain/record/difference.ts'
import type { Section } from '../../../domain/record/field.ts'
import { fieldOf } from '../../../domain/record/sections.ts'
import { speak } from '../../../text/speak.ts'
import { labelOf } from '../row.ts'

/**
 * The official codes of the new values of a change, a line for each field that goes by a table. A value that has none
 * is told there and leaves without; its own code does not leave.
 */
export function officialLines(section: Section, changes: readonly FieldChange[], language: Language): string[] {
  const t = speak(language)
  return changes.flatMap(change => {
    const field = fieldOf(section, change.field)
    const codes = officialCodes(field, change.new)
    if (codes.length === 0) return []
    const told = codes.map(one => (one.ok ? one.code : t('code-table.no-official')))
    return [`${labelOf(field, language)}${t('form.colon')}${told.join(t('form.list-comma'))}`]
  })
}
