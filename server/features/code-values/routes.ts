import type { FastifyInstance } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import type { CodeTable } from '../../domain/record/code-tables.ts'
import { findTable } from '../../domain/record/code-book.ts'
import { codesLike, pickText } from '../../domain/record/code/typed.ts'
import { codesOn } from '../../domain/record/codes.ts'
import type { Language } from '../../domain/language.ts'
import { speak } from '../../text/speak.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import { labelOf } from '../../web/show/row.ts'

/** More than one looks through before typing another character. */
const most = 20
const longestTyped = 60

/**
 * The values that an input of codes takes: those like the text that is typed there, as a part of its page, and all of
 * them as a page of its own. What somebody types may tell of a person, so it comes in a header and not in the address,
 * which servers on the way keep.
 */
export default async function codeValues(app: FastifyInstance, { clock }: Deps) {
  app.get('/code-values', async (request, reply) => {
    const { table: id = '', as, ended } = rawForm(request.query)
    const table = findTable(id)
    if (!table) throw notFound()
    const language = reply.language()
    const today = legalDay(clock())
    const name = labelOf(table, language)
    const current = codesOn(table.values, today)
    const past = ended === 'yes' ? table.values.filter(({ validTo }) => validTo && validTo < today) : []
    const isPast = new Set(past)
    const all = [...current, ...past]
    const typed = typedIn(request.headers['desk-typed'])
    const found = typed === undefined ? all : codesLike(all, typed)
    const shown = typed === undefined ? found : found.slice(0, most)
    return reply.page(
      'code-values/index',
      {
        title: speak(language)('row.pick-title', { table: name }),
        options: shown.map(value => ({
          value: as === 'name' ? value.zh : pickText(value, language),
          text: textOf(value, language, isPast),
        })),
        isMore: found.length > shown.length,
      },
      'code-values/_options',
    )
  })
}

function textOf(value: CodeTable['values'][number], language: Language, isPast: ReadonlySet<unknown>): string {
  const text = pickText(value, language)
  return isPast.has(value) ? speak(language)('row.pick-ended', { text }) : text
}

/** As `encodeURIComponent` writes it; undefined where nothing came that can be read. */
function typedIn(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined
  try {
    return rawForm({ typed: decodeURIComponent(header) })['typed']?.slice(0, longestTyped)
  } catch {
    return undefined
  }
}
