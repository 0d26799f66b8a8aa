import { legalDay } from '../../domain/clock.ts'
import { codeLabel, staffKinds } from '../../domain/record/codes.ts'
import * as events from '../../store/database/events.ts'
import * as directory from '../../store/person/directory.ts'
import type { Entry } from '../../store/person/directory.ts'
import { agencyOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { readStretch, stepsOf, tableOf, type Column } from '../../web/show/list/list.ts'
import { cut, numberIn } from '../../web/show/list/search.ts'
import { hrefOf, scopeOf, scopeQuery } from './scope.ts'

const size = 50

/** The list of people of the agencies below, or of those chosen; each page of it is noted with its scope. */
export function directoryPages(deps: Deps) {
  const { db, clock } = deps

  const list: Handler = async (request, reply) => {
    const raw = rawForm(request.query)
    const { all, chosen } = await scopeOf(request, deps, raw)
    const offices = chosen ?? all
    const search = nameIn(raw)
    const query: Raw = { ...scopeQuery(chosen), ...(search ? { q: search } : {}) }
    const stretch = readStretch(raw, size)
    const asked = { agencyIds: offices.map(({ id }) => id), today: legalDay(clock()), search }
    const found = await directory.ofAgencies(db, asked, stretch)
    if (found.rows.length === 0 && (stretch.after ?? stretch.before)) return reply.seeOther(hrefOf(query))
    await events.add(db, {
      what: 'directory.read',
      about: agencyOf(request),
      by: byOf(request, 'parent_hr'),
      at: clock(),
      details: { scope: chosen ? 'chosen' : 'below', agencies: offices.length, searched: search !== '' },
    })
    const names = new Map(offices.map(({ id, name }) => [id, name]))
    const { rows, count, isMore } = found
    return reply.page('directory/index', {
      form: { q: search, agencies: query['agencies'] ?? '' },
      chosen,
      filter: new URLSearchParams(scopeQuery(chosen)).toString(),
      isFiltered: search !== '',
      table: tableOf(rows, columnsOf(names), reply.language(), ({ name }) => ({ text: name }), null),
      steps: stepsOf('/people/directory', query, found),
      count,
      isMore,
      dense: true,
    })
  }

  /** By a part of the name alone: a number finds nobody here and stands in no address. */
  const search: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const { chosen } = await scopeOf(request, deps, form)
    const name = nameIn(form)
    const to = hrefOf({ ...scopeQuery(chosen), ...(name ? { q: name } : {}) })
    return numberIn(form['q'] ?? '') === undefined ? reply.seeOther(to) : reply.seeOther(to, 'said.directory-by-name')
  }

  return { list, search }
}

function nameIn({ q = '' }: Raw): string {
  const typed = cut(q)
  return numberIn(typed) === undefined ? typed : ''
}

const columnsOf = (names: ReadonlyMap<string, string>): Column<Entry>[] => [
  { id: 'agency', label: 'directory.agency', cell: ({ agencyId }) => names.get(agencyId) ?? '' },
  { id: 'unit', label: 'person.unit', cell: ({ unit }) => unit },
  { id: 'title', label: 'person.title', cell: ({ title }) => title },
  {
    id: 'kind',
    label: 'person.staff-kind',
    cell: ({ staffKind }, language) => codeLabel(staffKinds, staffKind, language),
  },
]
