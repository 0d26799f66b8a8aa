import { createHmac, randomBytes } from 'node:crypto'
import { Tokens } from '@fastify/csrf'
import { inTaipei } from '../../server/domain/clock.ts'
import { maskId } from '../../server/domain/national-id.ts'
import { dateText, instantText, shortDate } from '../../server/domain/roc-date.ts'
import { randomOf } from '../../server/domain/ways/health-card.ts'

// A page of the floor: the product's own bytes, cut where a value of the page's data stands and where a token does.
// That is what a hand-written template is once it is compiled, and it cannot differ from the product's page by mistake.

type Hole = { path: (string | number)[]; form: keyof typeof forms }
type Token = { token: keyof typeof tokens }
export type Template = (string | Hole | Token)[]

/** What tokens are made from; `line` is the signing line that a form of a page began. */
export type Makings = { secret: string; key: Buffer; browser: string; line?: { text: string; nonce: string } }

const csrf = new Tokens({})
const mac = ({ key }: Makings, text: string) => createHmac('sha256', key).update(text).digest('hex')
const isoSecond = () => `${new Date().toISOString().slice(0, 19)}Z`

function begin(makings: Makings, origin: string) {
  const nonce = randomBytes(32).toString('hex')
  const text = `personnel-desk-1 purpose:sign-in origin:${origin} at:${isoSecond()} nonce:${nonce}`
  return (makings.line = { text, nonce })
}

/**
 * What differs from one rendering to the next: where it stands, and how it is made, with the random bytes and MACs of the
 * product. The first of a form begins the line that the others speak of. `origin` is where the product says it is.
 */
const tokens = {
  csrf: { at: /(?<=name="_csrf" value=")[\w-]+/, make: ({ secret }: Makings) => csrf.create(secret) },
  once: { at: /(?<=name="_once" value=")[\w-]+/, make: () => randomBytes(9).toString('base64url') },
  challenge: {
    at: /(?<=&quot;challenge&quot;:&quot;)[\w-]+/,
    make: (makings: Makings, origin: string) => Buffer.from(begin(makings, origin).nonce, 'hex').toString('base64url'),
  },
  shownLine: {
    at: /(?<=data-line=")[^"]+/,
    make: (makings: Makings, origin: string) => begin(makings, origin).text,
  },
  random: {
    at: /(?<=data-random=")[^"]+/,
    make: (makings: Makings, origin: string) => randomOf(begin(makings, origin).nonce),
  },
  saidLine: {
    at: /(?<=translate="no">)personnel-desk-1 [^<]+/,
    make: ({ line }: Makings) => line?.text ?? '',
  },
  saidDigits: {
    at: /(?<=16 位數字：)\d{16}/,
    make: ({ line }: Makings) => randomOf(line?.nonce ?? ''),
  },
  saidTime: { at: /(?<=<li>時間：)[^<]+/, make: () => instantText(new Date(), 'zh-TW') },
  nonce: { at: /(?<=data-nonce=")[^"]+/, make: ({ line }: Makings) => line?.nonce ?? '' },
  line: { at: /(?<=name="line" value=")[^"]+/, make: ({ line }: Makings) => line?.text ?? '' },
  seal: {
    at: /(?<=name="seal" value=")[^"]+/,
    make: (makings: Makings) => {
      const text = makings.line?.text ?? ''
      return `${mac(makings, text)}.${mac(makings, `${text}\n${makings.browser}`)}`
    },
  },
  sessionEnd: {
    at: /(?<=若沒有操作，)\d\d:\d\d/,
    make: () => inTaipei(new Date(Date.now() + 30 * 60_000)).time.slice(0, 5),
  },
  sessionWatch: { at: /(?<=data-ask-in=")\d+/, make: () => '1080' },
} satisfies Record<string, { at: RegExp; make: (makings: Makings, origin: string) => string }>

const anyToken = new RegExp(
  Object.entries(tokens)
    .map(([name, { at }]) => `(?<${name}>${at.source})`)
    .join('|'),
  'g',
)

/** How a value of the database is shown. */
const forms = {
  text: String,
  day: (value: unknown) => dateText(String(value), 'zh-TW'),
  shortDay: (value: unknown) => shortDate(String(value)),
  time: (value: unknown) => instantText(new Date(value as string | number), 'zh-TW'),
  masked: (value: unknown) => maskId(String(value)),
}

const isDay = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
const isTime = (value: unknown) => (typeof value === 'string' ? /^\d{4}-\d\d-\d\dT/.test(value) : Number(value) > 1e12)

const formsOf = (value: unknown): Hole['form'][] =>
  isDay(value) ? ['day', 'shortDay', 'text'] : isTime(value) ? ['time'] : ['text', 'masked']

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => (/[&<>"']/.test(text) ? text.replace(/[&<>"']/g, sign => signs[sign] ?? '') : text)

/** The body with each token replaced by its name: two renderings of one page are then the same. */
export const withoutTokens = (body: string): string => body.replace(anyToken, (...found) => nameOf(found).toUpperCase())

const nameOf = (found: unknown[]) => {
  const groups = found.at(-1) as Record<string, string | undefined>
  return (Object.keys(groups).find(name => groups[name] !== undefined) ?? '') as keyof typeof tokens
}

/** Cuts a page at its tokens, and at all values of `data` that it shows, the longest first. */
export function cut(body: string, data: unknown): Template {
  let template: Template = []
  let from = 0
  for (const found of body.matchAll(anyToken)) {
    const token = nameOf([found.groups])
    template.push(body.slice(from, found.index), { token })
    from = found.index + found[0].length
  }
  template.push(body.slice(from))

  const shown = leavesOf(data).flatMap(({ path, value }) =>
    formsOf(value).map(form => ({ hole: { path, form }, text: escaped(forms[form](value)) })),
  )
  // codes of the database stand in pages as words of the glossary, which are part of the template
  const worthwhile = shown.filter(({ text }) => !/^[\w-]{0,3}$|^[a-z_]+$/.test(text))
  for (const { hole, text } of worthwhile.toSorted((a, b) => b.text.length - a.text.length)) {
    template = template.flatMap((piece): Template =>
      typeof piece === 'string' ? piece.split(text).flatMap((part, i) => (i === 0 ? [part] : [hole, part])) : [piece],
    )
  }
  return template.filter(piece => piece !== '')
}

function leavesOf(data: unknown, path: Hole['path'] = []): { path: Hole['path']; value: unknown }[] {
  if (data === null || typeof data === 'boolean') return []
  if (typeof data !== 'object') return [{ path, value: data }]
  const entries = Array.isArray(data) ? [...data.entries()] : Object.entries(data)
  return entries.flatMap(([key, value]) => leavesOf(value, [...path, key]))
}

/** The page with the values of `data` and new tokens. */
export function fill(template: Template, data: unknown, makings: Makings, origin: string): string {
  let page = ''
  for (const piece of template) {
    if (typeof piece === 'string') page += piece
    else if ('token' in piece) page += tokens[piece.token].make(makings, origin)
    else page += escaped(forms[piece.form](valueAt(data, piece.path)))
  }
  return page
}

function valueAt(data: unknown, path: Hole['path']): unknown {
  let value = data as Record<string | number, unknown>
  for (const key of path) value = value[key] as typeof value
  return value
}

/** How many values and tokens a page holds. */
export const countsOf = (template: Template) => ({
  values: template.filter(piece => typeof piece === 'object' && 'path' in piece).length,
  tokens: template.filter(piece => typeof piece === 'object' && 'token' in piece).length,
})
