import iconv from 'iconv-lite'
import type { Replacement } from '../../domain/outgoing/profile.ts'

/** As Windows writes it: other tables of Big5 have characters that its programs show as others, or not at all. */
const table = 'cp950'

const writable = new Map<string, boolean>()

/** Whether a character comes back from Big5 as it was. */
function isWritable(sign: string): boolean {
  const known = writable.get(sign)
  if (known !== undefined) return known
  const found = iconv.decode(iconv.encode(sign, table), table) === sign
  if (writable.size < 100_000) writable.set(sign, found)
  return found
}

/** The characters of a text that Big5 has not, each once. */
export const unwritable = (text: string): string[] => [...new Set(text)].filter(sign => !isWritable(sign))

/** A text in Big5 with another sign for each character that it has not. */
export function big5Of(text: string, replacement: Replacement): Buffer {
  const instead = (sign: string) => (replacement === 'box' ? '□' : numberOf(sign))
  return iconv.encode([...text].map(sign => (isWritable(sign) ? sign : instead(sign))).join(''), table)
}

/** How a character is called that may not be shown: U+5803. */
export const numberOf = (sign: string): string =>
  `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
