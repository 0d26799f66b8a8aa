import type { FastifyRequest } from 'fastify'
import { readLoginName } from '../domain/account/login-name.ts'
import { checkPassword, isTypedAgain } from '../domain/account/password.ts'
import { Busy } from '../domain/turns.ts'
import * as pastPasswords from '../store/account/past-passwords.ts'
import { ownWords } from '../store/person/own-words.ts'
import { tellWait } from '../web/brake.ts'
import type { Deps } from '../web/deps.ts'
import type { FieldError, Raw } from '../web/forms.ts'

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

/** A password that may be kept, or what is wrong with it, beside the fields; 503 where too many wait to be hashed. */
export type Chosen = { ok: true; passwordHash: string } | { ok: false; status: 422 | 503; errors: FieldError[] }

/** The hash of a password that somebody chose for their account, which had others before, or what is wrong with it. */
export async function hashChosen(
  request: FastifyRequest,
  deps: Deps,
  { accountId, personId, loginName, ...typed }: Owner & Typed & { loginName: string },
  field: string,
): Promise<Chosen> {
  const { db, ring, config } = deps
  const own = await ownWords(db, ring, { personId, loginName, baseUrl: config.baseUrl })
  const errors = checkTyped(typed, own, field)
  if (errors.length > 0) return { ok: false, status: 422, errors }
  return hashedBy(request, deps, field, () => pastPasswords.hashUnused(db, accountId, typed.password))
}

/** What `hash` gives, undefined for a password of earlier, where there is a turn for it. */
export async function hashedBy(
  request: FastifyRequest,
  deps: Deps,
  field: string,
  hash: () => Promise<string | undefined>,
): Promise<Chosen> {
  try {
    const passwordHash = await hash()
    if (passwordHash !== undefined) return { ok: true, passwordHash }
    return { ok: false, status: 422, errors: [{ field, text: 'password.refused.used-before' }] }
  } catch (error) {
    if (!(error instanceof Busy)) throw error
    tellWait(request, deps, error)
    return { ok: false, status: 503, errors: [{ field, text: 'password.refused.busy' }] }
  }
}

export type Login =
  | { ok: true; loginName: string; passwordHash: string }
  | { ok: false; status: 422 | 503; form: Raw; errors: FieldError[] }

/** A login name and a password for an account that has none yet; passwords are never shown again. */
export async function readLogin(
  request: FastifyRequest,
  deps: Deps,
  owner: Owner,
  { password = '', again = '', ...form }: Raw,
): Promise<Login> {
  const typed = form['login_name'] ?? ''
  const loginName = readLoginName(typed)
  const chosen = await hashChosen(request, deps, { ...owner, loginName: typed, password, again }, 'password')
  if (loginName.ok && chosen.ok) return { ok: true, loginName: loginName.value, passwordHash: chosen.passwordHash }
  const errors: FieldError[] = loginName.ok ? [] : [{ field: 'login_name', text: loginName.why }]
  if (chosen.ok) return { ok: false, status: 422, form, errors }
  return { ok: false, status: chosen.status, form, errors: [...errors, ...chosen.errors] }
}
