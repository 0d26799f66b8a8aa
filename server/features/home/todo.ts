import type { OwnCorrections, Queue } from '../../store/correction/workload.ts'
import type { Holes, TextKey } from '../../text/speak.ts'

/** One thing that waits for the person; `overdue` of them are late. */
export type Todo = { href: string; text: TextKey; holes?: Holes; overdue?: number }

/** What waits for somebody, the most pressing first; what is zero is not said. `date` puts a day into words. */
export function todoList(
  waits: {
    unread: number
    own: OwnCorrections
    queue: Queue | undefined
    administrator: { agencies: number; withoutHr: number } | undefined
  },
  date: (day: string) => string,
): Todo[] {
  const { unread, own, queue, administrator } = waits
  const todo: Todo[] = []
  if (own.returned > 0) {
    const day = own.supplementDay ? date(own.supplementDay) : ''
    const text = day ? 'home.todo.returned-day' : 'home.todo.returned'
    todo.push({ href: '/corrections', text, holes: { count: own.returned, day } })
  }
  if (queue && queue.forChief > 0) {
    todo.push({ href: '/review?state=waiting_chief', text: 'home.todo.chief', holes: { count: queue.forChief } })
  }
  if (queue && queue.waiting > 0) {
    todo.push({
      href: '/review',
      text: 'home.todo.review',
      holes: { count: queue.waiting },
      overdue: queue.overdue,
    })
  }
  if (administrator?.agencies === 0) todo.push({ href: '/agencies/new', text: 'home.todo.agencies' })
  if (administrator && administrator.withoutHr > 0) {
    todo.push({
      href: '/agencies',
      text: 'home.todo.agencies-without-hr',
      holes: { count: administrator.withoutHr },
    })
  }
  if (own.drafts > 0) todo.push({ href: '/corrections', text: 'home.todo.drafts', holes: { count: own.drafts } })
  if (unread > 0) todo.push({ href: '/inbox', text: 'home.todo.unread', holes: { count: unread } })
  return todo
}
