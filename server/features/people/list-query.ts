import { accountStates } from '../../domain/account/state.ts'
import { normaliseId } from '../../domain/national-id.ts'
import { staffKinds } from '../../domain/record/codes.ts'
import { tidy } from '../../domain/typed-text.ts'
import type { PeopleFilter } from '../../store/person/agency-list.ts'
import type { Raw } from '../../web/forms.ts'
import { isId } from '../../web/ids.ts'

/** What the list of people is narrowed to, as its address says it: what is no filter is left out. */
export function readQuery({ q = '', person = '', account = '', kind = '', title = '', employment = '' }: Raw): Raw {
  const [name, post] = [cut(q), cut(title)]
  return {
    ...(name ? { q: name } : {}),
    ...(isId(person) || person === nobody ? { person } : {}),
    ...(accountStates.some(one => one === account) ? { account } : {}),
    ...(staffKinds.some(({ code }) => code === kind) ? { kind } : {}),
    ...(post ? { title: post } : {}),
    ...(employment === 'left' ? { employment } : {}),
  }
}

/** Who was looked for by a number that nobody here has. */
export const nobody = 'nobody'

/** What may be kept under a name: never who was looked for. */
export function withoutPerson({ q: _name, person: _person, ...query }: Raw): Raw {
  return query
}

export function filterOf({ q, person, account, kind, title, employment }: Raw): PeopleFilter {
  const state = accountStates.find(one => one === account)
  return {
    ...(q ? { search: q } : {}),
    ...(person ? { personId: person === nobody ? null : person } : {}),
    ...(state ? { account: state } : {}),
    ...(kind ? { staffKind: kind } : {}),
    ...(title ? { title } : {}),
    ...(employment === 'left' ? { hasLeft: true } : {}),
  }
}

/**
 * Whether what was typed into the search is a number of somebody and not a name: letters and digits alone, as long as
 * the shortest passport number and with two digits at least.
 */
export const isNumber = (typed: string): boolean => /^(?=(.*\d){2})[A-Z0-9]{5,20}$/.test(normaliseId(typed))

const longest = 60
const cut = (typed: string) => [...tidy(typed)].slice(0, longest).join('')
