import type { FastifyReply } from 'fastify'
import type { Language } from '../../domain/language.ts'
import { mostOfEach } from '../../store/agency/counted.ts'
import { speak, type TextKey } from '../../text/speak.ts'
import { stepsOf, tableOf, type Column } from '../show/list/list.ts'
import { scoped, scopeQuery, type Scope } from './agency-scope.ts'
import { hrefIn } from './kept-list.ts'

type Found<Row> = Parameters<typeof stepsOf>[2] & { rows: readonly Row[] }

const words = {
  findings: { title: 'findings.agencies', lead: 'findings.agencies-lead', own: '/findings', back: 'findings.back' },
  review: { title: 'review.agencies', lead: 'review.agencies-lead', own: '/review', back: 'review.back' },
} as const satisfies Record<string, Record<'title' | 'lead' | 'back', TextKey> & { own: string }>

/** How many of something agencies have, as one list of agencies shows it: of those below, or of those chosen. */
export function agenciesPage<Row extends { id: string; name: string }>(
  reply: FastifyReply,
  list: 'findings' | 'review',
  { found, scope, columns }: { found: Found<Row>; scope: Scope | null; columns: readonly Column<Row>[] },
) {
  const query = scopeQuery(scope?.chosen ?? null)
  const path = scoped[list]
  if (found.rows.length === 0 && (found.hasPrevious || found.hasNext)) return reply.seeOther(hrefIn(path, query))
  return reply.page('lists/agencies', {
    words: words[list],
    list,
    below: path,
    scope,
    filter: new URLSearchParams(query).toString(),
    table: tableOf(found.rows, columns, reply.language(), ({ name }) => ({ text: name })),
    steps: stepsOf(path, query, found),
  })
}

/** A count as a cell; of many, that there are more. */
export const countText = (count: number, language: Language): string =>
  count > mostOfEach ? speak(language)('list.more-than', { number: mostOfEach }) : String(count)
