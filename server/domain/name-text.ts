import { confusedPairs, variantGroups } from './name-variants.ts'

/**
 * Characters that one institution drew for itself (造字) and that no other machine can show: code points of the private
 * use areas, as `U+E000`. New text may not hold them; CNS 11643 and Unicode have the character by now.
 */
export function privateUse(text: string): string[] {
  const found = [...text].filter(sign => /\p{Co}/u.test(sign))
  return [...new Set(found)].map(sign => `U+${sign.codePointAt(0)?.toString(16).toUpperCase()}`)
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
