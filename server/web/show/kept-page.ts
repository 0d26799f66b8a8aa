import { randomBytes } from 'node:crypto'

/** What one visitor alone is shown: texts by their names in the model, and null for a part that the page has not. */
export type Own = Record<string, string | null | Record<string, string>>

// nobody can have it in a text of theirs, and escaping leaves it as it is
const mark = randomBytes(12).toString('hex')
const most = 100

/**
 * Renders a page once for each `key`, with marks where its `own` texts stand, which its views may only print; from then
 * on only those are put in.
 */
export function keptPages(escape: (text: string) => string) {
  const kept = new Map<string, string[]>()
  return <O extends Own>(key: unknown, own: O, render: (marks: O) => string): string => {
    const texts = textsOf(own)
    const whole = JSON.stringify([key, [...texts.keys()]])
    const known = kept.get(whole)
    const pieces = known ?? render(marksOf(own)).split(mark)
    if (!known) {
      if (kept.size >= most) kept.clear()
      kept.set(whole, pieces)
    }
    return pieces.map((piece, i) => (i % 2 === 0 ? piece : escape(texts.get(piece) ?? ''))).join('')
  }
}

const textsOf = (own: Own): Map<string, string> =>
  new Map(
    Object.entries(own).flatMap(([name, value]): [string, string][] => {
      if (typeof value === 'string') return [[name, value]]
      return Object.entries(value ?? {}).map(([part, text]) => [`${name}.${part}`, text])
    }),
  )

function marksOf<O extends Own>(own: O): O {
  const named = (name: string) => `${mark}${name}${mark}`
  const marks = Object.entries(own).map(([name, value]) => {
    if (typeof value === 'string') return [name, named(name)]
    return [name, value && Object.fromEntries(Object.keys(value).map(part => [part, named(`${name}.${part}`)]))]
  })
  return Object.fromEntries(marks)
}
