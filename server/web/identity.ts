import type { IdKind } from '../domain/national-id.ts'
import { readId } from '../domain/national-id.ts'
import { readPersonName } from '../domain/person/name.ts'
import { idTypes } from '../domain/record/codes.ts'
import type { FieldError, Raw, Read } from './forms.ts'

export type Identity = { name: string; idKind: IdKind; idNumber: string }

/** The fields `name`, `id_kind` and `id_number` of parts/field/identity: who a new person is. */
export function readIdentity(form: Raw): Read<Identity> {
  const name = readPersonName(form['name'] ?? '')
  const asked = idTypes.find(({ code }) => code === form['id_kind'])?.code as IdKind | undefined
  const number = readId(form['id_number'] ?? '', asked)
  if (name.ok && number.ok) {
    return { ok: true, value: { name: name.value, idKind: number.kind, idNumber: number.value } }
  }
  const errors: FieldError[] = []
  if (!name.ok) errors.push({ field: 'name', text: name.why })
  if (!number.ok) errors.push({ field: 'id_number', text: number.why })
  return { ok: false, form, errors }
}
