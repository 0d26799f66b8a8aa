import { codesOf } from '../../../domain/record/code-book.ts'
import { tidy } from '../../../domain/typed-text.ts'
import type { FieldError, Raw, Read } from '../../forms.ts'
import { readIdentity, type Identity } from '../../identity.ts'
import { staffNumberIn } from '../list/search.ts'

type Place = { unit: string; staffNumber: string }
export type NewPerson = { identity: Identity; staffKind: string; title: string } & Place

/** Somebody who is to be added, as typed or as a line of a list says it. */
export function readNewPerson(form: Raw): Read<NewPerson> {
  const identity = readIdentity(form)
  const staffKind = codesOf('staff_kinds').find(({ code }) => code === form['staff_kind'])?.code
  const title = tidy(form['title'] ?? '')
  const errors: FieldError[] = identity.ok ? [] : [...identity.errors]
  if (!staffKind) errors.push({ field: 'staff_kind', text: 'person.refused.staff-kind' })
  if ([...title].length > 40) errors.push({ field: 'title', text: 'person.refused.title' })
  const place = readPlace(form, errors)
  if (!identity.ok || !staffKind || errors.length > 0) return { ok: false, form, errors }
  return { ok: true, value: { identity: identity.value, staffKind, title, ...place } }
}

/** Where somebody is found at an agency, as typed. */
export function readPlace(form: Raw, errors: FieldError[]): Place {
  const unit = tidy(form['unit'] ?? '')
  const staffNumber = staffNumberIn(form['staff_number'] ?? '')
  if ([...unit].length > 40) errors.push({ field: 'unit', text: 'person.refused.unit' })
  if (!/^[A-Z0-9-]{0,20}$/.test(staffNumber))
    errors.push({ field: 'staff_number', text: 'person.refused.staff-number' })
  return { unit, staffNumber }
}
