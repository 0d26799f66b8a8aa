import { states, type State } from '../../domain/correction/correction.ts'
import { findSection } from '../../domain/record/sections.ts'
import { isReceipt, type QueueFilter } from '../../store/correction/queue.ts'
import { rawForm, type Raw } from '../../web/forms.ts'
import { cut, isPerson, nobody, numberIn } from '../../web/show/list/search.ts'

/** States that something in the queue can have. */
export const queued: readonly State[] = states.filter(state => state !== 'draft')
const isQueued = (text: string): text is State => queued.some(state => state === text)

type Narrowed = Pick<QueueFilter, 'isTheirs' | 'state' | 'section' | 'scope'>

/**
 * What the queue is narrowed to: one state, `all`, or else what one has to do something about now; one section; and
 * whose corrections. `asked` is the same as an address says it.
 */
export function readFilter(query: unknown): { asked: Raw; filter: Narrowed } {
  const { state = '', section = '', scope = '' } = rawForm(query)
  const others = { ...(findSection(section) && { section }), ...(isScope(scope) && { scope }) }
  if (isQueued(state)) return { asked: { state, ...others }, filter: { state, ...others } }
  if (state === 'all') return { asked: { state, ...others }, filter: others }
  return { asked: others, filter: { isTheirs: true, ...others } }
}

const scopes = ['own', 'second'] as const
const isScope = (text: string): text is (typeof scopes)[number] => scopes.some(scope => scope === text)

/** Whom or what one searched for besides, as an address says it: a name, the number of a correction, or a person. */
export function readSearch(query: unknown): { q?: string; person?: string } {
  const { q = '', person = '' } = rawForm(query)
  const typed = cut(q)
  return {
    ...(typed && (isReceipt(typed) || numberIn(typed) === undefined) ? { q: typed } : {}),
    ...(isPerson(person) ? { person } : {}),
  }
}

export const searchOf = ({ q, person }: { q?: string; person?: string }): Pick<QueueFilter, 'search' | 'personId'> => ({
  ...(q ? { search: q } : {}),
  ...(person ? { personId: person === nobody ? null : person } : {}),
})

/**
 * What the addresses of a correction end with, so that the way back and the next one stay in the queue one came from.
 * Whom one searched for stays behind: no address says of a correction whose it is.
 */
export function fromQueue(query: unknown): string {
  const asked = new URLSearchParams(readFilter(query).asked).toString()
  return asked && `?${asked}`
}
