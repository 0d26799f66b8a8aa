import { officeOf } from '../../domain/agency/actor.ts'
import { permissions } from '../../domain/agency/permission.ts'
import { daysLeft, legalDay } from '../../domain/clock.ts'
import { openStates } from '../../domain/correction/correction.ts'
import { sectionOf, sections } from '../../domain/record/sections.ts'
import { queue, reviewerOf } from '../../store/correction/queue.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { pager, readPage } from '../../web/paging.ts'
import { operationText } from '../../web/show/correction.ts'
import { labelOf } from '../../web/show/row.ts'
import { stateView } from '../../web/show/state.ts'
import { fromQueue, queued, readFilter } from './filter.ts'

const size = 25

/**
 * The queue of the agency one acts for, and of what one decides as second reviewer: what is due first comes first.
 * Unless a state or `all` is asked for, it holds what one has to do something about now.
 */
export function queuePages({ db, clock }: Deps) {
  const list: Handler = async (request, reply) => {
    const actor = actorOf(request)
    const language = reply.language()
    const today = legalDay(clock())
    const { asked, filter } = readFilter(request.query)
    const { q = '' } = rawForm(request.query)
    const search = q.trim() ? { search: q.trim() } : {}
    const paging = readPage(request.query, size)
    const found = await queue(db, reviewerOf(actor), today, { ...filter, ...search, ...paging })
    const narrowed = { ...asked, ...(q && { q }) }
    const pages = pager('/review', paging, found.count, found.isMore, narrowed)
    if (found.rows.length === 0 && paging.page > 1) return reply.seeOther(pages.href(1))
    return reply.page(
      'review/index',
      {
        form: { ...asked, q },
        from: fromQueue(request),
        states: [
          { value: 'all', text: 'review.all' },
          ...queued.map(state => ({ value: state, text: stateView({ state }).text })),
        ],
        sections: sections.map(section => ({ value: section.id, text: labelOf(section, language) })),
        corrections: found.rows.map(row => ({
          ...row,
          section: labelOf(sectionOf(row.section), language),
          operationText: operationText(row.operation),
          stateView: stateView(row),
          daysLeft: row.dueDay && openStates.includes(row.state) ? daysLeft(row.dueDay, today) : null,
          isMine: row.reviewerId === officeOf(actor),
          way: row.way ?? 'password',
          sentDay: row.submittedAt ? legalDay(row.submittedAt) : '',
          mayTake: row.state === 'submitted',
        })),
        ...pages,
        count: found.count,
        isHr: permissions.keepPeople(actor),
        isFiltered: Object.keys(narrowed).length > 0,
        hrefAll:
          asked.state === 'all' ? null : `/review?${new URLSearchParams({ ...asked, state: 'all', ...(q && { q }) })}`,
        dense: true,
        script: 'parts.js',
      },
      'review/_queue',
    )
  }

  return { list }
}
