import type { FastifyRequest } from 'fastify'
import { findTable } from '../../domain/record/code-book.ts'
import type { CodeTable } from '../../domain/record/code-tables.ts'
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
