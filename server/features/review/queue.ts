import type { FastifyReply, FastifyRequest } from 'fastify'
import { permissions } from '../../domain/agency/permission.ts'
import { legalDay } from '../../domain/clock.ts'
import { sections } from '../../domain/record/sections.ts'
import { isReceipt, queue, reviewerOf, type QueueFilter } from '../../store/correction/queue.ts'
import * as workload from '../../store/correction/workload.ts'
import * as people from '../../store/person/people.ts'
import { idIndex } from '../../store/record/records.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { agenciesPage } from '../../web/list/agencies.ts'
import { countedIn } from '../../web/list/agency-scope.ts'
import { hrefIn, keptFor } from '../../web/list/kept-list.ts'
import { readStretch, stepsOf, tableOf } from '../../web/show/list/list.ts'
import { nobody, numberIn } from '../../web/show/list/search.ts'
import { labelOf } from '../../web/show/row.ts'
import { stateView } from '../../web/show/state.ts'
import { fromQueue, queued, readFilter, readSearch, searchOf } from './filter.ts'
import { columns, countColumns, linesOf, queueList } from './queue-columns.ts'

const size = 25

/**
 * The queue of the agency one acts for, and of what one decides as second reviewer: what is due first comes first.
 * Unless a state or `all` is asked for, it holds what one has to do something about now.
 */
export function queuePages(deps: Deps) {
  const { db, ring, clock } = deps

  const list: Handler = async (request, reply) => {
    const raw = rawForm(request.query)
    const query = { ...readFilter(raw).asked, ...readSearch(raw) }
    return queuePage(request, reply, query, readStretch(raw, size))
  }

  /** What was typed to find something: the number of a person stands in no address. */
  const search: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const { asked } = readFilter(form)
    const typed = form['q'] ?? ''
    const number = isReceipt(typed) ? undefined : numberIn(typed)
    const query = { ...asked, ...(number === undefined ? readSearch(form) : await ofNumber(request, asked, number)) }
    const to = hrefOf(query)
    if (request.headers['hx-request-type'] !== 'partial') return reply.seeOther(to)
    return queuePage(request, reply.header('HX-Push-Url', to), query, { limit: size })
  }

  async function queuePage(
    request: FastifyRequest,
    reply: FastifyReply,
    query: Raw,
    stretch: Pick<QueueFilter, 'after' | 'before' | 'limit'>,
  ) {
    const actor = actorOf(request)
    const language = reply.language()
    const today = legalDay(clock())
    const narrowed = { ...readFilter(query).filter, ...searchOf(query) }
    const { state, ...ofAnyState } = query
    const found = await queue(db, reviewerOf(actor), today, { ...narrowed, ...stretch })
    if (found.rows.length === 0 && (stretch.after ?? stretch.before)) return reply.seeOther(hrefOf(query))
    const { columnsOf, kept } = await keptFor(request, deps, queueList, query)
    const isHr = permissions.keepPeople(actor)
    // of one agency alone its name tells nothing
    const isOfSeveral = actor.secondReviews && query['scope'] !== 'own'
    const shown = columnsOf(columns).filter(({ id }) => id !== 'agency' || isOfSeveral)
    const lines = linesOf(found.rows, actor, { today, from: fromQueue(query) })
    return reply.page(
      'review/index',
      {
        form: query,
        states: [
          { value: 'all', text: 'review.all' },
          ...queued.map(state => ({ value: state, text: stateView({ state }).text })),
        ],
        sections: sections.map(section => ({ value: section.id, text: labelOf(section, language) })),
        table: tableOf(lines, shown, language, leadOf(fromQueue(query)), null),
        steps: stepsOf('/review', query, found),
        kept,
        count: found.count,
        isMore: found.isMore,
        isHr,
        hasScopes: isHr && actor.secondReviews,
        isFiltered: Object.keys(query).length > 0,
        hrefAll: state === 'all' ? null : hrefOf({ state: 'all', ...ofAnyState }),
        dense: true,
        script: 'parts.js',
      },
      'review/_queue',
    )
  }

  /** How many wait at the agencies below: nothing of them is told, since they are decided there. */
  const below: Handler = async (request, reply) => {
    const raw = rawForm(request.query)
    const { agencies, scope } = await countedIn(request, deps, raw)
    const found = await workload.countedAt(db, agencies, legalDay(clock()), readStretch(raw, size))
    return agenciesPage(reply, 'review', { found, scope, columns: countColumns })
  }

  /** The one with this number of whom something is in this queue; nobody else is ever named. */
  async function ofNumber(request: FastifyRequest, asked: Raw, typed: string): Promise<{ person: string }> {
    const person = await people.byIdNumber(db, idIndex(ring, typed))
    if (!person) return { person: nobody }
    const narrowed = { ...readFilter(asked).filter, personId: person.id, limit: 1 }
    const { rows } = await queue(db, reviewerOf(actorOf(request)), legalDay(clock()), narrowed)
    return { person: rows.length > 0 ? person.id : nobody }
  }

  return { list, search, below }
}

const leadOf =
  (from: string) =>
  ({ id, number }: { id: string; number: string | null }) => ({
    text: number ?? '',
    href: `/review/${id}${from}`,
    isNumber: true,
  })

const hrefOf = (query: Raw) => hrefIn('/review', query)
