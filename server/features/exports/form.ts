import type { Language } from '../../domain/language.ts'
import { listOrders } from '../../domain/person/list-order.ts'
import { columnsText, readColumns } from '../../domain/outgoing/columns.ts'
import {
  dateForms,
  exportFormats,
  rowChoices,
  sectionOfLines,
  type Profile,
  type ProfileFilter,
} from '../../domain/outgoing/profile.ts'
import { codesOf } from '../../domain/record/code-book.ts'
import type { Section } from '../../domain/record/field.ts'
import { readPurpose } from '../../domain/record/purpose.ts'
import { readRocDate, shortDate } from '../../domain/roc-date.ts'
import { dateError, readText, type FieldError, type Raw, type Read } from '../../web/forms.ts'

const longestName = 80
const longestRecipients = 100

/** A profile as its form has it. */
export function readProfile(form: Raw, open: readonly Section[], language: Language): Read<Profile> {
  const errors: FieldError[] = []
  const name = readText(form, 'name', longestName, errors)
  if (name === '') errors.push({ field: 'name', text: 'export.refused.name' })
  const recipients = readText(form, 'recipients', longestRecipients, errors)
  if (recipients === '') errors.push({ field: 'recipients', text: 'export.refused.recipients' })
  const purpose = readPurpose(form['purpose'] ?? '')
  if (!purpose.ok) errors.push({ field: 'purpose', text: purpose.why })
  const columns = readColumns(form['columns'] ?? '', open, language)
  if (!columns.ok) errors.push({ field: 'columns', text: columns.why, holes: { line: columns.line } })
  const rows = rowChoices.find(one => one === form['rows']) ?? 'newest'
  if (columns.ok && rows === 'each' && !sectionOfLines({ columns: columns.value }))
    errors.push({ field: 'rows', text: 'export.refused.each' })
  const day = (field: string): string | null => {
    if (!form[field]?.trim()) return null
    const read = readRocDate(form[field])
    if (read.ok) return read.value
    errors.push(dateError(form, field, read))
    return null
  }
  const filter = filterOf(form, { arrivedFrom: day('arrived_from'), rowsFrom: day('rows_from') }, errors)
  const [validFrom, validUntil] = [day('valid_from'), day('valid_until')]
  if (validFrom && validUntil && validUntil < validFrom)
    errors.push({ field: 'valid_until', text: 'export.refused.season' })
  if (errors.length > 0 || !purpose.ok || !columns.ok) return { ok: false, form, errors }
  const value: Profile = {
    name,
    recipients,
    purpose: purpose.value,
    columns: columns.value,
    rows,
    filter,
    order: listOrders.find(one => one === form['order']) ?? 'strokes',
    format: exportFormats.find(one => one === form['format']) ?? 'xlsx',
    dates: dateForms.find(one => one === form['dates']) ?? 'short',
    validFrom,
    validUntil,
  }
  return { ok: true, value }
}

function filterOf(
  form: Raw,
  { arrivedFrom, rowsFrom }: { arrivedFrom: string | null; rowsFrom: string | null },
  errors: FieldError[],
): ProfileFilter {
  const kind = codesOf('staff_kinds').find(({ code }) => code === form['kind'])?.code
  const [unit, title] = [readText(form, 'unit', 60, errors), readText(form, 'title', 60, errors)]
  return {
    ...(kind && { kind }),
    ...(unit && { unit }),
    ...(title && { title }),
    ...(arrivedFrom && { arrivedFrom }),
    ...(rowsFrom && { rowsFrom }),
  }
}

/** A profile as its form shows it; `readProfile` reads it back. */
export const formOf = (profile: Partial<Profile>, language: Language): Raw => ({
  name: profile.name ?? '',
  recipients: profile.recipients ?? '',
  purpose: profile.purpose ?? '',
  columns: columnsText(profile.columns ?? [], language),
  rows: profile.rows ?? 'newest',
  order: profile.order ?? 'strokes',
  format: profile.format ?? 'xlsx',
  dates: profile.dates ?? 'short',
  kind: profile.filter?.kind ?? '',
  unit: profile.filter?.unit ?? '',
  title: profile.filter?.title ?? '',
  arrived_from: dayIn(profile.filter?.arrivedFrom),
  rows_from: dayIn(profile.filter?.rowsFrom),
  valid_from: dayIn(profile.validFrom),
  valid_until: dayIn(profile.validUntil),
})

const dayIn = (day: string | null | undefined) => (day ? shortDate(day) : '')
