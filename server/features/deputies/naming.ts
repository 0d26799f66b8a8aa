import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasRole } from '../../domain/agency/actor.ts'
import { mayName, maxDaysOfDeputy } from '../../domain/agency/deputy.ts'
import { permissions } from '../../domain/agency/permission.ts'
import { legalDay } from '../../domain/clock.ts'
import { shortDate } from '../../domain/roc-date.ts'
import * as reviewers from '../../store/correction/reviewers.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import * as deputies from '../../store/person/deputies.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf, proofFor, provedBeforeTyping, provedLately } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import { fieldOf, readNaming } from './form.ts'

const path = '/deputies/new'

/** The chief names a deputy for anybody in HR, others of HR their own. */
export default async function naming(app: FastifyInstance, deps: Deps) {
  const { db, clock } = deps

  app.get(path, async (request, reply) => {
    ofHr(request)
    return provedLately(request, clock()) ? page(request, reply) : reply.seeOther(proofFor(path))
  })

  app.post(path, async (request, reply) => {
    const { actor, agencyId, isChief } = ofHr(request)
    const now = clock()
    // longer than at the form itself, so that what was typed is not lost
    if (!provedBeforeTyping(request, now)) return reply.seeOther(proofFor(path))
    const form = rawForm(request.body)
    const read = readNaming(form, isChief ? null : actor.accountId)
    if (!read.ok) return page(request, reply.code(422), read)
    const wish = { ...read.value, agencyId }
    const named = await once(
      request,
      deps,
      on =>
        allOrNothing(on, async tx => {
          const judged = mayName(actor, wish, await deputies.namingFacts(tx, wish, legalDay(now)))
          if (!judged.ok) return judged
          const by = byOf(request, isChief ? 'hr_chief' : 'hr_officer')
          return { ok: true as const, id: await deputies.name(tx, wish, judged.isAgreed, by, now) }
        }),
      done => (done.ok ? `/deputies/${done.id}` : null),
    )
    if (named.ok) return reply.seeOther(`/deputies/${named.id}`)
    return page(request, reply.code(409), { form, errors: [{ field: fieldOf(named.why), text: named.why }] })
  })

  function ofHr(request: FastifyRequest) {
    const actor = actorOf(request)
    const { agencyId } = actor
    if (!permissions.keepPeople(actor) || !agencyId) throw refuseWith(404, 'problem.not-found')
    if (actor.actingFor) throw refuseWith(409, 'deputy.refused.acting')
    return { actor, agencyId, isChief: hasRole(actor, 'hr_chief') }
  }

  async function page(request: FastifyRequest, reply: FastifyReply, shown: { form?: Raw; errors?: FieldError[] } = {}) {
    const { actor, agencyId, isChief } = ofHr(request)
    const today = legalDay(clock())
    const [hr, possible] = await Promise.all([
      reviewers.hrOf(db, agencyId, today, ''),
      deputies.possible(db, agencyId, today),
    ])
    return reply.page('deputies/new', {
      represented: isChief ? hr.map(({ accountId, name }) => ({ value: accountId, text: name })) : [],
      people: possible
        .filter(({ accountId }) => isChief || accountId !== actor.accountId)
        .map(one => ({
          value: one.accountId,
          text: [one.name, one.title, one.agencyId === agencyId ? '' : one.agencyName].filter(Boolean).join('　'),
        })),
      max: maxDaysOfDeputy,
      today: shortDate(today),
      ...shown,
    })
  }
}
