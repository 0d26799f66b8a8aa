import type { FastifyRequest } from 'fastify'
import { findTable } from '../../domain/record/code-book.ts'
import type { CodeTable } from '../../domain/record/code-tables.ts'
import type { Language } from '../../domain/language.ts'
import { fieldOf, sectionOf } from '../../domain/record/sections.ts'
import type { CodeUse } from '../../domain/record/code/use.ts'
import { speak } from '../../text/speak.ts'
import { labelOf } from '../../web/show/row.ts'
import { notFound } from '../../web/errors.ts'
import type { Raw } from '../../web/forms.ts'

export type OfTable = { Params: { name: string } }

export const addressOf = ({ id }: Pick<CodeTable, 'id'>) => `/administration/code-tables/${id}`

/** The table that the address names. */
export function tableOf(request: FastifyRequest<OfTable>): CodeTable {
  const table = findTable(request.params.name)
  if (!table) throw notFound()
  return table
}

/** Of which version of the table a form was made; 0, which no table has, where it does not say. */
export const versionIn = (form: Raw): number => (/^\d{1,9}$/.test(form['version'] ?? '') ? Number(form['version']) : 0)

/** As many lines of where codes are used as a page has. */
const mostOfUse = 200

/** In how many rows of which agency codes stand, in words. */
export function shownUse(use: readonly CodeUse[], language: Language) {
  const none = speak(language)('code-load.rows-nowhere')
  const lines = use.slice(0, mostOfUse).map(({ agency, section: id, field, rows }) => {
    const section = sectionOf(id)
    const name = rows === null ? '' : (agency ?? none)
    return {
      agency: name,
      section: labelOf(section, language),
      field: labelOf(fieldOf(section, field), language),
      rows,
    }
  })
  return { lines, more: use.length - lines.length }
}
