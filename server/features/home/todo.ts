import type { OwnCorrections, Queue } from '../../store/correction/workload.ts'
import type { Holes, TextKey } from '../../text/speak.ts'

/** One thing that waits for the person, and what one presses to do it; `overdue` of them are late. */
export type Todo = { href: string; text: TextKey; go: TextKey; holes?: Holes; overdue?: number }

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
    todo.push({ href: '/corrections', text, go: 'home.go.returned', holes: { count: own.returned, day } })
  }
  if (queue && queue.forChief > 0) {
    todo.push({
      href: '/review?state=waiting_chief',
      text: 'home.todo.chief',
      go: 'home.go.chief',
      holes: { count: queue.forChief },
    })
  }
  if (queue && queue.waiting > 0) {
    const day = queue.dueDay ? date(queue.dueDay) : ''
    todo.push({
      href: '/review',
      text: day ? 'home.todo.review-day' : 'home.todo.review',
      go: 'home.go.review',
      holes: { count: queue.waiting, day },
      overdue: queue.overdue,
    })
  }
  if (queue && queue.atAuthority > 0) {
    todo.push({
      href: '/review?state=waiting_authority',
      text: 'home.todo.authority',
      go: 'home.go.authority',
      holes: { count: queue.atAuthority },
    })
  }
  if (queue && queue.late > 0) {
    todo.push({
      href: '/review?state=in_review',
      text: 'home.todo.late',
      go: 'home.go.late',
      holes: { count: queue.late },
    })
  }
  if (administrator?.agencies === 0) {
    todo.push({ href: '/agencies/new', text: 'home.todo.agencies', go: 'agency.add.title' })
  }
  if (administrator && administrator.withoutHr > 0) {
    todo.push({
      href: '/agencies',
      text: 'home.todo.agencies-without-hr',
      go: 'home.go.agencies',
      holes: { count: administrator.withoutHr },
    })
  }
  if (own.drafts > 0) {
    todo.push({ href: '/corrections', text: 'home.todo.drafts', go: 'home.go.drafts', holes: { count: own.drafts } })
  }
  if (unread > 0) {
    todo.push({ href: '/inbox', text: 'home.todo.unread', go: 'home.go.unread', holes: { count: unread } })
  }
  return todo
}
