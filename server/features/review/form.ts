import { maxDaysOfExtension } from '../../domain/correction/deadline.ts'
import type { Operation } from '../../domain/record/difference.ts'
import { readRocDate } from '../../domain/roc-date.ts'
import type { Item } from '../../store/correction/corrections.ts'
import { dateError, readText, type FieldError, type Raw, type Read } from '../../web/forms.ts'
import { readDayAndNumber } from '../../web/show/record/authority.ts'

const maxOfText = 1000
const maxOfFieldReason = 500

/** A reason of HR for the person. */
function readReason(form: Raw, field: string, errors: FieldError[]): string {
  const text = readText(form, field, maxOfText, errors)
  if (text === '') errors.push(noReason(field))
  return text
}

const readNote = (form: Raw, field: string, errors: FieldError[]) => readText(form, field, maxOfText, errors)

const noReason = (field: string): FieldError => ({ field, text: 'review.refused.reason' })

export type FieldDecisions = { action: 'accept' | 'accept_partly' | 'reject'; items: Item[]; text: string }

/**
 * Yes or no to all by one button, or line by line, where a no is ticked and the rest is a yes. A no to all has one
 * reason; one of a line has its own, or that of all. What is ticked or written and would not count is asked about. A
 * deletion has no lines.
 */
export function readDecisions(operation: Operation, items: readonly Item[], form: Raw): Read<FieldDecisions> {
  const errors: FieldError[] = []
  const ofText: FieldError[] = []
  const { all } = form
  const isTicked = ({ field }: Item) => operation !== 'delete' && form[`item_${field}`] === 'rejected'
  const isRejected = (item: Item) => all === 'rejected' || (all !== 'accepted' && isTicked(item))
  const text = readText(form, 'text', maxOfText, ofText)
  const decided = items.map((item): Item => {
    const why = `why_${item.field}`
    const decisionReason = readText(form, why, maxOfFieldReason, errors)
    if (isRejected(item)) {
      if (decisionReason === '' && text === '' && all !== 'rejected') errors.push(noReason(why))
      return { ...item, decision: 'rejected', decisionReason }
    }
    if (isTicked(item)) errors.push({ field: `item_${item.field}`, text: 'review.refused.ticked' })
    else if (decisionReason) errors.push({ field: `item_${item.field}`, text: 'review.refused.unticked' })
    return { ...item, decision: 'accepted', decisionReason: '' }
  })
  const count = decided.filter(({ decision }) => decision === 'accepted').length
  if (all !== 'accepted' && count === items.length) errors.push({ field: 'decision', text: 'review.refused.undecided' })
  if (all === 'rejected' && text === '') errors.push(noReason('text'))
  errors.push(...ofText)
  if (errors.length > 0) return { ok: false, form, errors }
  const action = count === items.length ? 'accept' : count > 0 ? 'accept_partly' : 'reject'
  return { ok: true, value: { action, items: decided, text } }
}

/** Why it goes back, and by which day the supplement must come. */
export function readReturn(form: Raw, today: string): Read<{ text: string; day: string }> {
  const errors: FieldError[] = []
  const text = readReason(form, 'return_text', errors)
  const day = readRocDate(form['return_day'] ?? '')
  if (!day.ok) errors.push(dateError(form, 'return_day', day))
  else if (day.value <= today) errors.push({ field: 'return_day', text: 'review.refused.day-over' })
  return errors.length > 0 || !day.ok ? { ok: false, form, errors } : { ok: true, value: { text, day: day.value } }
}

/** The date and number under which the authority decided, and why when it said no. */
export function readAuthority(
  form: Raw,
  today: string,
): Read<{ isAccepted: boolean; day: string; number: string; text: string }> {
  const errors: FieldError[] = []
  const { day, number } = readDayAndNumber(form, today, errors)
  const isAccepted = form['chosen'] !== 'reject'
  const text = isAccepted ? '' : readReason(form, 'authority_text', errors)
  return errors.length > 0 ? { ok: false, form, errors } : { ok: true, value: { isAccepted, day, number, text } }
}

/** How many days more, and why (個資法 §13 II asks for the reason in writing). */
export function readExtension(form: Raw): Read<{ days: number; text: string }> {
  const errors: FieldError[] = []
  const days = /^\d{1,3}$/.test(form['extension_days'] ?? '') ? Number(form['extension_days']) : Number.NaN
  if (!(days >= 1 && days <= maxDaysOfExtension))
    errors.push({ field: 'extension_days', text: 'deadline.refused.extension-length' })
  const text = readReason(form, 'extension_text', errors)
  return errors.length > 0 ? { ok: false, form, errors } : { ok: true, value: { days, text } }
}

/** What a chief does with a proposed rejection; undefined where the form does not say it, and so does nothing. */
export function chiefsAction(form: Raw): 'overturn_rejection' | 'confirm_rejection' | undefined {
  if (form['chosen'] === 'overturn') return 'overturn_rejection'
  return form['chosen'] === 'confirm' ? 'confirm_rejection' : undefined
}

/** A chief's word on it: the reasons for a rejection stand in what was proposed, but whoever sends it back says why. */
export function readConfirmation(
  form: Raw,
): Read<{ action: 'overturn_rejection' | 'confirm_rejection'; text: string }> {
  const errors: FieldError[] = []
  const action = chiefsAction(form)
  const read = action === 'overturn_rejection' ? readReason : readNote
  const text = read(form, 'chief_text', errors)
  if (!action) errors.push({ field: 'chief_text', text: 'review.refused.nothing-chosen' })
  return errors.length > 0 || !action ? { ok: false, form, errors } : { ok: true, value: { action, text } }
}
