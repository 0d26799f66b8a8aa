import type { OwnCorrections, Queue } from '../../store/correction/workload.ts'
import type { Holes, TextKey } from '../../text/speak.ts'

/** One thing that waits for the person, and what one presses to do it; `overdue` of them are late. */
export type Todo = { href: string; text: TextKey; go: TextKey; holes: Holes; overdue?: number }

type Waits = {
  unread: number
  own: OwnCorrections
  queue: Queue | undefined
  /** Certificates that wait for the seal of whoever seals here. */
  toSeal: number
  /** Recipients of values that were corrected afterwards, whom nobody has told. */
  toTell: number
  administrator: { agencies: number; withoutHr: number } | undefined
}

type Kind = {
  href: string
  /** How many of it wait; none, and it is not said. */
  count: (waits: Waits) => number | undefined
  overdue?: (waits: Waits) => number | undefined
  /** The first day by which one of them has to be done, and how that is said. */
  day?: { of: (waits: Waits) => string | null | undefined; text: TextKey }
  text: TextKey
  go: TextKey
}

/** What may wait for somebody, the most pressing first. */
const kinds: readonly Kind[] = [
  {
    href: '/corrections',
    count: ({ own }) => own.returned,
    day: { of: ({ own }) => own.supplementDay, text: 'home.todo.returned-day' },
    text: 'home.todo.returned',
    go: 'home.go.returned',
  },
  {
    href: '/review?state=waiting_chief',
    count: ({ queue }) => queue?.forChief,
    text: 'home.todo.chief',
    go: 'home.go.chief',
  },
  {
    href: '/certificates/to-seal',
    count: ({ toSeal }) => toSeal,
    text: 'home.todo.seal',
    go: 'home.go.seal',
  },
  {
    href: '/review',
    count: ({ queue }) => queue?.waiting,
    overdue: ({ queue }) => queue?.overdue,
    day: { of: ({ queue }) => queue?.dueDay, text: 'home.todo.review-day' },
    text: 'home.todo.review',
    go: 'home.go.review',
  },
  {
    href: '/review?state=waiting_authority',
    count: ({ queue }) => queue?.atAuthority,
    text: 'home.todo.authority',
    go: 'home.go.authority',
  },
  {
    href: '/review?state=in_review',
    count: ({ queue }) => queue?.late,
    text: 'home.todo.late',
    go: 'home.go.late',
  },
  {
    href: '/recipients',
    count: ({ toTell }) => toTell,
    text: 'home.todo.tell',
    go: 'home.go.tell',
  },
  {
    href: '/agencies/new',
    count: ({ administrator }) => (administrator?.agencies === 0 ? 1 : 0),
    text: 'home.todo.agencies',
    go: 'agency.add.title',
  },
  {
    href: '/agencies',
    count: ({ administrator }) => administrator?.withoutHr,
    text: 'home.todo.agencies-without-hr',
    go: 'home.go.agencies',
  },
  { href: '/corrections', count: ({ own }) => own.drafts, text: 'home.todo.drafts', go: 'home.go.drafts' },
  { href: '/inbox', count: ({ unread }) => unread, text: 'home.todo.unread', go: 'home.go.unread' },
]

/** What waits for somebody, the most pressing first. `date` puts a day into words. */
export const todoList = (waits: Waits, date: (day: string) => string): Todo[] =>
  kinds.flatMap(({ href, count: countOf, overdue, day, text, go }) => {
    const count = countOf(waits) ?? 0
    const until = day?.of(waits)
    const said = until && day ? { text: day.text, holes: { count, day: date(until) } } : { text, holes: { count } }
    return count > 0 ? [{ href, go, ...said, overdue: overdue?.(waits) ?? 0 }] : []
  })
