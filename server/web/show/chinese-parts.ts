const saysSo = 'lang="zh'
const chinese = `${saysSo}-Hant-TW"`
// what holds text and nothing else, so it says so as a whole
const onlyText = new Set(['option', 'textarea'])
const holdNoElement = new Set(['title', 'style', 'script'])
const hasHan = /\p{sc=Han}/u
// a name, an address, a sentence: with the digits and signs between its characters and behind them
const run =
  /\p{sc=Han}(?:[\p{sc=Han}\p{sc=Bopomofo}\p{Co}\p{N}\p{P}\s]*[\p{sc=Han}\p{Co}])?[\u3001-\u303f\uff01-\uff1f]*/gu

/**
 * The HTML of an English page in which whatever is Chinese says so, wherever it comes from: names, agencies, what
 * somebody typed. A voice reads it in its own language then (WCAG 3.1.2).
 */
export function markChinese(html: string): string {
  // within an element that says so already: its name, and how many of that name are open
  let marked = ''
  let depth = 0
  const mark = (piece: string) => {
    if (!marked && !hasHan.test(piece) && !piece.includes(saysSo)) return piece
    const [, end = '', name = '', rest = '', text = ''] = /^(\/?)(\w+)([^>]*)>([^]*)$/.exec(piece) ?? []
    if (!marked && !end && rest.includes(saysSo)) [marked, depth] = [name, 0]
    if (marked) {
      if (name === marked) depth += end ? -1 : 1
      if (depth > 0) return piece
      marked = ''
    }
    const isWhole = hasHan.test(onlyText.has(name) ? text : name === 'input' ? rest : '')
    if (isWhole && !end) return `${name} ${chinese}${rest}>${text}`
    if (!hasHan.test(text) || holdNoElement.has(name)) return piece
    return `${end}${name}${rest}>${text.replace(run, one => `<span ${chinese}>${one}</span>`)}`
  }
  return html.split('<').map(mark).join('<')
}
