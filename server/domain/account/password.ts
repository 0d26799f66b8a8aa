import { visible } from '../typed-text.ts'
import { isCommon } from './common-passwords.ts'
import { productWords } from './own-words.ts'

export const passwordRefusals = [
  'password.refused.blank',
  'password.refused.common',
  'password.refused.long',
  'password.refused.own-data',
  'password.refused.pattern',
  'password.refused.short',
  'password.refused.used-before',
] as const
export type PasswordRefusal = (typeof passwordRefusals)[number]

const minLength = 12
const maxLength = 128

/** How many of the last passwords, the present one included, may not be chosen again (附表十 asks for 3). */
export const rememberedPasswords = 5

/**
 * The form in which passwords are compared: one person types ａ and another a for the same key, and what nobody sees,
 * which comes along when one is copied, cannot be typed again.
 */
export function normalisePassword(typed: string): string {
  return visible(typed).normalize('NFKC')
}

/** Every form in which the same password may have been kept: until 2026 unseen characters stayed in it. */
export function keptForms(typed: string): string[] {
  return [...new Set([normalisePassword(typed), typed.normalize('NFKC')])]
}

/** Whether a password that was typed twice is the same both times. */
export const isTypedAgain = (password: string, again: string): boolean =>
  normalisePassword(password) === normalisePassword(again)

/**
 * Whether a new password may be used. `own` are words that others know about the person and the site (see
 * store/person/own-words.ts): of them and of the names of the product, none of three or more characters (two, if
 * written in Chinese) may stand in it. No classes of characters are asked for: length and rarity protect, rules of
 * composition do not (NIST SP 800-63B 3.1.1.2).
 */
export function checkPassword(typed: string, own: string[]): { ok: true } | { ok: false; why: PasswordRefusal } {
  const password = normalisePassword(typed)
  const length = [...password].length
  if (length === 0) return refuse('password.refused.blank')
  if (length < minLength) return refuse('password.refused.short')
  if (length > maxLength) return refuse('password.refused.long')
  const folded = password.toLowerCase()
  if ([...own, ...productWords].some(word => stands(word, folded))) return refuse('password.refused.own-data')
  if (isPattern(folded)) return refuse('password.refused.pattern')
  if (isCommon(folded)) return refuse('password.refused.common')
  return { ok: true }
}

const refuse = (why: PasswordRefusal) => ({ ok: false as const, why })

function stands(word: string, folded: string): boolean {
  const own = normalisePassword(word).trim().toLowerCase()
  return own.length >= (/\p{Script=Han}/u.test(own) ? 2 : 3) && folded.includes(own)
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn',
]
const runs = [...rows, ...rows.map(row => [...row].toReversed().join(''))]

/** Runs of the alphabet, of digits or of the keyboard, and short pieces said again and again. */
function isPattern(folded: string): boolean {
  if (new Set(folded).size < 5) return true
  if (/^(.{1,5}?)\1+.{0,4}$/su.test(folded)) return true
  const pairs = [...folded].slice(1).map((next, i) => folded[i] + next)
  const inRuns = pairs.filter(pair => runs.some(run => run.includes(pair))).length
  return inRuns >= pairs.length * 0.8
}
