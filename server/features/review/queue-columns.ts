import { officeOf, type Actor } from '../../domain/agency/actor.ts'
import { daysLeft, legalDay } from '../../domain/clock.ts'
import { openStates } from '../../domain/correction/correction.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import { dayInTable } from '../../domain/roc-date.ts'
import type { queue } from '../../store/correction/queue.ts'
import { speak } from '../../text/speak.ts'
import { keyOf } from '../../web/show/key-of.ts'
import { countText } from '../../web/list/agencies.ts'
import type { KeptList } from '../../web/list/kept-list.ts'
import type { Column } from '../../web/show/list/list.ts'
import { labelOf } from '../../web/show/row.ts'
import { stateView } from '../../web/show/state.ts'
import { readFilter } from './filter.ts'

type Queued = Awaited<ReturnType<typeof queue>>['rows'][number]

/** What a line of the queue is to the one who reads it; `from` ends the addresses that lead back to the queue. */
export function linesOf(rows: readonly Queued[], actor: Actor, { today, from }: { today: string; from: string }) {
  const next = rows.find(mayTake)
  return rows.map(row => ({
    ...row,
    from,
    mayTake: mayTake(row),
    isMine: row.reviewerId === officeOf(actor),
    isNext: row === next,
    daysLeft: row.dueDay && openStates.includes(row.state) ? daysLeft(row.dueDay, today) : null,
  }))
}

const mayTake = ({ state }: Queued) => state === 'submitted'

/** What stands beside the number of a correction in the queue. */
export const columns: readonly Column<ReturnType<typeof linesOf>[number]>[] = [
  { id: 'person', label: 'review.person', cell: ({ personName }) => personName },
  { id: 'agency', label: 'directory.agency', cell: ({ agencyName }) => agencyName },
  {
    id: 'what',
    label: 'correction.what',
    cell: ({ section, operation }, language) => ({
      view: '/parts/change/mark',
      shown: { section: labelOf(sectionOf(section), language), operation },
    }),
  },
  {
    id: 'signed',
    label: 'review.signed',
    cell: ({ way }, language) => speak(language)(keyOf.signedBy(way ?? 'password')),
  },
  {
    id: 'sent',
    label: 'review.sent',
    cell: ({ submittedAt }, language) => ({
      text: submittedAt ? dayInTable(legalDay(submittedAt), language) : '',
      isWhole: true,
    }),
  },
  {
    id: 'state',
    label: 'correction.state',
    cell: (row, language) => {
      const { text, tone } = stateView(row)
      return { view: '/parts/status', shown: { text: speak(language)(text), tone } }
    },
  },
  { id: 'reviewer', label: 'review.reviewer', cell: row => ({ view: '/review/_reviewer', shown: row }) },
  { id: 'due', label: 'correction.due', cell: row => ({ view: '/review/_due', shown: row }) },
]

/** The queue, as each account sees it. */
export const queueList: KeptList = {
  id: 'queue',
  path: '/review',
  columns,
  keep: query => readFilter(query).asked,
}

type Counted = { waiting: number; overdue: number }

/** What stands beside an agency below. */
export const countColumns: readonly Column<Counted>[] = [
  { id: 'waiting', label: 'review.waiting-count', cell: ({ waiting }, language) => countText(waiting, language) },
  { id: 'overdue', label: 'review.overdue-count', cell: ({ overdue }, language) => countText(overdue, language) },
]
