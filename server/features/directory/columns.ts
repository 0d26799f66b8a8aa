import { codesOf } from '../../domain/record/code-book.ts'
import { codeLabel } from '../../domain/record/codes.ts'
import type { Entry } from '../../store/person/directory.ts'
import { scopeIn } from '../../web/list/agency-scope.ts'
import type { KeptList } from '../../web/list/kept-list.ts'
import type { Column } from '../../web/show/list/list.ts'
import { readFilters } from './query.ts'

/** What stands beside the name in the list of people below. */
export const columns: readonly Column<Entry & { agencyName: string }>[] = [
  { id: 'agency', label: 'directory.agency', cell: ({ agencyName }) => agencyName },
  { id: 'unit', label: 'person.unit', cell: ({ unit }) => unit },
  { id: 'title', label: 'person.title', cell: ({ title }) => title },
  {
    id: 'kind',
    label: 'person.staff-kind',
    cell: ({ staffKind }, language) => codeLabel(codesOf('staff_kinds'), staffKind, language),
  },
]

/** The people of the agencies below, as each account sees them; which agencies were chosen is kept, too. */
export const directoryList: KeptList = {
  id: 'directory',
  path: '/people/directory',
  columns,
  keep: query => ({ ...scopeIn(query), ...readFilters(query) }),
}
