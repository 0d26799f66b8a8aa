import { addDays } from '../../domain/clock.ts'
import type { Operation } from '../../domain/record/difference.ts'
import { readRocDate } from '../../domain/roc-date.ts'
import type { Item } from '../../store/correction/corrections.ts'
import { readText, type FieldError, type Raw, type Read } from '../../web/forms.ts'

const maxOfText = 1000
const maxOfFieldReason = 500

/** A reason of HR for the person. */
function readReason(form: Raw, field: string, errors: FieldError[], max = maxOfText): string {
  const text = readText(form, field, max, errors)
  if (text === '') errors.push({ field, text: 'review.refused.reason' })
  return text
}

export type FieldDecisions = { action: 'accept' | 'accept_partly' | 'reject'; items: Item[]; text: string }

/** What is decided one by one: each field; of a deletion only the row as a whole. */
export const decisionKeys = (operation: Operation, items: readonly Item[]): string[] =>
  operation === 'delete' ? ['row'] : items.map(({ field }) => field)

/**
 * Yes or no for each of `decisionKeys`, or yes to all by one button; every no has its reason, and a decision that is
 * not all yes has one as a whole.
 */
export function readDecisions(operation: Operation, items: readonly Item[], form: Raw): Read<FieldDecisions> {
  const errors: FieldError[] = []
  const decisions = new Map(decisionKeys(operation, items).map(key => [key, readDecision(form, key, errors)]))
  const isRefused = [...decisions.values()].some(one => one?.decision === 'rejected')
  const decided = items.map((item): Item => ({
    ...item,
    ...decisions.get(operation === 'delete' ? 'row' : item.field),
  }))
  const count = decided.filter(item => item.decision === 'accepted').length
  const action = count === items.length ? 'accept' : count > 0 ? 'accept_partly' : 'reject'
  const text = isRefused ? readReason(form, 'text', errors) : readText(form, 'text', maxOfText, errors)
  return errors.length > 0 ? { ok: false, form, errors } : { ok: true, value: { action, items: decided, text } }
}

function readDecision(
  form: Raw,
  key: string,
  errors: FieldError[],
): Required<Pick<Item, 'decision' | 'decisionReason'>> | undefined {
  const decision = form['all'] === 'accepted' ? 'accepted' : form[`item_${key}`]
  if (decision === 'accepted') return { decision, decisionReason: '' }
  if (decision !== 'rejected') {
    errors.push({ field: `item_${key}`, text: 'review.refused.undecided' })
    return undefined
  }
  return { decision, decisionReason: readReason(form, `why_${key}`, errors, maxOfFieldReason) }
}

/** Why it goes back, and by which day the supplement must come. */
export function readReturn(form: Raw, today: string): Read<{ text: string; day: string }> {
  const errors: FieldError[] = []
  const text = readReason(form, 'return_text', errors)
  const day = readRocDate(form['return_day'] ?? '')
  if (!day.ok) errors.push({ field: 'return_day', text: day.why })
  else if (day.value <= today) errors.push({ field: 'return_day', text: 'review.refused.day-over' })
  return errors.length > 0 || !day.ok ? { ok: false, form, errors } : { ok: true, value: { text, day: day.value } }
}

/** The date and number under which the authority decided, and why when it said no. */
export function readAuthority(
  form: Raw,
  today: string,
): Read<{ isAccepted: boolean; day: string; number: string; text: string }> {
  const errors: FieldError[] = []
  const day = readRocDate(form['authority_day'] ?? '')
  if (!day.ok) errors.push({ field: 'authority_day', text: day.why })
  else if (day.value > today) errors.push({ field: 'authority_day', text: 'record.refused.future' })
  const number = readText(form, 'authority_number', 60, errors)
  if (number === '') errors.push({ field: 'authority_number', text: 'record.refused.required' })
  const isAccepted = form['chosen'] !== 'reject'
  const text = isAccepted ? '' : readReason(form, 'authority_text', errors)
  if (errors.length > 0 || !day.ok) return { ok: false, form, errors }
  return { ok: true, value: { isAccepted, day: day.value, number, text } }
}

/** How many days more, and why (個資法 §13 II asks for the reason in writing). */
export function readExtension(form: Raw): Read<{ days: number; text: string }> {
  const errors: FieldError[] = []
  const days = /^\d{1,3}$/.test(form['extension_days'] ?? '') ? Number(form['extension_days']) : Number.NaN
  if (!(days >= 1 && days <= 30)) errors.push({ field: 'extension_days', text: 'clock.refused.extension-length' })
  const text = readReason(form, 'extension_text', errors)
  return errors.length > 0 ? { ok: false, form, errors } : { ok: true, value: { days, text } }
}

/** What a chief does with a proposed rejection. */
export const chiefsAction = (form: Raw) =>
  form['chosen'] === 'overturn' ? ('overturn_rejection' as const) : ('confirm_rejection' as const)

/** A chief's word on it. */
export function readConfirmation(form: Raw): Read<string> {
  const errors: FieldError[] = []
  const text = readReason(form, 'chief_text', errors)
  return errors.length > 0 ? { ok: false, form, errors } : { ok: true, value: text }
}

/** Days a person usually gets for a supplement. */
export const defaultSupplement = (today: string): string => addDays(today, 10)
