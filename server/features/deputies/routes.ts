import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasRole } from '../../domain/agency/actor.ts'
import { decide, stateOf } from '../../domain/agency/deputy.ts'
import { permissions } from '../../domain/agency/permission.ts'
import { legalDay } from '../../domain/clock.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as deputies from '../../store/person/deputies.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf, proofFor, provedLately } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import type { FieldError } from '../../web/forms.ts'
import { uuid } from '../../web/ids.ts'
import naming from './naming.ts'

type WithId = { Params: { id: string } }

/** Who stands in for whom: everybody sees their own deputyships, the HR chief those of the agency. */
export default async function deputyPages(app: FastifyInstance, deps: Deps) {
  const { db, clock } = deps

  app.register(naming, deps)

  app.get('/deputies', async (request, reply) => {
    const actor = actorOf(request)
    const today = legalDay(clock())
    const all = await deputies.seenBy(db, actor.accountId, hasRole(actor, 'hr_chief') ? actor.agencyId : null)
    return reply.page('deputies/index', {
      rows: all.map(row => ({ ...row, state: stateOf(row, today) })),
      mayName: permissions.keepPeople(actor) && !actor.actingFor,
    })
  })

  app.get<WithId>('/deputies/:id', withId, async (request, reply) => page(request, reply))

  app.post<WithId>('/deputies/:id/agreement', withId, async (request, reply) => {
    const { row, may } = await known(request)
    const now = clock()
    if (!provedLately(request, now)) return reply.seeOther(proofFor(`/deputies/${row.id}`))
    const judged = may('agree')
    if (!judged.ok) return refuse(request, reply, judged.why)
    const done = await once(
      request,
      deps,
      tx => deputies.agree(tx, row.id, byOf(request, 'hr_chief'), now),
      isDone => (isDone ? `/deputies/${row.id}` : null),
    )
    if (!done) return refuse(request, reply, 'deputy.refused.not-now')
    return reply.seeOther(`/deputies/${row.id}`)
  })

  app.post<WithId>('/deputies/:id/end', withId, async (request, reply) => {
    const { row, may, role } = await known(request)
    const judged = may('end')
    if (!judged.ok) return refuse(request, reply, judged.why)
    const done = await once(
      request,
      deps,
      tx => deputies.end(tx, row.id, byOf(request, role), clock()),
      isDone => (isDone ? `/deputies/${row.id}` : null),
    )
    if (!done) return refuse(request, reply, 'deputy.refused.not-now')
    return reply.seeOther(`/deputies/${row.id}`)
  })

  /** A deputyship that concerns the actor; 404 for everybody else. */
  async function known(request: FastifyRequest<WithId>) {
    const actor = actorOf(request)
    const today = legalDay(clock())
    const row = await deputies.find(db, request.params.id)
    if (!row) throw refuseWith(404, 'problem.not-found')
    const around = await deputies.around(db, row, today)
    const may = (action: 'agree' | 'end') => decide(row, action, actor, around, today)
    const judged = may('end')
    if (!judged.ok && judged.why === 'deputy.refused.not-yours') throw refuseWith(404, 'problem.not-found')
    const isConcerned = [row.representedId, row.deputyId].includes(actor.accountId)
    return { row, may, state: stateOf(row, today), role: isConcerned ? 'employee' : 'hr_chief' }
  }

  async function page(request: FastifyRequest<WithId>, reply: FastifyReply, errors: FieldError[] = []) {
    const { row, may, state } = await known(request)
    const [namedBy, agreedBy] = await Promise.all([
      accounts.nameOf(db, row.namedBy),
      row.agreedBy ? accounts.nameOf(db, row.agreedBy) : '',
    ])
    const [mayAgree, mayEnd] = [may('agree').ok, may('end').ok]
    return reply.page('deputies/show', { row, state, namedBy, agreedBy, mayAgree, mayEnd, errors })
  }

  const refuse = (request: FastifyRequest<WithId>, reply: FastifyReply, text: FieldError['text']) =>
    page(request, reply.code(409), [{ field: 'main', text }])
}

const withId = {
  schema: { params: { type: 'object', properties: { id: uuid } } },
} as const
