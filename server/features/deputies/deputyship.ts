import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasRole } from '../../domain/agency/actor.ts'
import { decide, stateOf } from '../../domain/agency/deputy.ts'
import { permissions } from '../../domain/agency/permission.ts'
import { legalDay } from '../../domain/clock.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as deputies from '../../store/person/deputies.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { FieldError } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { scope } from '../../web/scope.ts'

type Deputyship = {
  row: deputies.Named
  may: (action: 'agree' | 'end') => ReturnType<typeof decide>
  state: ReturnType<typeof stateOf>
  role: 'employee' | 'hr_chief'
}

declare module 'fastify' {
  interface FastifyRequest {
    deputyship: Deputyship
  }
}

/** All addresses of this part name a deputyship that concerns the actor. */
export const ofDeputyship = (app: FastifyInstance, deps: Deps): void =>
  scope(app, 'deputyship', request => theirs(request, deps))

async function theirs(request: FastifyRequest, { db, clock }: Deps): Promise<Deputyship | undefined> {
  const actor = actorOf(request)
  const today = legalDay(clock())
  const row = await deputies.find(db, (request.params as { id: string }).id)
  if (!row) return undefined
  const around = await deputies.around(db, row, today)
  const may = (action: 'agree' | 'end') => decide(row, action, actor, around, today)
  const allowed = may('end')
  if (!allowed.ok && allowed.why === 'deputy.refused.not-yours') return undefined
  const isConcerned = [row.representedId, row.deputyId].includes(actor.accountId)
  return { row, may, state: stateOf(row, today), role: isConcerned ? 'employee' : 'hr_chief' }
}

/** Everybody sees their own deputyships, the HR chief those of the agency; who is concerned agrees or ends. */
export function deputyshipPages(deps: Deps) {
  const { db, clock } = deps

  const list: Handler = async (request, reply) => {
    const actor = actorOf(request)
    const today = legalDay(clock())
    const all = await deputies.seenBy(db, actor.accountId, hasRole(actor, 'hr_chief') ? actor.agencyId : null)
    return reply.page('deputies/index', {
      rows: all.map(row => ({ ...row, state: stateOf(row, today) })),
      mayName: permissions.keepPeople(actor) && !actor.actingFor,
    })
  }

  const show: Handler = async (request, reply) => page(request, reply)

  const agree: Handler = async (request, reply) => {
    const { row, may } = request.deputyship
    const now = clock()
    const allowed = may('agree')
    if (!allowed.ok) return refuse(request, reply, allowed.why)
    const done = await once(
      request,
      deps,
      tx => deputies.agree(tx, row.id, byOf(request, 'hr_chief'), now),
      isDone => (isDone ? `/deputies/${row.id}` : null),
    )
    if (!done) return refuse(request, reply, 'deputy.refused.not-now')
    return reply.seeOther(`/deputies/${row.id}`, 'said.deputy-agreed')
  }

  const end: Handler = async (request, reply) => {
    const { row, may, role } = request.deputyship
    const allowed = may('end')
    if (!allowed.ok) return refuse(request, reply, allowed.why)
    const done = await once(
      request,
      deps,
      tx => deputies.end(tx, row.id, byOf(request, role), clock()),
      isDone => (isDone ? `/deputies/${row.id}` : null),
    )
    if (!done) return refuse(request, reply, 'deputy.refused.not-now')
    return reply.seeOther(`/deputies/${row.id}`, 'said.deputy-ended')
  }

  async function page(request: FastifyRequest, reply: FastifyReply, errors: FieldError[] = []) {
    const { row, may, state } = request.deputyship
    const [namedBy, agreedBy] = await Promise.all([
      accounts.nameOf(db, row.namedBy),
      row.agreedBy ? accounts.nameOf(db, row.agreedBy) : '',
    ])
    const [mayAgree, mayEnd] = [may('agree').ok, may('end').ok]
    return reply.page('deputies/show', { row, state, namedBy, agreedBy, mayAgree, mayEnd, errors })
  }

  /** As it is now, which may be why. */
  async function refuse(request: FastifyRequest, reply: FastifyReply, text: FieldError['text']) {
    const found = await theirs(request, deps)
    if (!found) throw notFound()
    request.deputyship = found
    return page(request, reply.code(409), [{ field: 'main', text }])
  }

  return { list, show, agree, end }
}
