import { halfWidth } from './typed-text.ts'

// no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V: what is read aloud or off paper comes out the same
export const letters = '34679ACDEFGHJKMNPQRTWXY'

/** Ten letters: 23^10 is about 4 × 10^13, and tries are delayed. */
export const length = 10

/** `index` gives a random whole number below the bound it is handed. */
export function newCode(index: (below: number) => number): string {
  return Array.from({ length }, () => letters[index(letters.length)]).join('')
}

/** As printed: `ABCDE-FGHJK`. */
export function showCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`
}

/** What was typed, without blanks and hyphens, in capitals; undefined when it cannot be a code. */
export function readCode(typed: string): string | undefined {
  const code = halfWidth(typed)
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
  return code.length === length && [...code].every(letter => letters.includes(letter)) ? code : undefined
}
