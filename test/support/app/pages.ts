/** What a page says, read as a browser without script reads it. */
type Page = { body: string }

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

export function unescaped(html: string): string {
  return html.replace(
    /&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (decimal) return String.fromCodePoint(Number(decimal))
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
      return named[name ?? ''] ?? whole
    },
  )
}

/** The words of a piece of a page, without its tags. */
export const words = (html: string): string => unescaped(html.replace(/<[^>]+>/g, '')).trim()

/** An attribute of the first tag of a piece of a page. */
export const attribute = (tag: string, name: string) => {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? undefined : unescaped(found)
}

const formOf = ({ body }: Page, action: string): string | undefined =>
  (body.match(/<form\b.*?<\/form>/gs) ?? []).find(one => attribute(one.slice(0, one.indexOf('>')), 'action') === action)

/** The form with this action as it would be posted untouched; undefined where the page has none. Buttons are left out. */
export function formIn(page: Page, action: string): Record<string, string> | undefined {
  const form = formOf(page, action)
  return form === undefined ? undefined : fieldsOf(form)
}

/** The fields of a form as it would be posted untouched, from its HTML. */
export function fieldsOf(form: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [whole, tag = ''] of form.matchAll(/<(input|select|textarea)\b.*?(?:>(?=[^<]*<\/textarea)|>)/gs)) {
    const name = attribute(whole, 'name')
    if (!name) continue
    const isBox = /type="(radio|checkbox)"/.test(whole)
    if (tag === 'input' && /type="file"/.test(whole)) continue
    if (tag === 'input' && (!isBox || / checked/.test(whole))) fields[name] = attribute(whole, 'value') ?? 'on'
    const rest = form.slice(form.indexOf(whole) + whole.length)
    if (tag === 'textarea') fields[name] = unescaped(rest.slice(0, rest.indexOf('</textarea>'))).replace(/^\r?\n/, '')
    if (tag !== 'select') continue
    const options = rest.slice(0, rest.indexOf('</select>')).match(/<option\b[^>]*>/g) ?? []
    fields[name] = attribute(options.find(option => / selected/.test(option)) ?? options[0] ?? '', 'value') ?? ''
  }
  return fields
}

/** Names of all inputs of the form with this action, chosen or not. */
export function inputsIn(page: Page, action: string): string[] {
  const tags = (formOf(page, action) ?? '').match(/<(input|select|textarea)\b[^>]*>/g) ?? []
  return [...new Set(tags.map(tag => attribute(tag, 'name') ?? ''))]
}

/** The lists of labels and values of a page. */
export function summary(page: Page): Map<string, string> {
  const rows = page.body.matchAll(/<dt[^>]*>(.*?)<\/dt>\s*<dd[^>]*>(.*?)<\/dd>/gs)
  return new Map([...rows].map(([, label = '', value = '']) => [words(label), words(value)]))
}

/** The code that a page shows to be written down; a token in a form may look like one, so only shown values count. */
export function codeOn(page: Page): string {
  return [...summary(page).values()].find(value => /^[0-9A-Z]{5}-[0-9A-Z]{5}$/.test(value)) ?? ''
}

/** What the summary of errors says; empty where there is none. */
export function errorsIn(page: Page): string[] {
  const found = /<div class="error-summary".*?<ul>(.*?)<\/ul>/s.exec(page.body)?.[1] ?? ''
  return (found.match(/<li>.*?<\/li>/gs) ?? []).map(words)
}

/** What a list says from its first page to the last, and from there back, each time in its order. */
export async function walk(
  get: (url: string) => Promise<{ body: string }>,
  url: string,
  saidIn: (body: string) => string[],
): Promise<{ forth: string[]; back: string[]; pages: number }> {
  const to = (body: string, rel: string) =>
    new RegExp(`rel="${rel}" href="([^"]+)"`).exec(body)?.[1]?.replaceAll('&amp;', '&')
  const bodies = [(await get(url)).body]
  for (let next = to(bodies[0] ?? '', 'next'); next; next = to(bodies.at(-1) ?? '', 'next')) {
    bodies.push((await get(next)).body)
  }
  const back = [bodies.at(-1) ?? '']
  for (let before = to(back[0] ?? '', 'prev'); before; before = to(back[0] ?? '', 'prev')) {
    back.unshift((await get(before)).body)
  }
  return { forth: bodies.flatMap(saidIn), back: back.flatMap(saidIn), pages: bodies.length }
}
