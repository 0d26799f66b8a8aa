import { kindOf } from '../national-id.ts'
import { halfWidth } from '../typed-text.ts'

export const loginNameRefusals = [
  'login-name.refused.blank',
  'login-name.refused.id-number',
  'login-name.refused.length',
  'login-name.refused.letters',
] as const
export type LoginNameRefusal = (typeof loginNameRefusals)[number]

/** The one form in which login names are kept and looked up: small letters, half width, no blanks around. */
export function normaliseLoginName(typed: string): string {
  return halfWidth(typed).toLowerCase()
}

/** A login name somebody chooses. An ID number must not be one: login names are seen and told. */
export function readLoginName(typed: string): { ok: true; value: string } | { ok: false; why: LoginNameRefusal } {
  const value = normaliseLoginName(typed)
  if (value === '') return { ok: false, why: 'login-name.refused.blank' }
  if (kindOf(value.toUpperCase())) return { ok: false, why: 'login-name.refused.id-number' }
  if (value.length < 4 || value.length > 60) return { ok: false, why: 'login-name.refused.length' }
  if (!/^[a-z0-9][a-z0-9._@-]*$/.test(value)) return { ok: false, why: 'login-name.refused.letters' }
  return { ok: true, value }
}
