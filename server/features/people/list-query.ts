import { accountStates } from '../../domain/account/state.ts'
import type { Actor } from '../../domain/agency/actor.ts'
import { statuses, type Status } from '../../domain/record/derived/status.ts'
import type { KeyRing } from '../../store/database/sealing.ts'
import { formerNameIndex } from '../../store/record/sealed-rows.ts'
import { codesOf } from '../../domain/record/code-book.ts'
import type { PeopleFilter } from '../../store/person/agency-list.ts'
import { rawForm, type Raw } from '../../web/forms.ts'
import { isPerson, nobody, wordIn } from '../../web/show/list/search.ts'

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
  const [name, post, place] = [wordIn(q), wordIn(title), wordIn(unit)]
  return {
    ...(name ? { q: name } : {}),
    ...(isPerson(person) ? { person } : {}),
    ...(accountStates.some(one => one === account) ? { account } : {}),
    ...(codesOf('staff_kinds').some(({ code }) => code === kind) ? { kind } : {}),
    ...(post ? { title: post } : {}),
    ...(place ? { unit: place } : {}),
    ...(statuses.some(one => one === employment) ? { employment } : {}),
  }
}

/** What the list was narrowed to, as a form carries it on. */
export const queryIn = ({ filter }: Raw): Raw => readQuery(rawForm(Object.fromEntries(new URLSearchParams(filter))))

/** What may be kept under a name: never who was looked for. */
export function withoutPerson({ q: _name, person: _person, ...query }: Raw): Raw {
  return query
}

/** `by`: who asks, since another name finds nobody whose record they do not see. */
export function filterOf(
  { q, person, account, kind, title, unit, employment }: Raw,
  { ring, by }: { ring: KeyRing; by: Pick<Actor, 'deputyFor'> },
): PeopleFilter {
  const state = accountStates.find(one => one === account)
  const notSeen = by.deputyFor.map(({ personId }) => personId)
  const status = statuses.find(one => one === employment)
  return {
    ...(q ? { search: q, formerName: formerNameIndex(ring, q), notSeen } : {}),
    ...(person ? { personId: person === nobody ? null : person } : {}),
    ...(state ? { account: state } : {}),
    ...(kind ? { staffKind: kind } : {}),
    ...(title ? { title } : {}),
    ...(unit ? { unit } : {}),
    ...(status ? filterBy[status] : {}),
  }
}

const filterBy: Record<Status, PeopleFilter> = {
  serving: { isServing: true },
  'on-leave': { isOnLeave: true },
  suspended: { isSuspended: true },
  'to-come': { isToCome: true },
  left: { hasLeft: true },
}

/** Whether the list holds others than those who are here. */
export const isOfOthers = ({ employment }: Raw): boolean => employment === 'left' || employment === 'to-come'
