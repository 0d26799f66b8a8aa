/** What may not begin a line, and what may not end one. */
const noStart = /^[\p{Pe}\p{Pf}\p{Po}]/u
const noEnd = /[\p{Ps}\p{Pi}]$/u

/** Runs that are not broken: words of letters and digits, and every other character for itself. */
const pieces = /[\p{Script=Latin}\p{M}\p{N}@#&'_+\-/.:=~]+|\s+|./gsu

/**
 * The lines of a text that are no wider than `width`, by what `widthOf` says. Chinese is broken between any two
 * characters but for its marks; a word that is wider than a line by itself is broken as it comes.
 */
export function wrap(text: string, width: number, widthOf: (text: string) => number): string[] {
  return text.split('\n').flatMap(line => wrapLine(line, width, widthOf))
}

function wrapLine(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = []
  let [line, filled] = ['', 0]
  const end = () => {
    lines.push(line.trimEnd())
    ;[line, filled] = ['', 0]
  }
  for (const piece of groups(text).flatMap(group => narrowed(group, width, widthOf))) {
    const more = widthOf(piece)
    if (line !== '' && filled + widthOf(piece.trimEnd()) > width) end()
    if (line === '' && lines.length > 0 && piece.trim() === '') continue
    line += piece
    filled += more
  }
  end()
  return lines
}

/** Pieces with the marks that belong to them. */
function groups(text: string): string[] {
  const found: string[] = []
  for (const [piece] of text.matchAll(pieces)) {
    const last = found.at(-1)
    if (last !== undefined && (noStart.test(piece) || noEnd.test(last)) && last.trim() !== '') {
      found[found.length - 1] = last + piece
    } else {
      found.push(piece)
    }
  }
  return found
}

/** A piece that no line has room for, in parts that have it. */
function narrowed(piece: string, width: number, widthOf: (text: string) => number): string[] {
  if (widthOf(piece) <= width) return [piece]
  const parts: string[] = []
  let [part, filled] = ['', 0]
  // sign by sign: measured as a whole again and again, ten thousand marks upon letters took half a minute
  for (const sign of piece) {
    const more = widthOf(sign)
    if (part !== '' && filled + more > width) {
      parts.push(part)
      ;[part, filled] = ['', 0]
    }
    part += sign
    filled += more
  }
  return [...parts, part]
}
