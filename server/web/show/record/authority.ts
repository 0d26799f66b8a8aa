import type { Language } from '../../../domain/language.ts'
import { type AuthorityDecision, fieldsOfAuthorities, usualAuthorities } from '../../../domain/record/authority.ts'
import type { Section } from '../../../domain/record/field.ts'
import { fieldOf } from '../../../domain/record/sections.ts'
import { readRocDate } from '../../../domain/roc-date.ts'
import { tidy } from '../../../domain/typed-text.ts'
import { speak } from '../../../text/speak.ts'
import { dateError, type FieldError, type Raw, readText } from '../../forms.ts'
import { prefix } from '../row-form.ts'
import { labelOf } from '../row.ts'

/** The inputs of the part that asks for it. */
export const authorityInputs = ['authority_name', 'authority_day', 'authority_number'] as const

/** What a form asks about the decision of an authority; null for a section in which none has the last word. */
export function authorityFields(section: Section, language: Language) {
  const fields = fieldsOfAuthorities(section)
  if (fields.length === 0) return null
  const isAll = fields.length === section.fields.length
  const names = fields.map(field => labelOf(field, language)).join(speak(language)('form.list-comma'))
  const { by, day, number } = section.decision ?? {}
  const same = [by, day, number].flatMap(id => (id ? labelOf(fieldOf(section, id), language) : []))
  return {
    names: isAll ? null : names,
    same: same.join(speak(language)('form.list-comma')),
    suggestions: usualAuthorities,
  }
}

/**
 * The authority, the day and the number of its decision. Where one `isNeeded` each blank is a mistake; else all three
 * may be blank, and are null then.
 */
export function readAuthorityDecision(
  form: Raw,
  { isNeeded, today }: { isNeeded: boolean; today: string },
  errors: FieldError[],
): AuthorityDecision | null {
  if (!isNeeded && authorityInputs.every(name => tidy(form[name] ?? '') === '')) return null
  const authority = readText(form, 'authority_name', 60, errors)
  if (authority === '') errors.push({ field: 'authority_name', text: 'record.refused.authority' })
  const { day, number } = readDayAndNumber(form, today, errors)
  return { authority, day, number }
}

/** What is blank of a decision is taken from the fields of the row that say the same, where they are written too. */
export function withDecisionOf({ decision = {} }: Section, form: Raw, written: readonly string[]): Raw {
  const fields = [decision.by, decision.day, decision.number]
  const said = authorityInputs.map((input, i) => {
    const field = fields[i]
    const isBlank = tidy(form[input] ?? '') === ''
    return [input, isBlank && field && written.includes(field) ? (form[prefix + field] ?? '') : (form[input] ?? '')]
  })
  return { ...form, ...Object.fromEntries(said) }
}

/** The day and the number of an authority's decision; each blank is a mistake, and a day that is yet to come. */
export function readDayAndNumber(form: Raw, today: string, errors: FieldError[]): { day: string; number: string } {
  const day = readRocDate(form['authority_day'] ?? '')
  if (!day.ok) errors.push(dateError(form, 'authority_day', day))
  else if (day.value > today) errors.push({ field: 'authority_day', text: 'record.refused.future' })
  const number = readText(form, 'authority_number', 60, errors)
  if (number === '') errors.push({ field: 'authority_number', text: 'record.refused.required' })
  return { day: day.ok ? day.value : '', number }
}
