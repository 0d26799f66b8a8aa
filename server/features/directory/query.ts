import { codesOf } from '../../domain/record/code-book.ts'
import type { DirectoryFilter } from '../../store/person/directory.ts'
import type { Raw } from '../../web/forms.ts'
import { wordIn } from '../../web/show/list/search.ts'

/** What the list is narrowed to besides a name, as its address says it: what is no filter is left out. */
export function readFilters({ kind = '', title = '', unit = '' }: Raw): Raw {
  const [post, place] = [wordIn(title), wordIn(unit)]
  return {
    ...(codesOf('staff_kinds').some(({ code }) => code === kind) ? { kind } : {}),
    ...(post ? { title: post } : {}),
    ...(place ? { unit: place } : {}),
  }
}

/** The same and the name that is looked for: a number finds nobody here and stands in no address. */
export function readQuery(query: Raw): Raw {
  const name = wordIn(query['q'] ?? '')
  return { ...(name ? { q: name } : {}), ...readFilters(query) }
}

export const filterOf = ({ q = '', kind = '', title = '', unit = '' }: Raw): DirectoryFilter => ({
  search: q,
  staffKind: kind,
  title,
  unit,
})
