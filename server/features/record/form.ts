import type { Language } from '../../domain/language.ts'
import type { Row, Section } from '../../domain/record/field.ts'
import { ownFields } from '../../domain/record/sections.ts'
import { checkRow, readRow } from '../../domain/record/validate.ts'
import type { Raw, Read } from '../../web/forms.ts'
import { rowErrors, typedRow } from '../../web/show/row-form.ts'

/** The own fields as typed; only they are checked, because the others are not in this form. */
export function readOwn(section: Section, form: Raw, row: Row, today: string, language: Language): Read<Row> {
  const own = new Set(ownFields(section).map(field => field.id))
  const { row: typed, unread } = readRow(section, typedRow(form))
  const value = Object.fromEntries(Object.entries(typed).filter(([field]) => own.has(field)))
  const checked = checkRow(section, { ...row, ...value }, { today, others: [], basic: row })
  const errors = [...unread, ...checked].filter(({ field, isWarning }) => own.has(field) && !isWarning)
  return errors.length > 0 ? { ok: false, form, errors: rowErrors(section, errors, language) } : { ok: true, value }
}
