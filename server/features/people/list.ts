import type { FastifyReply } from 'fastify'
import { accountStates } from '../../domain/account/state.ts'
import { isTheirOwn } from '../../domain/agency/actor.ts'
import { maySetAgencyRules } from '../../domain/agency/permission.ts'
import { legalDay } from '../../domain/clock.ts'
import { codeLabel, idTypes, staffKinds } from '../../domain/record/codes.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import * as people from '../../store/person/people.ts'
import { speak } from '../../text/speak.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { readPage } from '../../web/paging.ts'
import { codeOptions } from '../../web/show/options.ts'
import { readNewPerson } from './form.ts'
import { issueCode, issuedView, issueOnce } from './issue-code.ts'
import { roleOf } from './person.ts'

const size = 50

/** Who is here, and adding one. */
export function peoplePages(deps: Deps) {
  const { db, ring, clock } = deps

  const list: Handler = async (request, reply) => {
    const { q = '', account = '' } = rawForm(request.query)
    const state = accountStates.find(one => one === account)
    const paging = readPage(request.query, size)
    const { agencyId } = actorOf(request)
    const found = await people.ofAgency(db, agencyId ?? '', legalDay(clock()), { ...paging, search: q.trim(), state })
    const query = (page: number) =>
      new URLSearchParams({ ...(q ? { q } : {}), ...(state ? { account: state } : {}), page: String(page) })
    if (found.rows.length === 0 && paging.page > 1) return reply.seeOther(`/people?${query(1)}`)
    return reply.page(
      'people/index',
      {
        form: { q, account: state ?? '' },
        states: accountStates.filter(one => one !== 'closed'),
        people: found.rows.map(row => ({
          ...row,
          staffKind: codeLabel(staffKinds, row.staffKind, reply.language()),
          isSelf: row.id === actorOf(request).personId,
          isClosed: isTheirOwn(actorOf(request), row.id),
        })),
        page: paging.page,
        pages: Math.max(1, Math.ceil(found.count / size)),
        count: found.count,
        href: (page: number) => `/people?${query(page)}`,
        isFiltered: q.trim() !== '' || state !== undefined,
        rulesOf: agencyId && maySetAgencyRules(actorOf(request), agencyId) ? agencyId : null,
        dense: true,
        script: 'parts.js',
      },
      'people/_list',
    )
  }

  const newForm: Handler = async (_request, reply) => newPage(reply, { form: { staff_kind: 'teacher' } })

  const add: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const read = readNewPerson(form)
    if (!read.ok) return newPage(reply.code(422), read)
    const { identity, staffKind, title } = read.value
    const { agencyId } = actorOf(request)
    if (!agencyId) throw notFound()
    const now = clock()
    const enter = async (tx: Deps['db']) => {
      const assignment = { agencyId, staffKind, title, from: legalDay(now) }
      const by = byOf(request, roleOf(request))
      const back = await people.comeBack(tx, ring, { ...identity, assignment }, by, now)
      return back
        ? { ok: true as const, ...back }
        : people.add(tx, ring, { ...identity, assignment, grants: [], reason: added }, by, now)
    }
    const issued = await issueOnce(request, reply, deps, { isList: false, url: '/people' }, async tx => {
      const entered = await allOrNothing(tx, enter)
      if (!entered.ok) return entered
      const person = { id: entered.personId, name: identity.name }
      return [await issueCode(request, deps, tx, person, { way: 'letter', again: true })]
    })
    if (issued.ok) return reply.page(issuedView, issued.model)
    return newPage(reply.code(422), { form, errors: [{ field: 'id_number', text: issued.why }] })
  }

  return { list, newForm, add }
}

const newPage = (reply: FastifyReply, shown: { form: Raw; errors?: FieldError[] }) =>
  reply.page('people/new', {
    ...shown,
    idKinds: codeOptions(idTypes, reply.language()),
    staffKinds: codeOptions(staffKinds, reply.language()),
  })

// kept with the row, in the language of the record
const added = speak('zh-TW')('person.added')
