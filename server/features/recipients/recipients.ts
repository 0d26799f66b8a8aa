import type { FastifyReply, FastifyRequest } from 'fastify'
import { isTheirOwn } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import { dayInTable, readRocDate, shortDate } from '../../domain/roc-date.ts'
import type { Language } from '../../domain/language.ts'
import type { Db } from '../../store/database/database.ts'
import * as corrected from '../../store/outgoing/corrected.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, agencyOf, byOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { dateError, rawForm, readText, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { isId } from '../../web/ids.ts'
import { tableOf, type Column } from '../../web/show/list/list.ts'
import { givenFields } from '../../web/show/record/given-fields.ts'
import { toldState } from '../../web/show/record/told.ts'

type OfOne = { Params: { id: string } }
const size = 25
const longestHow = 100

/** Who received a value that was corrected afterwards, and what came of telling them. */
export function recipientPages(deps: Deps) {
  const { db, clock } = deps

  const list: Handler = async (request, reply) => {
    const { after = '', state = '' } = rawForm(request.query)
    const isOpen = state !== 'all'
    const [time = '', id = ''] = after.split('_')
    const place = /^\d{1,14}$/.test(time) && isId(id) ? { at: new Date(Number(time)), id } : undefined
    const found = await corrected.ofAgency(db, agencyOf(request), { isOpen, after: place, limit: size + 1 })
    const rows = found.slice(0, size)
    const last = rows.at(-1)
    const language = reply.language()
    return reply.page('recipients/index', {
      table: tableOf(rows, columns, language, lead),
      isOpen,
      next: found.length > size && last ? `${last.correctedAt.getTime()}_${last.id}` : null,
      dense: true,
    })
  }

  const show: Handler<OfOne> = async (request, reply) => page(request, reply, await oneOf(request))

  const save: Handler<OfOne> = async (request, reply) => {
    const one = await oneOf(request)
    const form = rawForm(request.body)
    const now = clock()
    const errors: FieldError[] = []
    const isTelling = form['step'] !== 'acknowledged'
    const field = isTelling ? 'told_day' : 'acknowledged_day'
    const read = readRocDate(form[field] ?? '')
    if (!read.ok) errors.push(dateError(form, field, read))
    const first = isTelling ? legalDay(one.correctedAt) : (one.toldDay ?? '')
    if (read.ok && (read.value < first || read.value > legalDay(now))) errors.push({ field, text: 'told.refused.day' })
    const how = isTelling ? readText(form, 'how', longestHow, errors) : ''
    if (isTelling && how === '') errors.push({ field: 'how', text: 'told.refused.how' })
    if (!read.ok || errors.length > 0) return page(request, reply.code(422), one, { form, errors })
    const by = byOf(request, hrRoleOf(request))
    const work = (tx: Db) =>
      isTelling
        ? corrected.setTold(tx, one.id, { day: read.value, how }, by, now)
        : corrected.setAcknowledged(tx, one.id, read.value, by, now)
    const to = `/recipients/${one.id}`
    if (await once(request, deps, work, done => (done ? to : null))) {
      return reply.seeOther(to, isTelling ? 'said.recipient-told' : 'said.recipient-acknowledged')
    }
    const errors409 = [{ field: 'main', text: 'told.refused.noted' }] satisfies FieldError[]
    return page(request, reply.code(409), await oneOf(request), { form, errors: errors409 })
  }

  async function oneOf(request: FastifyRequest<OfOne>) {
    const one = await corrected.find(db, request.params.id)
    if (one?.agencyId !== agencyOf(request)) throw notFound()
    return one
  }

  function page(
    request: FastifyRequest,
    reply: FastifyReply,
    one: corrected.Corrected,
    shown: { form?: Raw; errors?: FieldError[] } = {},
  ) {
    const language = reply.language()
    return reply.page('recipients/one', {
      one: { ...one, given: givenFields(one.fields, language), state: speak(language)(toldState(one)) },
      mayReview: one.decidingAgencyId === one.agencyId && !isTheirOwn(actorOf(request), one.personId),
      today: shortDate(legalDay(clock())),
      max: longestHow,
      ...shown,
    })
  }

  return { list, show, save }
}

const lead = ({ id, recipients }: corrected.Corrected) => ({ text: recipients, href: `/recipients/${id}` })

const dayOf = (at: Date | null, language: Language) => (at ? dayInTable(legalDay(at), language) : '')

const columns: readonly Column<corrected.Corrected>[] = [
  { id: 'name', label: 'person.name', cell: ({ name }) => name },
  { id: 'fields', label: 'told.fields', cell: ({ fields }, language) => givenFields(fields, language) },
  {
    id: 'left',
    label: 'told.left',
    cell: ({ leftAt }, language) => ({ text: dayOf(leftAt, language), isWhole: true }),
  },
  {
    id: 'corrected',
    label: 'told.corrected',
    cell: ({ correctedAt }, language) => ({ text: dayOf(correctedAt, language), isWhole: true }),
  },
  { id: 'state', label: 'told.state', cell: (one, language) => speak(language)(toldState(one)) },
]
