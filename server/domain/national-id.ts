import { halfWidth } from './typed-text.ts'

export type IdKind = 'national' | 'ui_new' | 'ui_old' | 'passport'

export const idRefusals = [
  'national-id.refused.blank',
  'national-id.refused.check-digit',
  'national-id.refused.length',
  'national-id.refused.other-kind',
  'national-id.refused.passport-shape',
  'national-id.refused.residence-permit',
  'national-id.refused.shape',
] as const
export type IdRefusal = (typeof idRefusals)[number]
type ReadId = { ok: true; value: string; kind: IdKind } | { ok: false; why: IdRefusal }

/** Trims, takes out blanks and hyphens, folds full width (NFKC), writes capitals. Says nothing about validity. */
export function normaliseId(typed: string): string {
  return halfWidth(typed)
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
}

/**
 * A typed number in its normal form, with its kind. With `asked` the number must be of that kind; without it the three
 * kinds with a check digit are told apart by their second character (passports never are). A good check digit does not
 * say that such a person exists.
 */
export function readId(typed: string, asked?: IdKind): ReadId {
  const value = normaliseId(typed)
  if (value === '') return refuse('national-id.refused.blank')
  if (asked === 'passport') {
    return /^[A-Z0-9]{5,20}$/.test(value)
      ? { ok: true, value, kind: 'passport' }
      : refuse('national-id.refused.passport-shape')
  }
  if (/^\d{12}$/.test(value)) return refuse('national-id.refused.residence-permit')
  if (value.length !== 10) return refuse('national-id.refused.length')
  const kind = kindOf(value)
  if (!kind) return refuse('national-id.refused.shape')
  if (asked && kind !== asked) return refuse('national-id.refused.other-kind')
  if (!hasCheckDigit(value)) return refuse('national-id.refused.check-digit')
  return { ok: true, value, kind }
}

/** 國民身分證統一編號, 新式 or 舊式 統一證號, by shape alone; undefined for anything else. */
export function kindOf(number: string): Exclude<IdKind, 'passport'> | undefined {
  if (/^[A-Z][12]\d{8}$/.test(number)) return 'national'
  if (/^[A-Z][89]\d{8}$/.test(number)) return 'ui_new'
  if (/^[A-Z][A-D]\d{8}$/.test(number)) return 'ui_old'
  return undefined
}

/** The sex code that the second character states: '1' male, '2' female. A hint for a warning, never a decision. */
export function sexOf(number: string): '1' | '2' | undefined {
  if (!kindOf(number)) return undefined
  return '18AC'.includes(number[1] ?? '') ? '1' : '2'
}

/** A12345****: the last four are never shown, because a first sign-in asks for them. */
export function maskId(number: string): string {
  return number.slice(0, -4) + '*'.repeat(Math.min(4, number.length))
}

export function lastFour(number: string): string {
  return normaliseId(number).slice(-4)
}

// Place letters in the order of their values 10, 11, 12 …; I, O, W, Z came later and stand out of line.
const letters = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'
const weights = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]

/** The letter counts as two digits; the second letter of an old 統一證號 as the last digit of its own value. */
function hasCheckDigit(number: string): boolean {
  const [place = '', second = '', ...rest] = number
  const value = letters.indexOf(place) + 10
  const secondDigit = /\d/.test(second) ? Number(second) : (letters.indexOf(second) + 10) % 10
  const digits = [Math.floor(value / 10), value % 10, secondDigit, ...rest.map(Number)]
  return digits.reduce((sum, digit, i) => sum + digit * (weights[i] ?? 0), 0) % 10 === 0
}

const refuse = (why: IdRefusal) => ({ ok: false as const, why })
