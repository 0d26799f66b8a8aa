import { composed } from '../../domain/typed-text.ts'

/** What only steers how others look; nothing is lost where it is not drawn. */
const unseen = /\p{Cf}|\ufe0e|\ufe0f/gu

/**
 * A text as a font can draw it: a character that it lacks stands there by its Unicode number, since an empty box would
 * say nothing. `told` collects them.
 */
export function drawable(text: string, has: (codePoint: number) => boolean, told: Set<string>): string {
  let drawn = ''
  for (const sign of composed(text)
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(unseen, '')) {
    const point = sign.codePointAt(0) ?? 0
    if (sign === '\n' || has(point)) drawn += sign
    else if (/\s|\p{Cc}/u.test(sign)) drawn += ' '
    else {
      const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`
      told.add(code)
      drawn += code
    }
  }
  return drawn
}
