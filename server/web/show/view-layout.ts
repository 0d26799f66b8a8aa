const eta = '\0'
const lineBreak = '\u0001'

/**
 * A view is laid out like code, and pages carry nothing of it: a line break is one blank, but none right after a tag of
 * Eta, none at the inner edges of an element, and in a tag none before an attribute that depends on something: it
 * brings its own. What `pre` and `textarea` hold stays as it is written. Between two links or buttons the blank is
 * written as a character: text browsers drop one that stands between Chinese words, and 同意 不同意 would be one word.
 */
export function withoutLayout(view: string): string {
  const tags: string[] = []
  return view
    .trim()
    .replace(/<%[^]*?%>/g, tag => {
      tags.push(tag)
      return eta
    })
    .replace(/(?<=<(pre|textarea)\b[^>]*>)[^]*?(?=<\/\1>)/g, held => held.replaceAll('\n', lineBreak))
    .replace(/<[a-z][^>]*>/g, tag => tag.replace(/\n\s*(?=\0|\/?>)/g, '').replace(/\n\s*/g, ' '))
    .replace(/(?<=\0|<(?!br|input|link|meta)[a-z][^>]*>)\n\s*|\n\s*(?=<\/)/g, '')
    .replace(/\n\s*/g, ' ')
    .replace(/(?<=<\/(a|button)>) (?=[\0 ]*<(a|button)\b)/g, '&#32;')
    .replaceAll(lineBreak, '\n')
    .replaceAll(eta, () => tags.shift() ?? '')
}
