import type { Language } from '../../../domain/language.ts'
import type { Section } from '../../../domain/record/field.ts'
import { disputedFields, type LockFacts } from '../../../domain/record/lock.ts'
import { fieldOf } from '../../../domain/record/sections.ts'
import { speak } from '../../../text/speak.ts'
import { labelOf } from '../row.ts'

/** Some fields of a section by their names, in one line. */
export const fieldNames = (section: Section, ids: readonly string[], language: Language): string =>
  ids.map(id => labelOf(fieldOf(section, id), language)).join(speak(language)('form.list-comma'))

/** What a page of a row says of its disputed fields: which, why and until when, and the ids of all of them. */
export function disputesOf(
  section: Section,
  rowId: string,
  locks: readonly (LockFacts & { reason: string })[],
  today: string,
  language: Language,
) {
  const disputes = locks.flatMap(lock => {
    const fields = [...(disputedFields([lock], today).get(rowId) ?? [])]
    const { reason, until } = lock
    return fields.length > 0 ? { fields: fieldNames(section, fields, language), reason, until } : []
  })
  return { disputes, disputed: disputedFields(locks, today).get(rowId) ?? new Set<string>() }
}
