/** Text as a person would write it on paper: nothing unseen in it, one form for each character, no blanks around it. */
export function tidy(typed: string): string {
  return plainly.test(typed) ? typed.trim() : composed(visible(typed)).trim()
}

/** Text that has to be ASCII (numbers, codes, addresses of mail): as `tidy`, with full width folded to half (NFKC). */
export function halfWidth(typed: string): string {
  return plainly.test(typed) ? typed.trim() : visible(typed).normalize('NFKC').trim()
}

// what is one already, as nearly all is: a sheet has a million cells
const plainly = /^[\x20-\x7e\u4e00-\u9fff]*$/

/**
 * Without characters that nobody sees: marks of direction, zero-width blanks, soft hyphens, fillers and the like. What
 * a script needs stays where it needs it: the variant of an ideograph, joiners between letters of scripts that join,
 * the pieces of an emoji. Signs that only take room become an ordinary blank, so that a text without ink is blank.
 */
export function visible(text: string): string {
  return text.replace(unseen, '$1').replace(inkless, ' ')
}

/**
 * In NFC, but for compatibility ideographs: NFC would redraw them as the unified ones (U+2F81A 冬, U+F9E1 李), and a name
 * would no longer look as its bearer writes it. `sameName` takes both for one.
 */
export function composed(text: string): string {
  return text.replace(/[^\uF900-\uFAFF\u{2F800}-\u{2FA1F}]+/gu, part => part.normalize('NFC'))
}

const joining =
  /(?!\p{Default_Ignorable_Code_Point})[\p{Script=Arab}\p{Script=Syrc}\p{Script=Mong}\p{Script=Nkoo}\p{Script=Deva}\p{Script=Beng}\p{Script=Guru}\p{Script=Gujr}\p{Script=Orya}\p{Script=Taml}\p{Script=Telu}\p{Script=Knda}\p{Script=Mlym}\p{Script=Sinh}\p{Script=Khmr}\p{Script=Mymr}\p{Script=Tibt}]/u

const needed = [
  // the variant of an ideograph, of the registered collections (IVD) and of StandardizedVariants.txt
  /(?<=\p{Ideographic})[\uFE00-\uFE02\u{E0100}-\u{E01EF}]/u,
  /(?<=(?=\p{L})\p{Script=Mong})[\u180B-\u180D\u180F]/u,
  new RegExp(`(?<=${joining.source})[\\u200C\\u200D](?=${joining.source})`, 'u'),
  /(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]/u,
  /(?<=[\d#*])\uFE0F(?=\u20E3)/u,
  /(?<=\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?)\u200D(?=\p{Extended_Pictographic})/u,
  // signs of Arabic, Syriac and Kaithi that stand before a number are Cf, and seen
  /[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]/u,
]

// U+FFFC stands for a picture that was not copied along
const unseen = new RegExp(
  `(?=[\\p{Default_Ignorable_Code_Point}\\p{Cf}\\p{Noncharacter_Code_Point}\\uFFFC])(?:(${needed.map(({ source }) => source).join('|')})|.)`,
  'gsu',
)

// the blank of braille, the empty note head, two blanks of hieroglyphs: symbols and letters to Unicode, without ink
const inkless = /[\u2800\u{1D159}\u{13441}\u{13442}]/gu

/**
 * A number that is counted within a ROC year, as 115-000001, however it was typed; undefined for anything else: no name
 * looks like one, and no telephone number begins with the 1 of the years until 2110.
 */
export function yearNumberIn(typed: string): string | undefined {
  const number = halfWidth(typed).replace(/\s/g, '')
  return /^1\d\d-\d{6,8}$/.test(number) ? number : undefined
}
