import { readLoginName } from '../../domain/account/login-name.ts'
import { idWords, loginWords, nameWords, siteWords } from '../../domain/account/own-words.ts'
import { checkTyped } from '../../ways/chosen-password.ts'
import type { FieldError, Raw, Read } from '../../web/forms.ts'
import type { Identity } from '../../web/identity.ts'
import { readIdentity } from '../../web/identity.ts'

export type Administrator = { identity: Identity; loginName: string; password: string }

/** Who the first administrator is and how they will sign in; passwords are never shown again. */
export function readAdministrator({ password = '', again = '', ...form }: Raw, baseUrl: string): Read<Administrator> {
  const identity = readIdentity(form)
  const loginName = readLoginName(form['login_name'] ?? '')
  const own = [
    ...loginWords(form['login_name'] ?? ''),
    ...siteWords(baseUrl),
    ...nameWords(form['name'] ?? ''),
    ...idWords(form['id_number'] ?? ''),
  ]
  const wrong = checkTyped({ password, again }, own, 'password')
  if (identity.ok && loginName.ok && wrong.length === 0) {
    return { ok: true, value: { identity: identity.value, loginName: loginName.value, password } }
  }
  const errors: FieldError[] = identity.ok ? [] : [...identity.errors]
  if (!loginName.ok) errors.push({ field: 'login_name', text: loginName.why })
  return { ok: false, form, errors: [...errors, ...wrong] }
}
