import type { Language } from '../../domain/language.ts'
import type { FieldChange, Operation } from '../../domain/record/difference.ts'
import { difference } from '../../domain/record/difference.ts'
import type { Row, Section } from '../../domain/record/field.ts'
import { correctableFields, findSection } from '../../domain/record/sections.ts'
import { complaintsAcross } from '../../domain/record/findings.ts'
import type { RecordRow } from '../../domain/record/rules/across.ts'
import type { Around } from '../../domain/record/validate.ts'
import { checkChange, readRow } from '../../domain/record/validate.ts'
import { readRocDate } from '../../domain/roc-date.ts'
import { tidy } from '../../domain/typed-text.ts'
import { dateError, readText, type FieldError, type Raw, type Read } from '../../web/forms.ts'
import { isId } from '../../web/ids.ts'
import { keepMasked, rowErrors, typedRow } from '../../web/show/row-form.ts'

/** `field` is the one that a change begins with, where it was named. */
export type Start = { operation: Operation; section: Section; rowId: string | null; field?: string }

/**
 * `add:education`, `change:education:<row>` or `change:education:<row>:<field>` from a button of the record; undefined
 * for anything else.
 */
export function readStart(text: string): Start | undefined {
  const [operation, id = '', rowId = null, named] = text.split(':')
  const section = findSection(id)
  if (!section) return undefined
  if (operation === 'add') return rowId === null ? { operation, section, rowId } : undefined
  const isKnown = operation === 'change' || operation === 'delete'
  if (!isKnown || rowId === null || !isId(rowId)) return undefined
  const field = correctableFields(section, operation).find(field => field.id === named && operation === 'change')
  return { operation, section, rowId, ...(field ? { field: field.id } : {}) }
}

export type Asked = { changes: FieldChange[]; reason: string; effective: string | null }

/** What of the row is known while the form is read: as it is now, and with what the draft already asks for. */
export type AskedRow = {
  section: Section
  operation: Operation
  current: Row
  draft: Row
  around: Around
  /** The other rows of the record. */
  others: readonly RecordRow[]
}

const maxOfReason = 500

/** Of the fields that are named, those the correction may be about, in the order of the section. */
export function readFields({ section, operation }: AskedRow, named: readonly string[]): string[] {
  return correctableFields(section, operation)
    .map(({ id }) => id)
    .filter(id => named.includes(id))
}

/** The fields that were ticked, `field_dept=yes`. */
export const readChosen = (known: AskedRow, ticked: Raw): string[] =>
  readFields(
    known,
    Object.keys(ticked).map(name => name.replace(/^field_/, '')),
  )

/**
 * The form of a draft: of the row only `fields` are in it, and the others stay as they are in the record. With
 * `isUnfinished` what is missing or contradicts itself may stay so for now; what cannot be read at all is refused in
 * any case, because it could not be kept. `readable` is what can be kept of it all the same.
 */
export function readAsked(
  known: AskedRow,
  fields: readonly string[],
  form: Raw,
  { language, isUnfinished = false }: { language: Language; isUnfinished?: boolean },
): Read<Asked> & { readable: Asked } {
  const { section, operation, current, draft, around } = known
  const isDeleted = operation === 'delete'
  const inForm = { ...section, fields: section.fields.filter(({ id }) => !isDeleted && fields.includes(id)) }
  const { row: typed, unread } = readRow(inForm, typedRow(form))
  const before = Object.fromEntries(unread.map(({ field }) => [field, draft[field] ?? null]))
  const row = { ...before, ...keepMasked(inForm, form, typed, draft) }
  const changes = difference(section, operation, current, row)
  const checked = isDeleted || isUnfinished ? [] : checkChange(section, asChange(known, row, fields), around)
  const unreadInputs = new Set(unread.map(({ input }) => input))
  const complaints = [...unread, ...checked.filter(({ input, isWarning }) => !isWarning && !unreadInputs.has(input))]
  const errors: FieldError[] = rowErrors(section, complaints, language)

  const reason = readText(form, 'reason', maxOfReason, errors)
  if (reason === '' && !isUnfinished) errors.push({ field: 'reason', text: 'correction.refused.reason' })
  const effective = readRocDate(form['effective'] ?? '')
  const hasDay = tidy(form['effective'] ?? '') !== ''
  if (hasDay && !effective.ok) errors.push(dateError(form, 'effective', effective))
  if (errors.length === 0 && changes.length === 0 && !isUnfinished) {
    errors.push({ field: 'row', text: 'correction.refused.no-items' })
  }
  const short = [...reason].slice(0, maxOfReason).join('')
  const readable = { changes, reason: short, effective: effective.ok ? effective.value : null }
  return errors.length > 0 ? { ok: false, form, errors, readable } : { ok: true, value: readable, readable }
}

/** What still stands in the way of sending a draft as it is kept, and what to look at once more. */
export function checkDraft(
  known: AskedRow,
  { items, reason }: { items: readonly FieldChange[]; reason: string },
  language: Language,
): { errors: FieldError[]; warnings: FieldError[] } {
  const { section, operation, draft, around, others } = known
  const fields = items.map(({ field }) => field)
  const checked = operation === 'delete' ? [] : checkChange(section, asChange(known, draft, fields), around)
  const proposed = { id: 'proposed', section: section.id, data: { ...known.current, ...draft } }
  const across =
    operation === 'delete' ? [] : complaintsAcross({ today: around.today, rows: [...others, proposed] }, proposed.id)
  const told = (isWarning: boolean) =>
    rowErrors(
      section,
      [...checked, ...across].filter(complaint => complaint.isWarning === isWarning),
      language,
    )
  const errors = told(false)
  if (items.length === 0) errors.push({ field: 'row', text: 'correction.refused.no-items' })
  if (reason === '') errors.push({ field: 'reason', text: 'correction.refused.reason' })
  return { errors, warnings: told(true) }
}

/** The row as it would become; where it is to be added, nothing was before. */
function asChange({ operation, current }: AskedRow, row: Row, fields: readonly string[]) {
  return { before: operation === 'add' ? undefined : current, after: { ...current, ...row }, fields }
}
