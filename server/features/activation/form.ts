import { normaliseId } from '../../domain/national-id.ts'
import { readPersonName } from '../../domain/person/name.ts'
import { readCode } from '../../domain/readable-code.ts'
import type { FieldError, Raw, Read } from '../../web/forms.ts'

/** Who somebody says they are; whether the record agrees is not checked here. */
export type Who = { name: string; lastFour: string }

export function readWho(form: Raw): Read<Who> {
  const name = readPersonName(form['name'] ?? '')
  const lastFour = normaliseId(form['last_four'] ?? '')
  const isFour = /^[0-9A-Z]{4}$/.test(lastFour)
  if (name.ok && isFour) return { ok: true, value: { name: name.value, lastFour } }
  const errors: FieldError[] = []
  if (!name.ok) errors.push({ field: 'name', text: name.why })
  if (!isFour) errors.push({ field: 'last_four', text: 'activation.refused.last-four-shape' })
  return { ok: false, form, errors }
}

/** The same with the code of a letter. */
export function readClaim(form: Raw): Read<Who & { code: string }> {
  const code = readCode(form['code'] ?? '')
  const who = readWho(form)
  if (code && who.ok) return { ok: true, value: { code, ...who.value } }
  const errors: FieldError[] = code ? [] : [{ field: 'code', text: 'activation.refused.code-shape' }]
  return { ok: false, form, errors: who.ok ? errors : [...errors, ...who.errors] }
}
