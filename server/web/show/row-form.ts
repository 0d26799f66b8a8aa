import type { Language } from '../../domain/language.ts'
import { pickText } from '../../domain/record/code/typed.ts'
import { codesOf } from '../../domain/record/code-book.ts'
import type { Field, Row, Section } from '../../domain/record/field.ts'
import { fieldOf } from '../../domain/record/sections.ts'
import type { Complaint } from '../../domain/record/validate.ts'
import type { Typed } from '../../domain/record/value.ts'
import { inputsOf, typedOf } from '../../domain/record/value.ts'
import { speak } from '../../text/speak.ts'
import type { FieldError, Raw } from '../forms.ts'
import { labelOf } from './row.ts'

/**
 * Inputs of a section's fields. They carry a prefix, so that no field of a record can meet a field of the form around
 * it.
 */
export const prefix = 'row_'

/** The texts of a posted form that belong to the row, by the names the record engine knows. */
export function typedRow(form: Raw): Typed {
  const own = Object.entries(form).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(own.map(([name, text]) => [name.slice(prefix.length), text]))
}

/** The texts that fill the form for a row. Masked values are left out: a blank input keeps them. */
export function formOfRow(section: Section, row: Row): Raw {
  const fields = section.fields.map(field => (field.masked ? {} : typedOf(field, row[field.id] ?? null)))
  return Object.fromEntries(
    Object.entries(Object.assign({}, ...fields)).map(([name, text]) => [prefix + name, String(text)]),
  )
}

/** What a new row begins with. */
export function initialRow(section: Section): Row {
  const begun = section.fields.filter(field => field.initial !== undefined)
  return Object.fromEntries(begun.map(field => [field.id, field.initial]))
}

/**
 * The row a form asks for. A masked field left blank keeps the value of `kept`, unless its box says to take it away.
 */
export function keepMasked(section: Section, form: Raw, read: Row, kept: Row): Row {
  const masked = section.fields.filter(field => field.masked)
  const values = masked.map(({ id }) => {
    if (form[`${prefix}${id}_clear`] === 'yes') return [id, null]
    return [id, read[id] ?? kept[id] ?? null]
  })
  return { ...read, ...Object.fromEntries(values) }
}

/**
 * Complaints as errors of the form, with the words of other fields filled in. Nothing is proposed for a masked field:
 * that would show what was kept.
 */
export function rowErrors(section: Section, complaints: readonly Complaint[], language: Language): FieldError[] {
  return complaints.map(({ input, why, holes, other, field, rule, proposal, choices = [] }) => ({
    field: prefix + input,
    text: why,
    holes: {
      ...holes,
      ...(choices.length > 0 && { choices: namesOf(choicesOf(fieldOf(section, field), choices, language), language) }),
      ...(other ? { other: labelOf(fieldOf(section, other), language) } : {}),
      ...(rule ? { sentence: labelOf(rule, language) } : {}),
    },
    label: labelOf(fieldOf(section, field), language),
    ...(proposal === undefined || fieldOf(section, field).masked ? {} : { proposal }),
    ...(choices.length > 0 && { choices: choicesOf(fieldOf(section, field), choices, language) }),
  }))
}

const choicesOf = (field: Field, choices: readonly string[], language: Language) =>
  codesOf(field.codes)
    .filter(({ code }) => choices.includes(code))
    .map(value => ({ value: value.code, text: pickText(value, language) }))

const namesOf = (choices: readonly { text: string }[], language: Language) =>
  choices.map(({ text }) => text).join(speak(language)('form.list-comma'))

/** The name of the input in which a field begins; undefined where the section has no such field. */
export function inputOf(section: Section, id: string): string | undefined {
  const field = section.fields.find(field => field.id === id)
  return field && prefix + inputsOf(field)[0]
}

/** Ids of the fields to whose inputs these errors belong. */
export function fieldsWith(section: Section, errors: readonly FieldError[]): string[] {
  const wrong = new Set(errors.map(({ field }) => field))
  return section.fields.filter(field => inputsOf(field).some(input => wrong.has(prefix + input))).map(({ id }) => id)
}
