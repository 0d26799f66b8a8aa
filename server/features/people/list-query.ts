import { accountStates } from '../../domain/account/state.ts'
import { normaliseId } from '../../domain/national-id.ts'
import { staffKinds } from '../../domain/record/codes.ts'
import { tidy } from '../../domain/typed-text.ts'
import type { PeopleFilter } from '../../store/person/agency-list.ts'
import { rawForm, type Raw } from '../../web/forms.ts'
import { isId } from '../../web/ids.ts'

/** What the list of people is narrowed to, as its address says it: what is no filter is left out. */
export function readQuery({ q = '', person = '', account = '', kind = '', title = '', employment = '' }: Raw): Raw {
  const [name, post] = [cut(q), cut(title)]
  return {
    ...(name && numberIn(name) === undefined ? { q: name } : {}),
    ...(isId(person) || person === nobody ? { person } : {}),
    ...(accountStates.some(one => one === account) ? { account } : {}),
    ...(staffKinds.some(({ code }) => code === kind) ? { kind } : {}),
    ...(post && numberIn(post) === undefined ? { title: post } : {}),
    ...(['left', 'on-leave'].includes(employment) ? { employment } : {}),
  }
}

/** What the list was narrowed to, as a form carries it on. */
export const queryIn = ({ filter }: Raw): Raw => readQuery(rawForm(Object.fromEntries(new URLSearchParams(filter))))

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
    ...(employment === 'on-leave' ? { isOnLeave: true } : {}),
  }
}

/**
 * The number of somebody in what was typed, whatever stands beside it: no name or title has so many digits, and a
 * number stands in no address and is not kept. Alone it may be as short as the shortest passport number.
 */
export function numberIn(typed: string): string | undefined {
  const alone = normaliseId(typed)
  if (/^(?=(.*\d){2})[A-Z0-9]{5,20}$/.test(alone) && !/[a-z]\s+[a-z]/i.test(typed)) return alone
  const signs = alone.replace(/[^A-Z0-9]/g, '')
  if (!/(\d.*){5}/.test(signs)) return undefined
  return /[A-Z][A-Z0-9]\d{8}(?!\d)/.exec(signs)?.[0] ?? signs
}

const longest = 60
const cut = (typed: string) => [...tidy(typed)].slice(0, longest).join('')
