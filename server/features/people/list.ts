import type { FastifyReply, FastifyRequest } from 'fastify'
import { accountStates } from '../../domain/account/state.ts'
import { isTheirOwn, type Actor } from '../../domain/agency/actor.ts'
import { mayGiveSensitive, maySetAgencyRules } from '../../domain/agency/permission.ts'
import { legalDay } from '../../domain/clock.ts'
import { batchVerbs } from '../../domain/record/batch.ts'
import { foldName } from '../../domain/name-text.ts'
import { listOrders, type ListOrder } from '../../domain/person/list-order.ts'
import { statuses, statusOn, type Status } from '../../domain/record/derived/status.ts'
import { codesOf } from '../../domain/record/code-book.ts'
import { wordsIn } from '../../store/database/name-search.ts'
import * as profiles from '../../store/outgoing/profiles.ts'
import * as agencyList from '../../store/person/agency-list.ts'
import type { FoundName, Listed, Stretch } from '../../store/person/agency-list.ts'
import * as entering from '../../store/person/entering.ts'
import * as listViews from '../../store/person/list-views.ts'
import * as people from '../../store/person/people.ts'
import { idIndex, ofPeople } from '../../store/record/records.ts'
import { speak, type Speak } from '../../text/speak.ts'
import { actorOf, byOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { codeOptions } from '../../web/show/options.ts'
import { batchSections } from '../../web/show/record/batch-sections.ts'
import { readNewPerson } from '../../web/show/record/new-person.ts'
import { hrefIn, keptFor } from '../../web/list/kept-list.ts'
import { readStretch, stepsOf, tableOf, type Lead } from '../../web/show/list/list.ts'
import { namedBy } from '../../web/show/list/named.ts'
import { toldApart } from '../../web/show/list/told-apart.ts'
import { nobody, numberIn, staffNumberIn } from '../../web/show/list/search.ts'
import { issueCode, issuedView, issueOnce } from './issue-code.ts'
import { columns, peopleList } from './list-columns.ts'
import { filterOf, isOfOthers, queryIn, readQuery, withoutPerson } from './list-query.ts'
import { mostSelected, selectionOf } from './selection.ts'
import { mostInvited } from './without-code.ts'

const size = 50

/** Who is here, and adding one. */
export function peoplePages(deps: Deps) {
  const { db, ring, clock } = deps

  const list: Handler = async (request, reply) => {
    const raw = rawForm(request.query)
    return listPage(request, reply, readQuery(raw), { ...readStretch(raw, size), order: orderIn(raw) })
  }

  /**
   * What was typed to find somebody: a number stands in no address, and the order that is chosen holds until another
   * is. Rows that were ticked stay so, whether they are found or not.
   */
  const search: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const { accountId } = actorOf(request)
    const order = orderIn(form)
    if (order) await listViews.choose(db, accountId, peopleList.id, { query: { sort: order } })
    const typed = form['q'] ?? ''
    const found = await ofStaffNumber(request, typed)
    const number = numberIn(typed)
    const query = found ?? (number === undefined ? readQuery(form) : await ofNumber(request, number))
    const to = hrefOf({ ...query, ...(order && { sort: order }) })
    if (request.headers['hx-request-type'] !== 'partial') return reply.seeOther(to)
    const ticked = namedBy(form).slice(0, mostSelected)
    return listPage(request, reply.header('HX-Push-Url', to), query, { limit: size, order, ticked })
  }

  async function listPage(
    request: FastifyRequest,
    reply: FastifyReply,
    query: Raw,
    { ticked = [], ...asked }: Stretch & { order: ListOrder | undefined; ticked?: string[] },
  ) {
    const actor = actorOf(request)
    const language = reply.language()
    const { columnsOf, chosen, kept } = await keptFor(request, deps, peopleList, query)
    const order = asked.order ?? orderIn(chosen) ?? 'strokes'
    const found = await inAgency(request, query, order, asked)
    if (found.rows.length === 0 && (asked.after ?? asked.before)) return reply.seeOther(hrefOf(query))
    const shown = columnsOf(columns)
    const rows = shown.some(({ id }) => id === 'status') ? await withStatus(found.rows, query) : found.rows
    const table = tableOf(rows, shown, language, leadOf(actor, query, speak(language)))
    const mayChooseAll =
      (found.hasNext || found.hasPrevious) && !isOfOthers(query) && found.count <= mostSelected && !found.isMore
    const isFiltered = Object.keys(query).length > 0
    return reply.page(
      'people/list/index',
      {
        form: { ...query, sort: order, ...Object.fromEntries(ticked.map(id => [`person_${id}`, 'yes'])) },
        tickedElsewhere: ticked.filter(id => !table.boxes.includes(id)),
        states: accountStates.filter(one => one !== 'closed'),
        kinds: codeOptions(codesOf('staff_kinds'), language),
        orders: listOrders,
        employments: statuses,
        isElsewhere: isOfOthers(query),
        isNarrowed: Object.keys(withoutPerson(query)).length > 0,
        kept,
        asked: new URLSearchParams(query).toString(),
        mayChooseAll,
        countOfAll: mayChooseAll ? found.count - (await ownRows(request, query)) : 0,
        table,
        // two windows may stand in different orders
        steps: stepsOf('/people', { ...query, sort: order }, found),
        count: found.count,
        isMore: found.isMore,
        isFiltered,
        sensitiveOf: actor.agencyId && mayGiveSensitive(actor, actor.agencyId) ? actor.agencyId : null,
        rulesOf: actor.agencyId && maySetAgencyRules(actor, actor.agencyId) ? actor.agencyId : null,
        dense: true,
        script: 'parts.js',
      },
      'people/list/_list',
    )
  }

  /** Those who were chosen, and what may be done with them; the form of each carries their ids on. */
  const selected: Handler = async (request, reply) => {
    const found = await selectionOf(request, deps)
    if (!found.ok) return reply.seeOther(hrefOf(queryIn(rawForm(request.body))), found.why)
    return reply.page('people/list/selected', {
      people: toldApart(found.people, reply.language()),
      listed: found.people.map(({ id }) => id).join(' '),
      mayInvite: found.people.length <= mostInvited,
      mostInvited,
      verbs: batchVerbs,
      profiles: await profiles.ofAgency(db, actorOf(request).agencyId ?? ''),
      sections: batchSections(actorOf(request), reply.language()),
      dense: true,
    })
  }

  /** What each is today; told of those who are here in one question for all of them. */
  async function withStatus(rows: Listed[], query: Raw): Promise<(Listed & { status: Status })[]> {
    const today = legalDay(clock())
    const here = isOfOthers(query) ? [] : rows.map(({ personId }) => personId)
    const known = await ofPeople(db, ring, here, ['leave_status', 'separation'])
    return rows.map(row => ({ ...row, status: statusOn([row], known.get(row.personId) ?? [], today) }))
  }

  const inAgency = (request: FastifyRequest, query: Raw, order: ListOrder, stretch: Stretch) =>
    agencyList.ofAgency(db, actorOf(request).agencyId ?? '', legalDay(clock()), asked(request, query), order, stretch)

  const asked = (request: FastifyRequest, query: Raw) => filterOf(query, { ring, by: actorOf(request) })

  /** How many rows of these are one's own, or of somebody one is deputy of: they cannot be chosen. */
  async function ownRows(request: FastifyRequest, query: Raw): Promise<number> {
    const { personId, agencyId, deputyFor } = actorOf(request)
    const filter = { ...asked(request, query), personIds: [personId, ...deputyFor.map(one => one.personId)] }
    const { count } = await agencyList.ofAgency(db, agencyId ?? '', legalDay(clock()), filter, 'strokes', { limit: 1 })
    return count
  }

  /** The one whom the agency knows by this number now. */
  async function ofStaffNumber(request: FastifyRequest, typed: string): Promise<Raw | undefined> {
    const staffNumber = staffNumberIn(typed)
    if (!/\d/.test(staffNumber)) return undefined
    const { agencyId } = actorOf(request)
    const filter = { staffNumber }
    const { rows } = await agencyList.ofAgency(db, agencyId ?? '', legalDay(clock()), filter, 'strokes', { limit: 1 })
    return rows[0] && { person: rows[0].personId }
  }

  /** The one with this number, or else who had it, among those who are here or were; nobody else is ever named. */
  async function ofNumber(request: FastifyRequest, typed: string): Promise<Raw> {
    const represented = actorOf(request).deputyFor.map(({ personId }) => personId)
    for (const { id, isFormer } of await people.byAnyNumber(db, idIndex(ring, typed), represented)) {
      for (const query of [{ person: id }, { person: id, employment: 'left' }]) {
        const { rows } = await inAgency(request, query, 'strokes', { limit: 1 })
        if (rows.some(({ isElsewhere }) => !(isFormer && isElsewhere))) return query
      }
    }
    return { person: nobody }
  }

  const newForm: Handler = async (_request, reply) => newPage(reply, { form: { staff_kind: 'teacher' } })

  const add: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const read = readNewPerson(form)
    if (!read.ok) return newPage(reply.code(422), read)
    const { identity, staffKind, title, unit, staffNumber } = read.value
    const { agencyId } = actorOf(request)
    if (!agencyId) throw notFound()
    const now = clock()
    const assignment = { agencyId, staffKind, title, unit, staffNumber, from: legalDay(now) }
    const issued = await issueOnce(request, reply, deps, { isList: false, url: '/people' }, async tx => {
      const by = byOf(request, hrRoleOf(request))
      const entered = await entering.enter(tx, ring, { ...identity, assignment, reason: added }, by, now)
      if (!entered.ok) return entered
      const person = { id: entered.personId, name: identity.name }
      return [await issueCode(request, deps, tx, person, { way: 'letter', again: true })]
    })
    if (issued.ok) return reply.page(issuedView, issued.model)
    const field = issued.why === 'person.refused.staff-number-taken' ? 'staff_number' : 'id_number'
    return newPage(reply.code(422), { form, errors: [{ field, text: issued.why }] })
  }

  return { list, search, selected, newForm, add }
}

const newPage = (reply: FastifyReply, shown: { form: Raw; errors?: FieldError[] }) =>
  reply.page('people/new', {
    ...shown,
    idKinds: codeOptions(codesOf('id_types'), reply.language()),
    staffKinds: codeOptions(codesOf('staff_kinds'), reply.language()),
  })

const hrefOf = (query: Raw) => hrefIn('/people', query)

const orderIn = ({ sort }: Raw): ListOrder | undefined => listOrders.find(one => one === sort)

/** Leads to whoever may be opened, and says by which other name somebody was found. */
const leadOf =
  (actor: Actor, query: Raw, t: Speak) =>
  ({ personId, name, isElsewhere, found }: Listed): Lead => {
    const lead = { text: name, also: found ? foundName(found, query['q'] ?? '', t) : undefined }
    if (personId === actor.personId) return { ...lead, more: { text: 'people.self', href: '/record' } }
    if (isTheirOwn(actor, personId) || isElsewhere) return lead
    const href = `/people/${personId}`
    return isOfOthers(query) ? { ...lead, href } : { ...lead, href, box: personId }
  }

function foundName(found: FoundName, typed: string, t: Speak): string {
  if (found === 'former') return t('list.found.former', { name: typed })
  const { romanised, english } = found
  const words = wordsIn(typed)
  const isIn = (name: string | null): name is string => words.every(word => foldName(name ?? '').includes(word))
  return isIn(romanised) || !english
    ? t('list.found.romanised', { name: romanised ?? '' })
    : t('list.found.english', { name: english })
}

// kept with the row, in the language of the record
const added = speak('zh-TW')('person.added')
