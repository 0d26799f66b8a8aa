import { needsOf } from '../../domain/correction/class.ts'
import type { Language } from '../../domain/language.ts'
import type { AuthorityDecision } from '../../domain/record/authority.ts'
import { batchFields, clearableFields, differingFields, filledOnly, type Which } from '../../domain/record/batch.ts'
import type { Field, Section } from '../../domain/record/field.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import { readRow, type Complaint } from '../../domain/record/validate.ts'
import { choiceOf, inputsOf, type Typed } from '../../domain/record/value.ts'
import { readRocDate } from '../../domain/roc-date.ts'
import type { Batch } from '../../store/record/batches.ts'
import { dateError, readText, type FieldError, type Raw, type Read } from '../../web/forms.ts'
import { authorityInputs, readAuthorityDecision, withDecisionOf } from '../../web/show/record/authority.ts'
import { prefix, rowErrors, typedRow } from '../../web/show/row-form.ts'

/** The input of a field of which each person has a value of their own. */
export const inputOfPerson = (personId: string, field: string): string => `each_${personId}_${field}`

/** The box that says that a field is to be emptied. */
export const boxToClear = (field: string): string => `clear_${field}`

/** The fields that may be emptied: one of which each person has a value is emptied by nobody's leaving it blank. */
export const clearable = ({ verb, section, differing }: Pick<Batch, 'verb' | 'section' | 'differing'>): Field[] =>
  clearableFields(verb, sectionOf(section)).filter(({ id }) => !differing.includes(id))

/** The fields that are typed once for all, and those of each person; what stands in a sheet is typed nowhere. */
export function fieldsOf({ section, differing, importId }: Pick<Batch, 'section' | 'differing' | 'importId'>): {
  common: Field[]
  each: Field[]
} {
  const known = sectionOf(section)
  return {
    common: batchFields(known).filter(({ id }) => !differing.includes(id)),
    each: importId === null ? differingFields(known).filter(({ id }) => differing.includes(id)) : [],
  }
}

type Typing = Pick<Batch, 'section' | 'differing' | 'form' | 'verb' | 'importId'>

/**
 * What was typed for one person, common and their own, or what a line of a sheet has for them; what is blank leaves a
 * row that is there as it is.
 */
export function typedOfPerson(batch: Typing, personId: string, inSheet: Typed = {}): Typed {
  const { common, each } = fieldsOf(batch)
  const typed = typedRow(batch.form)
  const all: Typed = {
    ...Object.fromEntries(common.flatMap(inputsOf).map(input => [input, typed[input] ?? ''])),
    ...Object.fromEntries(each.map(({ id }) => [id, batch.form[inputOfPerson(personId, id)] ?? ''])),
    ...inSheet,
  }
  if (batch.verb === 'add') return all
  const cleared = clearable(batch).filter(({ id }) => batch.form[boxToClear(id)] === 'yes')
  const emptied = Object.fromEntries(cleared.flatMap(inputsOf).map(input => [input, '']))
  return { ...filledOnly(sectionOf(batch.section), all), ...emptied }
}

/** Of whom a form has values of their own: nobody where they stand in a sheet. */
type Whose = { people: readonly string[] }

export type Values = {
  form: Raw
  which: Which
  reason: string
  effective: string | null
  decision: AuthorityDecision | null
}

/**
 * The form of values: what a row lacks or has wrong is said of each person in the dry run, but what all of them would
 * lack alike is said once.
 */
export function readValues(
  batch: Pick<Batch, 'section' | 'differing' | 'verb' | 'importId'> & Whose,
  form: Raw,
  { language, today }: { language: Language; today: string },
): Read<Values> {
  const errors: FieldError[] = []
  const section = sectionOf(batch.section)
  const which = batch.verb === 'add' ? { rows: 'newest' as const } : readWhich(section, form, language, errors)
  const isNeeded = isForAuthority(batch, form)
  const typed = fieldsOf(batch).common.map(({ id }) => id)
  const said = isNeeded ? withDecisionOf(section, form, typed) : form
  const decision = readAuthorityDecision(said, { isNeeded, today }, errors)
  const reason = readText(form, 'reason', 500, errors)
  if (reason === '') errors.push({ field: 'reason', text: 'correction.refused.reason' })
  const day = (form['effective'] ?? '').trim() === '' ? null : readRocDate(form['effective'] ?? '')
  if (day && !day.ok) errors.push(dateError(form, 'effective', day))
  // the decision is asked for once
  const isAsked = errors.some(({ field }) => authorityInputs.some(input => input === field))
  const asked = isAsked ? Object.values(section.decision ?? {}) : []
  const lacked = batch.verb === 'add' ? lackedByAll(batch, form).filter(one => !asked.includes(one.field)) : []
  errors.push(...rowErrors(section, lacked, language))
  for (const field of clearable(batch)) {
    const isFilled = inputsOfBatch(batch, field).some(name => (form[name] ?? '').trim() !== '')
    if (form[boxToClear(field.id)] !== 'yes' || !isFilled) continue
    errors.push({ field: boxToClear(field.id), text: 'batch.refused.filled-and-cleared' })
  }
  if (errors.length > 0) return { ok: false, form, errors }
  const { common, each } = fieldsOf(batch)
  const inputs = [
    ...common.flatMap(inputsOf).map(input => prefix + input),
    ...batch.people.flatMap(id => each.map(field => inputOfPerson(id, field.id))),
    ...clearable(batch).map(({ id }) => boxToClear(id)),
    'which',
    'match_field',
    'match_value',
    choiceOf('match_value'),
    'reason',
    'effective',
    'basis',
    'for_all',
    ...authorityInputs,
  ]
  const kept = Object.fromEntries(inputs.filter(name => form[name]).map(name => [name, form[name] ?? '']))
  return { ok: true, value: { form: kept, which, reason, effective: day?.ok ? day.value : null, decision } }
}

const lackedByAll = (batch: Pick<Batch, 'section' | 'differing' | 'importId'>, form: Raw): Complaint[] =>
  fieldsOf(batch).common.flatMap(field => {
    const [input = ''] = inputsOf(field)
    const isBlank = inputsOf(field).every(one => (form[prefix + one] ?? '').trim() === '')
    if (field.required !== 'always' || !isBlank) return []
    return [{ field: field.id, input, why: 'record.refused.required', isWarning: false, holes: {} }]
  })

/**
 * Whether an authority has the last word on anything that is written, of whichever agency a row tells: the rows are not
 * known yet. Of rows that are there only what is filled or emptied is changed.
 */
function isForAuthority(batch: Pick<Batch, 'section' | 'differing' | 'verb' | 'importId'> & Whose, form: Raw): boolean {
  const section = sectionOf(batch.section)
  const isInSheet = (id: string) => batch.importId !== null && batch.differing.includes(id)
  const written =
    batch.verb === 'change'
      ? section.fields.filter(
          field =>
            isInSheet(field.id) ||
            [boxToClear(field.id), ...inputsOfBatch(batch, field)].some(name => (form[name] ?? '').trim() !== ''),
        )
      : section.fields
  const ids = written.map(({ id }) => id)
  return [true, false].some(elsewhere => needsOf(section, ids, elsewhere).authority)
}

const inputsOfBatch = ({ differing, people }: Pick<Batch, 'differing'> & Whose, field: Field): string[] =>
  differing.includes(field.id)
    ? people.map(id => inputOfPerson(id, field.id))
    : inputsOf(field).map(input => prefix + input)

function readWhich(section: Section, form: Raw, language: Language, errors: FieldError[]): Which {
  if (form['which'] === 'all') return { rows: 'all' }
  if (form['which'] !== 'matching') return { rows: 'newest' }
  const field = differingFields(section).find(({ id }) => id === form['match_field'])
  if (!field) {
    errors.push({ field: 'match_field', text: 'batch.refused.match-field' })
    return { rows: 'newest' }
  }
  const [text = '', choice = ''] = [form['match_value'], form[choiceOf('match_value')]]
  const typed = { [field.id]: text, [choiceOf(field.id)]: choice }
  const { row, unread } = readRow({ ...section, fields: [field] }, typed)
  errors.push(...rowErrors(section, unread, language).map(error => ({ ...error, field: 'match_value' })))
  return { rows: 'matching', field: field.id, value: row[field.id] ?? null }
}
