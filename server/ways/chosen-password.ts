import { readLoginName } from '../domain/account/login-name.ts'
import { checkPassword, isTypedAgain } from '../domain/account/password.ts'
import * as pastPasswords from '../store/account/past-passwords.ts'
import { ownWords } from '../store/person/own-words.ts'
import type { Deps } from '../web/deps.ts'
import type { FieldError, Raw, Read } from '../web/forms.ts'

type Typed = { password: string; again: string }
type Owner = { accountId: string; personId: string }

/**
 * What is wrong with a new password that was typed twice; `field` is where it stands first, `own` what must not stand
 * in it (see store/person/own-words.ts).
 */
export function checkTyped({ password, again }: Typed, own: string[], field: string): FieldError[] {
  const checked = checkPassword(password, own)
  if (!checked.ok) return [{ field, text: checked.why }]
  return isTypedAgain(password, again) ? [] : [{ field: 'again', text: 'password.refused.again' }]
}

/** The same of one that somebody chose for their account, which had others before. */
export async function checkChosen(
  { db, ring, config }: Deps,
  { accountId, personId, loginName, ...typed }: Owner & Typed & { loginName: string },
  field: string,
): Promise<FieldError[]> {
  const own = await ownWords(db, ring, { personId, loginName, baseUrl: config.baseUrl })
  const errors = checkTyped(typed, own, field)
  if (errors.length > 0) return errors
  const wasUsed = await pastPasswords.wasUsed(db, accountId, typed.password)
  return wasUsed ? [{ field, text: 'password.refused.used-before' }] : []
}

/** A login name and a password for an account that has none yet; passwords are never shown again. */
export async function readLogin(
  deps: Deps,
  owner: Owner,
  { password = '', again = '', ...form }: Raw,
): Promise<Read<{ loginName: string; password: string }>> {
  const typed = form['login_name'] ?? ''
  const loginName = readLoginName(typed)
  const errors = await checkChosen(deps, { ...owner, loginName: typed, password, again }, 'password')
  if (!loginName.ok) return { ok: false, form, errors: [{ field: 'login_name', text: loginName.why }, ...errors] }
  return errors.length > 0 ? { ok: false, form, errors } : { ok: true, value: { loginName: loginName.value, password } }
}
