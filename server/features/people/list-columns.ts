import type { Status } from '../../domain/record/derived/status.ts'
import { codesOf } from '../../domain/record/code-book.ts'
import { codeLabel } from '../../domain/record/codes.ts'
import { dayInTable } from '../../domain/roc-date.ts'
import type { Listed } from '../../store/person/agency-list.ts'
import { speak } from '../../text/speak.ts'
import { keyOf } from '../../web/show/key-of.ts'
import type { KeptList } from '../../web/list/kept-list.ts'
import type { Column } from '../../web/show/list/list.ts'
import { readQuery, withoutPerson } from './list-query.ts'

/** What may stand beside the name in the list of people, in this order. */
export const columns: readonly Column<Listed & { status?: Status | undefined }>[] = [
  { id: 'unit', label: 'person.unit', cell: ({ unit }) => unit },
  { id: 'title', label: 'person.title', cell: ({ title }) => title },
  { id: 'number', label: 'person.staff-number', cell: ({ staffNumber }) => ({ text: staffNumber, isWhole: true }) },
  {
    id: 'kind',
    label: 'person.staff-kind',
    cell: (row, language) => codeLabel(codesOf('staff_kinds'), row.staffKind, language),
  },
  {
    id: 'account',
    label: 'people.account',
    cell: ({ accountState, isElsewhere }, language) =>
      isElsewhere ? '' : speak(language)(keyOf.accountState(accountState ?? 'none')),
  },
  {
    id: 'assignment',
    label: 'people.assignments',
    cell: (row, language) => speak(language)(keyOf.assignment(row.kind)),
  },
  {
    id: 'status',
    label: 'person.status',
    cell: ({ status }, language) => (status ? speak(language)(keyOf.employment(status)) : ''),
  },
  { id: 'from', label: 'list.from', cell: ({ from }, language) => dayInTable(from, language) },
  { id: 'until', label: 'list.until', cell: ({ until }, language) => (until ? dayInTable(until, language) : '') },
]

/** The people of an agency, as each account sees them. */
export const peopleList: KeptList = {
  id: 'people',
  path: '/people',
  columns,
  usual: ['unit', 'title', 'kind', 'account'],
  keep: query => withoutPerson(readQuery(query)),
}
