import { addDays } from '../../domain/clock.ts'
import { readRocDate, shortDate } from '../../domain/roc-date.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { dateError, readText } from '../../web/forms.ts'

export type Terms = { reason: string; docNumber: string | null; until: string }

/** Why, by which letter, and until when; undefined where `errors` has more than it had. */
export function readTerms(form: Raw, maxDays: number, today: string, errors: FieldError[]): Terms | undefined {
  const before = errors.length
  const reason = readReason(form, 'reason', errors)
  const docNumber = readText(form, 'doc_number', 60, errors)
  const until = readRocDate(form['until'] ?? '')
  if (!until.ok) errors.push(dateError(form, 'until', until))
  else if (until.value < today || until.value > addDays(today, maxDays)) {
    errors.push({ field: 'until', text: 'lock.refused.day-over' })
  }
  return errors.length > before || !until.ok ? undefined : { reason, docNumber: docNumber || null, until: until.value }
}

export function readReason(form: Raw, field: string, errors: FieldError[]): string {
  const reason = readText(form, field, 500, errors)
  if (reason === '') errors.push({ field, text: 'lock.refused.reason' })
  return reason
}

/** What the form proposes. */
export const defaultUntil = (today: string): string => shortDate(addDays(today, 90))
