import { accountStates } from '../../domain/account/state.ts'
import { staffKinds } from '../../domain/record/codes.ts'
import type { PeopleFilter } from '../../store/person/agency-list.ts'
import { rawForm, type Raw } from '../../web/forms.ts'
import { cut, isPerson, nobody, numberIn } from '../../web/show/list/search.ts'

/** What the list of people is narrowed to, as its address says it: what is no filter is left out. */
export function readQuery({
  q = '',
  person = '',
  account = '',
  kind = '',
  title = '',
  unit = '',
  employment = '',
}: Raw): Raw {
  const [name, post, place] = [cut(q), cut(title), cut(unit)]
  return {
    ...(name && numberIn(name) === undefined ? { q: name } : {}),
    ...(isPerson(person) ? { person } : {}),
    ...(accountStates.some(one => one === account) ? { account } : {}),
    ...(staffKinds.some(({ code }) => code === kind) ? { kind } : {}),
    ...(post && numberIn(post) === undefined ? { title: post } : {}),
    ...(place && numberIn(place) === undefined ? { unit: place } : {}),
    ...(['left', 'on-leave'].includes(employment) ? { employment } : {}),
  }
}

/** What the list was narrowed to, as a form carries it on. */
export const queryIn = ({ filter }: Raw): Raw => readQuery(rawForm(Object.fromEntries(new URLSearchParams(filter))))

/** What may be kept under a name: never who was looked for. */
export function withoutPerson({ q: _name, person: _person, ...query }: Raw): Raw {
  return query
}

export function filterOf({ q, person, account, kind, title, unit, employment }: Raw): PeopleFilter {
  const state = accountStates.find(one => one === account)
  return {
    ...(q ? { search: q } : {}),
    ...(person ? { personId: person === nobody ? null : person } : {}),
    ...(state ? { account: state } : {}),
    ...(kind ? { staffKind: kind } : {}),
    ...(title ? { title } : {}),
    ...(unit ? { unit } : {}),
    ...(employment === 'left' ? { hasLeft: true } : {}),
    ...(employment === 'on-leave' ? { isOnLeave: true } : {}),
  }
}
