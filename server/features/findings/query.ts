import type { FastifyRequest } from 'fastify'
import { sectionsAtAgency } from '../../domain/record/access.ts'
import { staffKinds } from '../../domain/record/codes.ts'
import { findRule, type AnyRule } from '../../domain/record/rules.ts'
import { sections } from '../../domain/record/sections.ts'
import type { FindingFilter } from '../../store/record/findings/list.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import { rawForm, type Raw } from '../../web/forms.ts'
import type { KeptList } from '../../web/list/kept-list.ts'
import { isPerson, nobody, wordIn } from '../../web/show/list/search.ts'
import { columns } from './columns.ts'

/** The findings of an agency, as each account sees them. */
export const findingsList: KeptList = {
  id: 'findings',
  path: '/findings',
  columns,
  keep: (query, request) => withoutPerson(readQuery(request, query)),
}

/** What may be kept under a name: never who was looked for. */
export function withoutPerson({ q: _name, person: _person, ...query }: Raw): Raw {
  return query
}

/** What of the query is a filter; nothing else is passed on. */
export function readQuery(request: FastifyRequest, typed: Raw = rawForm(request.query)): Record<string, string> {
  const { q = '', person = '', severity = '', section: asked = '', rule = '', shown = '', kind = '', unit = '' } = typed
  const [name, place] = [wordIn(q), wordIn(unit)]
  const section = sectionsAtAgency(actorOf(request), 'see').some(({ id }) => id === asked) ? asked : ''
  return {
    ...(name ? { q: name } : {}),
    ...(isPerson(person) ? { person } : {}),
    ...(staffKinds.some(({ code }) => code === kind) ? { kind } : {}),
    ...(place ? { unit: place } : {}),
    ...(shown === 'exempt' ? { shown } : {}),
    ...(severity === 'error' || severity === 'warning' ? { severity } : {}),
    ...(section ? { section } : {}),
    ...(isRule(rule, section ? [section] : usualSections) ? { rule } : {}),
  }
}

/** Whether a rule can be broken in one of these sections. */
export const mayBreak = (rule: AnyRule, sections: readonly string[]) =>
  rule.of === 'field' || sections.includes(rule.section)

/** Whether what is listed may leave as a file. */
export const mayLeave = (request: FastifyRequest, { section }: Record<string, string>) =>
  !section || sectionsAtAgency(actorOf(request), 'export').some(({ id }) => id === section)

const isRule = (id: string, sections: readonly string[]) => {
  const rule = findRule(id)
  return rule !== undefined && mayBreak(rule, sections)
}

/** A sensitive section is listed by itself alone, so that the log says it was. */
export const filterOf = ({ q, person, section, shown, kind, ...filter }: Record<string, string>): FindingFilter => ({
  ...filter,
  ...(q ? { search: q } : {}),
  ...(kind ? { staffKind: kind } : {}),
  ...(shown ? { isExempt: true } : {}),
  ...(person ? { personId: person === nobody ? null : person } : {}),
  sections: section ? [section] : usualSections,
})

export const usualSections = sections.filter(({ sensitive }) => !sensitive).map(({ id }) => id)
