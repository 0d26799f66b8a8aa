import MarkdownIt from 'markdown-it'
import { asset } from '../transport/assets.ts'

/** Our own drawings, by the word that stands for an address in `![…](word)`. */
export const drawings = [
  'reader',
  'install',
  'security',
  'restart',
  'task',
  'popup',
  'allow',
  'first',
  'phone',
  'scan',
  'agree',
  'household',
] as const

// no HTML of the writer's own: a guide cannot carry script
const markdown = new MarkdownIt({ html: false, typographer: false })

// the title of the page is the only first heading
for (const rule of ['heading_open', 'heading_close'] as const) {
  markdown.renderer.rules[rule] = (tokens, i, options, _env, self) => {
    const token = tokens[i]
    if (token?.tag === 'h1') token.tag = 'h2'
    return self.renderToken(tokens, i, options)
  }
}

// pictures from elsewhere would tell others who reads this
markdown.renderer.rules['image'] = (tokens, i) => {
  const token = tokens[i]
  const alt = markdown.utils.escapeHtml(token?.content ?? '')
  const drawing = drawings.find(name => name === token?.attrGet('src'))
  if (!drawing) return alt
  return `<img src="${markdown.utils.escapeHtml(asset(`guides/${drawing}.svg`))}" alt="${alt}" width="320" height="140">`
}

/** The title (the first line) and the rest as HTML. `{word}` is filled from `holes`; an unknown one stays as it is. */
export function renderGuide(text: string, holes: Record<string, string>): { title: string; html: string } {
  const filled = text.replace(/\{(\w+)\}/g, (whole, word: string) => holes[word] ?? whole)
  const [first = '', ...rest] = filled.trimStart().split(/\r?\n/)
  return { title: first.replace(/^#+\s*/, '').trim(), html: markdown.render(rest.join('\n')) }
}
