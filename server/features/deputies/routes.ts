import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasRole } from '../../domain/agency/actor.ts'
import { decide, stateOf } from '../../domain/agency/deputy.ts'
import { permissions } from '../../domain/agency/permission.ts'
import { legalDay } from '../../domain/clock.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as deputies from '../../store/person/deputies.ts'
import { once } from '../../web/access/once.ts'
import { allowOnly } from '../../web/access/permitted.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { FieldError } from '../../web/forms.ts'
import { scope } from '../../web/scope.ts'
import { namingPages, ofHr } from './naming.ts'

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

/** Who stands in for whom: everybody sees their own deputyships, the HR chief those of the agency. */
export default async function deputyPages(app: FastifyInstance, deps: Deps) {
  const { db, clock } = deps

  app.register(async hr => {
    allowOnly(hr, 'keepPeople')
    hr.addHook('preHandler', async request => void ofHr(request))

    const naming = namingPages(deps)
    hr.get('/deputies/new', { config: { proof: 'fresh' } }, naming.form)
    hr.post('/deputies/new', { config: { proof: 'fresh-at-page' } }, naming.name)
  })

  app.get('/deputies', async (request, reply) => {
    const actor = actorOf(request)
    const today = legalDay(clock())
    const all = await deputies.seenBy(db, actor.accountId, hasRole(actor, 'hr_chief') ? actor.agencyId : null)
    return reply.page('deputies/index', {
      rows: all.map(row => ({ ...row, state: stateOf(row, today) })),
      mayName: permissions.keepPeople(actor) && !actor.actingFor,
    })
  })

  app.register(one, deps)
}

/** One deputyship, for those whom it concerns. */
async function one(app: FastifyInstance, deps: Deps) {
  const { db, clock } = deps

  scope(app, 'deputyship', request => theirs(request))

  app.get('/deputies/:id', async (request, reply) => page(request, reply))

  app.post('/deputies/:id/agreement', { config: { proof: 'fresh', page: '/deputies/:id' } }, async (request, reply) => {
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
    return reply.seeOther(`/deputies/${row.id}`)
  })

  app.post('/deputies/:id/end', async (request, reply) => {
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
    return reply.seeOther(`/deputies/${row.id}`)
  })

  /** A deputyship that concerns the actor. */
  async function theirs(request: FastifyRequest): Promise<Deputyship | undefined> {
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
    const found = await theirs(request)
    if (!found) throw notFound()
    request.deputyship = found
    return page(request, reply.code(409), [{ field: 'main', text }])
  }
}
