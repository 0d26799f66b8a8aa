import { foldName } from '../../name-text.ts'
import { halfWidth } from '../../typed-text.ts'
import type { Language } from '../../language.ts'
import { isWordOfOurs, nameOf } from '../codes.ts'
import type { CodeValue } from '../field.ts'

/** So many choices are offered for a text that may be several codes. */
const mostChoices = 10

export type TypedCode = { ok: true; code: string } | { ok: false; choices: readonly string[] }

/** A value as a list offers it to be typed: with its code, unless that is a word of ours, which nobody knows. */
export function pickText(value: CodeValue, language: Language): string {
  const name = nameOf(value, language)
  return isWordOfOurs(value.code) ? name : `${value.code} ${name}`
}

/**
 * The code that was typed: as code, as name in either language, or as a list offers it. What may be several is not
 * guessed: their codes are the choices, none for a text that no value has in it.
 */
export function readCode(codes: readonly CodeValue[], typed: string): TypedCode {
  const exact = codes.find(({ code }) => code === typed)
  if (exact) return { ok: true, code: exact.code }
  const asked = fold(typed)
  if (asked === '') return { ok: false, choices: [] }
  const same = codes.filter(value => textsOf(value).some(text => fold(text) === asked))
  const found = same.length > 0 ? same : codes.filter(value => textsOf(value).some(text => fold(text).includes(asked)))
  const [first] = same
  if (first && same.length === 1) return { ok: true, code: first.code }
  return { ok: false, choices: found.slice(0, mostChoices).map(({ code }) => code) }
}

/**
 * The values that a text may stand for while it is typed, the nearest first: that with the code, those of which a code
 * or a name begins so, those of which a part is so. All of them for a blank one.
 */
export function codesLike(codes: readonly CodeValue[], typed: string): CodeValue[] {
  const asked = fold(typed)
  const ranked = codes.map(value => ({ value, rank: nearness(textsOf(value).map(fold), asked) }))
  return ranked
    .filter(({ rank }) => rank < far)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ value }) => value)
}

const far = 3

/** Of the texts of a value, whose code is the first. */
function nearness(texts: readonly string[], asked: string): number {
  if (texts[0] === asked) return 0
  if (texts.some(text => text.startsWith(asked))) return 1
  return texts.some(text => text.includes(asked)) ? 2 : far
}

const fold = (text: string) => foldName(halfWidth(text)).toLowerCase()

const textsOf = (value: CodeValue) => [
  value.code,
  value.zh,
  value.en,
  ...(['zh-TW', 'en'] as const).flatMap(language => [nameOf(value, language), pickText(value, language)]),
]
