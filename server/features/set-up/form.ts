import type { FastifyRequest } from 'fastify'
import { readLoginName } from '../../domain/account/login-name.ts'
import { idWords, loginWords, nameWords, siteWords } from '../../domain/account/own-words.ts'
import { hashOf } from '../../store/account/password-hashes.ts'
import { checkTyped, hashedBy } from '../../ways/chosen-password.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import type { Identity } from '../../web/identity.ts'
import { readIdentity } from '../../web/identity.ts'

export type Administrator = { identity: Identity; loginName: string; passwordHash: string }

type ReadAdministrator =
  | ({ ok: true } & Administrator)
  | { ok: false; status: 422 | 503; form: Raw; errors: FieldError[] }

/** Who the first administrator is and how they will sign in; passwords are never shown again. */
export async function readAdministrator(
  request: FastifyRequest,
  deps: Deps,
  { password = '', again = '', ...form }: Raw,
): Promise<ReadAdministrator> {
  const identity = readIdentity(form)
  const loginName = readLoginName(form['login_name'] ?? '')
  const own = [
    ...loginWords(form['login_name'] ?? ''),
    ...siteWords(deps.config.baseUrl),
    ...nameWords(form['name'] ?? ''),
    ...idWords(form['id_number'] ?? ''),
  ]
  const wrong = checkTyped({ password, again }, own, 'password')
  if (!identity.ok || !loginName.ok || wrong.length > 0) {
    const errors: FieldError[] = identity.ok ? [] : [...identity.errors]
    if (!loginName.ok) errors.push({ field: 'login_name', text: loginName.why })
    return { ok: false, status: 422, form, errors: [...errors, ...wrong] }
  }
  const hashed = await hashedBy(request, deps, 'password', () => hashOf(password, 'set-up'))
  if (!hashed.ok) return { ...hashed, form }
  return { ok: true, identity: identity.value, loginName: loginName.value, passwordHash: hashed.passwordHash }
}
