import { privateUseTold, withNameDots, withoutPrivateUse } from '../domain/name-text.ts'
import type { IdKind } from '../domain/national-id.ts'
import { readId } from '../domain/national-id.ts'
import { readPersonName } from '../domain/person/name.ts'
import { codesOf } from '../domain/record/code-book.ts'
import type { FieldError, Raw, Read } from './forms.ts'

export type Identity = { name: string; idKind: IdKind; idNumber: string }

/** The fields `name`, `id_kind` and `id_number` of parts/field/identity: who a new person is. */
export function readIdentity(form: Raw): Read<Identity> {
  const name = readPersonName(form['name'] ?? '')
  const asked = codesOf('id_types').find(({ code }) => code === form['id_kind'])?.code as IdKind | undefined
  const number = readId(form['id_number'] ?? '', asked)
  const drawn = name.ok ? privateUseTold(name.value) : ''
  if (name.ok && number.ok && drawn === '') {
    return { ok: true, value: { name: withNameDots(name.value), idKind: number.kind, idNumber: number.value } }
  }
  const errors: FieldError[] = []
  if (!name.ok) errors.push({ field: 'name', text: name.why })
  else if (drawn !== '') {
    const proposal = withoutPrivateUse(name.value)
    errors.push({
      field: 'name',
      text: proposal === undefined ? 'record.refused.private-use' : 'record.refused.private-use-known',
      holes: { signs: drawn },
      ...(proposal === undefined ? {} : { proposal }),
    })
  }
  if (!number.ok) errors.push({ field: 'id_number', text: number.why })
  return { ok: false, form, errors }
}
