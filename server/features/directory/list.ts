import { legalDay } from '../../domain/clock.ts'
import { codesOf } from '../../domain/record/code-book.ts'
import * as events from '../../store/database/events.ts'
import * as directory from '../../store/person/directory.ts'
import { agencyOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { scopeOf, scopeQuery } from '../../web/list/agency-scope.ts'
import { hrefIn, keptFor } from '../../web/list/kept-list.ts'
import { readStretch, stepsOf, tableOf } from '../../web/show/list/list.ts'
import { numberIn } from '../../web/show/list/search.ts'
import { codeOptions } from '../../web/show/options.ts'
import { columns, directoryList } from './columns.ts'
import { filterOf, readFilters, readQuery } from './query.ts'

const size = 50

/** The list of people of the agencies below, or of those chosen; each page of it is noted with its scope. */
export function directoryPages(deps: Deps) {
  const { db, clock } = deps

  const list: Handler = async (request, reply) => {
    const raw = rawForm(request.query)
    const { all, chosen, gone } = await scopeOf(request, deps, raw)
    const offices = chosen ?? all
    const asked = readQuery(raw)
    const query = { ...scopeQuery(chosen), ...asked }
    const stretch = readStretch(raw, size)
    const whose = { agencyIds: offices.map(({ id }) => id), today: legalDay(clock()) }
    const found = await directory.ofAgencies(db, { ...whose, ...filterOf(asked) }, stretch)
    if (found.rows.length === 0 && (stretch.after ?? stretch.before)) return reply.seeOther(hrefOf(query))
    await events.add(db, {
      what: 'directory.read',
      about: agencyOf(request),
      by: byOf(request, 'parent_hr'),
      at: clock(),
      details: {
        scope: chosen ? 'chosen' : 'below',
        agencies: offices.length,
        searched: asked['q'] !== undefined,
        narrowed: Object.keys(readFilters(asked)).length > 0,
      },
    })
    const names = new Map(offices.map(({ id, name }) => [id, name]))
    const rows = found.rows.map(row => ({ ...row, agencyName: names.get(row.agencyId) ?? '' }))
    const language = reply.language()
    const { columnsOf, kept } = await keptFor(request, deps, directoryList, query)
    return reply.page('directory/index', {
      form: query,
      chosen,
      gone,
      filter: new URLSearchParams(scopeQuery(chosen)).toString(),
      kinds: codeOptions(codesOf('staff_kinds'), language),
      isFiltered: Object.keys(asked).length > 0,
      isNarrowed: Object.keys(readFilters(asked)).length > 0,
      table: tableOf(rows, columnsOf(columns), language, ({ name }) => ({ text: name }), null),
      steps: stepsOf('/people/directory', query, found),
      kept,
      count: found.count,
      isMore: found.isMore,
      dense: true,
    })
  }

  /** By a part of the name and by the post: a number finds nobody here. */
  const search: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const { chosen } = await scopeOf(request, deps, form)
    const to = hrefOf({ ...scopeQuery(chosen), ...readQuery(form) })
    return numberIn(form['q'] ?? '') === undefined ? reply.seeOther(to) : reply.seeOther(to, 'said.directory-by-name')
  }

  return { list, search }
}

const hrefOf = (query: Raw) => hrefIn('/people/directory', query)
