import type { DeputyRefusal } from '../../domain/agency/deputy.ts'
import { readRocDate } from '../../domain/roc-date.ts'
import { dateError, readShortReason, type FieldError, type Raw, type Read } from '../../web/forms.ts'
import { isId } from '../../web/ids.ts'

export type Naming = { representedId: string; deputyId: string; from: string; until: string; reason: string }

/**
 * What was typed; `mayName` says whether it is allowed. Whoever names their own deputy does not choose whom to
 * represent.
 */
export function readNaming(form: Raw, ownId: string | null): Read<Naming> {
  const from = readRocDate(form['from'] ?? '')
  const until = readRocDate(form['until'] ?? '')
  const reason = readShortReason(form['reason'])
  const representedId = ownId ?? form['represented'] ?? ''
  const deputyId = form['deputy'] ?? ''

  const errors: FieldError[] = []
  if (!isId(representedId)) errors.push({ field: 'represented', text: 'deputy.refused.no-role' })
  if (!isId(deputyId)) errors.push({ field: 'deputy', text: 'deputy.refused.not-here' })
  if (!from.ok) errors.push(dateError(form, 'from', from))
  if (!until.ok) errors.push(dateError(form, 'until', until))
  if (!reason) errors.push({ field: 'reason', text: 'deputy.refused.reason' })
  if (!from.ok || !until.ok || !reason || errors.length > 0) return { ok: false, form, errors }
  return { ok: true, value: { representedId, deputyId, from: from.value, until: until.value, reason } }
}

/** The field that a refusal belongs to; the deputy's where it is about both. */
export const fieldOf = (why: DeputyRefusal): string => fields[why] ?? 'deputy'

const fields: Partial<Record<DeputyRefusal, string>> = {
  'deputy.refused.no-role': 'represented',
  'deputy.refused.past': 'from',
  'deputy.refused.overlap': 'from',
  'deputy.refused.order': 'until',
  'deputy.refused.days': 'until',
}
