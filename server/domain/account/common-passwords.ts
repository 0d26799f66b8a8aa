import { dictionary } from '@zxcvbn-ts/language-common'

// what the list, made of passwords leaked elsewhere, does not have: what people here add
const ofHere = ['hsinchu', 'ji32k7au4a83', 'kaohsiung', 'login', 'personnel', 'taichung', 'tainan', 'taoyuan']

const listed = new Set([...dictionary['passwords-common'], ...ofHere])

/**
 * Whether a password (in lower case) is one of the 49,000 that leaked most often, or hardly more: with digits and signs
 * around it, some of its letters swapped for those that look alike, said again, or up to three letters longer. Few of
 * them have twelve characters, so it is these forms that are typed here.
 */
export function isCommon(folded: string): boolean {
  const texts = lookalikes.flatMap(swap => [swap(bare(folded)), bare(swap(folded))])
  return [folded, bare(folded), ...texts].some(text => pieces(text).some(isListed))
}

function isListed(piece: string): boolean {
  const said = unit(piece)
  return listed.has(piece) || listed.has(said) || (said !== piece && listed.has(bare(said)))
}

/** Without digits and signs at both ends. */
const bare = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

const swapped = { '@': 'a', 4: 'a', 3: 'e', 0: 'o', $: 's', 5: 's', 7: 't' }
const lookalikes = ['i', 'l'].map(one => {
  const letters: Record<string, string> = { ...swapped, 1: one, '!': one }
  return (text: string) => text.replace(/[@$!\d]/g, sign => letters[sign] ?? sign)
})

const maxMore = 3
const minPiece = 6

/** The text, and what is left of it without up to three characters at its ends. */
function pieces(text: string): string[] {
  const found = [text]
  for (let before = 0; before <= maxMore; before++) {
    for (let after = 0; before + after <= maxMore; after++) {
      const piece = text.slice(before, text.length - after)
      if (piece.length >= minPiece) found.push(piece)
    }
  }
  return found
}

/** What is said again and again, the last time perhaps not to its end; the text itself where nothing is. */
function unit(text: string): string {
  let length = 1
  while (!text.slice(length).startsWith(text.slice(0, text.length - length))) length++
  return text.slice(0, length)
}
