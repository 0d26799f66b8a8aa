import { confusedPairs, variantGroups } from './name-variants.ts'
import { privateRuns } from './private-use.ts'

/**
 * Characters that one institution drew for itself (造字) and that no other machine can show: code points of the private
 * use areas, as `U+E000`. New text may not hold them; CNS 11643 and Unicode have the character by now.
 */
export function privateUse(text: string): string[] {
  const found = [...text].filter(sign => /\p{Co}/u.test(sign))
  return [...new Set(found)].map(sign => `U+${sign.codePointAt(0)?.toString(16).toUpperCase()}`)
}

/** The private characters of a text as a sentence names them: `U+F6F0→々` where the real one is known. */
export function privateUseTold(text: string): string {
  const real = (sign: string) => realSigns.get(String.fromCodePoint(Number.parseInt(sign.slice(2), 16)))
  return privateUse(text)
    .map(sign => (real(sign) ? `${sign}→${real(sign)}` : sign))
    .join('、')
}

/** The text with real characters for the private ones; undefined where one is not known, or none stands in it. */
export function withoutPrivateUse(text: string): string | undefined {
  const proposed = [...text].map(sign => realSigns.get(sign) ?? sign).join('')
  return proposed !== text && privateUse(proposed).length === 0 ? proposed : undefined
}

/**
 * A name with ‧ (U+2027) between its parts, whatever dot the keyboard gave; dots between Latin letters are not of that
 * kind and stay.
 */
export function withNameDots(name: string): string {
  return name.replace(dotBetween, '‧')
}

/** True for the same name written with other variants, dots, blanks, letter case, or with signs that nobody sees. */
export function sameName(one: string, other: string): boolean {
  return foldName(one) === foldName(other)
}

/** The form in which names are compared and searched for; nobody reads it. */
export function foldName(name: string): string {
  const plain = name.replace(unseen, '').normalize('NFKC').replace(between, '').toLowerCase()
  return [...plain].map(sign => standsFor.get(sign) ?? sign).join('')
}

/**
 * The dots that keyboards and other systems put between the parts of a name, as a class of a regular expression: middle
 * dots, bullets and operators of many scripts, after NFKC (U+119E is then the Korean U+318D).
 */
export const nameDots = String.raw`.．·‧・･•․\u0387\u119E\u1427\u16EB\u2218\u2219\u22C5\u25E6\u2981\u2E30\u2E31\u2E33\u318D\uA78F`

const realSigns = new Map(
  privateRuns.flatMap(([first, characters]) =>
    [...characters].map((sign, i) => [String.fromCodePoint(first + i), sign] as const),
  ),
)

const dotBetween = new RegExp(String.raw`(?<=\p{Script=Han})\s*[${nameDots}．﹒･]\s*(?=\p{Script=Han})`, 'gu')
const unseen = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\uFFFC]/gu
const between = new RegExp(
  String.raw`[\s\p{Pd}\u2212,'‘’\u02BB\u02BC\u2032\u2800\u{1D159}\u{13441}\u{13442}${nameDots}]`,
  'gu',
)

const standsFor = new Map(
  [...variantGroups, ...confusedPairs].flatMap(group => {
    const signs = [...group]
    const last = signs.pop() ?? ''
    return signs.map(sign => [sign, last] as const)
  }),
)

/** The variants and, at the same places of the second text, what stands for them. */
export const foldedSigns: readonly [from: string, to: string] = [
  [...standsFor.keys()].join(''),
  [...standsFor.values()].join(''),
]
