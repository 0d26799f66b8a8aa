import { addDays } from '../../domain/clock.ts'
import { readRocDate } from '../../domain/roc-date.ts'
import type { Item } from '../../store/corrections.ts'
import type { FieldError, Raw, Read } from '../../web/forms.ts'

const mostOfText = 1000

/** A reason of HR for the person: always asked for, at most 1000 characters. */
function readText(form: Raw, field: string, errors: FieldError[]): string {
  const text = (form[field] ?? '').normalize('NFC').trim()
  const now = [...text].length
  if (text === '') errors.push({ field, text: 'review.refused.reason' })
  if (now > mostOfText) errors.push({ field, text: 'record.refused.long', holes: { most: mostOfText, now } })
  return text
}

export type FieldDecisions = { action: 'accept' | 'accept_partly' | 'reject'; items: Item[]; text: string }

/** Yes or no for each field, or yes to all by one button; every no has its reason, and a decision that is not all yes has one as a whole. */
export function readDecisions(items: readonly Item[], form: Raw): Read<FieldDecisions> {
  const errors: FieldError[] = []
  const decided = items.map((item): Item => {
    const decision = form['all'] === 'accepted' ? 'accepted' : form[`item_${item.field}`]
    const decisionReason = (form[`why_${item.field}`] ?? '').normalize('NFC').trim().slice(0, 500)
    if (decision === 'accepted') return { ...item, decision, decisionReason }
    if (decision !== 'rejected') errors.push({ field: `item_${item.field}`, text: 'review.refused.undecided' })
    else if (decisionReason === '') errors.push({ field: `why_${item.field}`, text: 'review.refused.reason' })
    return { ...item, decision: 'rejected', decisionReason }
  })
  const count = decided.filter(item => item.decision === 'accepted').length
  const action = count === items.length ? 'accept' : count > 0 ? 'accept_partly' : 'reject'
  const text = action === 'accept' ? (form['text'] ?? '').trim() : readText(form, 'text', errors)
  return errors.length > 0 ? { ok: false, form, errors } : { ok: true, value: { action, items: decided, text } }
}

/** Why it goes back, and until which day the supplement may come. */
export function readReturn(form: Raw, today: string): Read<{ text: string; day: string }> {
  const errors: FieldError[] = []
  const text = readText(form, 'return_text', errors)
  const day = readRocDate(form['return_day'] ?? '')
  if (!day.ok) errors.push({ field: 'return_day', text: day.why })
  else if (day.value <= today) errors.push({ field: 'return_day', text: 'review.refused.day-over' })
  return errors.length > 0 || !day.ok ? { ok: false, form, errors } : { ok: true, value: { text, day: day.value } }
}

/** The date and number under which the authority decided. */
export function readAuthority(form: Raw, today: string): Read<{ day: string; number: string }> {
  const errors: FieldError[] = []
  const day = readRocDate(form['authority_day'] ?? '')
  if (!day.ok) errors.push({ field: 'authority_day', text: day.why })
  else if (day.value > today) errors.push({ field: 'authority_day', text: 'record.refused.future' })
  const number = (form['authority_number'] ?? '').normalize('NFC').trim()
  if (number === '') errors.push({ field: 'authority_number', text: 'record.refused.required' })
  if ([...number].length > 60) {
    errors.push({
      field: 'authority_number',
      text: 'record.refused.long',
      holes: { most: 60, now: [...number].length },
    })
  }
  return errors.length > 0 || !day.ok ? { ok: false, form, errors } : { ok: true, value: { day: day.value, number } }
}

/** How many days more, and why (個資法 §13 II asks for the reason in writing). */
export function readExtension(form: Raw): Read<{ days: number; text: string }> {
  const errors: FieldError[] = []
  const days = /^\d{1,3}$/.test(form['extension_days'] ?? '') ? Number(form['extension_days']) : Number.NaN
  if (!(days >= 1 && days <= 30)) errors.push({ field: 'extension_days', text: 'clock.refused.extension-length' })
  const text = readText(form, 'extension_text', errors)
  return errors.length > 0 ? { ok: false, form, errors } : { ok: true, value: { days, text } }
}

/** A chief's word on a proposed rejection. */
export function readConfirmation(
  form: Raw,
): Read<{ action: 'confirm_rejection' | 'overturn_rejection'; text: string }> {
  const errors: FieldError[] = []
  const text = readText(form, 'chief_text', errors)
  const action = form['chosen'] === 'overturn' ? 'overturn_rejection' : 'confirm_rejection'
  return errors.length > 0 ? { ok: false, form, errors } : { ok: true, value: { action, text } }
}

/** Days a person usually gets for a supplement. */
export const usualSupplement = (today: string): string => addDays(today, 10)
