import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasRole } from '../../domain/agency/actor.ts'
import { mayName, maxDaysOfDeputy } from '../../domain/agency/deputy.ts'
import { legalDay } from '../../domain/clock.ts'
import { shortDate } from '../../domain/roc-date.ts'
import * as reviewers from '../../store/correction/reviewers.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import * as deputies from '../../store/person/deputies.ts'
import * as deputyNaming from '../../store/person/deputy-naming.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound, refuseWith } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { mostOptions } from '../../web/show/options.ts'
import { fieldOf, readNaming } from './form.ts'

/** The chief names a deputy for anybody in HR, others of HR their own. */
export function namingPages(deps: Deps) {
  const { db, clock } = deps

  const form: Handler = async (request, reply) => page(request, reply)

  const name: Handler = async (request, reply) => {
    const { actor, agencyId, isChief } = ofHr(request)
    const now = clock()
    const form = rawForm(request.body)
    if (form['find']) return page(request, reply, { form })
    const read = readNaming(form, isChief ? null : actor.accountId)
    if (!read.ok) return page(request, reply.code(422), read)
    const wish = { ...read.value, agencyId }
    const named = await once(
      request,
      deps,
      on =>
        allOrNothing(on, async tx => {
          const allowed = mayName(actor, wish, await deputyNaming.namingFacts(tx, wish, legalDay(now)))
          if (!allowed.ok) return allowed
          const by = byOf(request, isChief ? 'hr_chief' : 'hr_officer')
          return { ok: true as const, id: await deputies.name(tx, wish, allowed.isAgreed, by, now) }
        }),
      done => (done.ok ? `/deputies/${done.id}` : null),
    )
    if (named.ok) return reply.seeOther(`/deputies/${named.id}`, 'said.deputy-named')
    return page(request, reply.code(409), { form, errors: [{ field: fieldOf(named.why), text: named.why }] })
  }

  async function page(request: FastifyRequest, reply: FastifyReply, shown: { form?: Raw; errors?: FieldError[] } = {}) {
    const { actor, agencyId, isChief } = ofHr(request)
    const today = legalDay(clock())
    const [hr, isLong] = await Promise.all([
      reviewers.hrOf(db, agencyId, today, ''),
      deputyNaming.areMore(db, mostOptions, agencyId, today),
    ])
    const { q = '' } = shown.form ?? rawForm(request.query)
    const search = isLong ? q.trim() : ''
    const isAsked = !isLong || search !== ''
    const found = isAsked
      ? await deputyNaming.possible(db, agencyId, today, { search, most: mostOptions })
      : { people: [], isPart: false }
    return reply.page('deputies/new', {
      represented: isChief ? hr.map(({ accountId, name }) => ({ value: accountId, text: name })) : [],
      isLong,
      search,
      isCut: found.isPart,
      ...(shown.form?.['find'] && { status: speak(reply.language())('form.found', { count: found.people.length }) }),
      people: found.people
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

  return { form, name }
}

/** Who does HR work in their own name: at which agency, and whether for others too. */
export function ofHr(request: FastifyRequest) {
  const actor = actorOf(request)
  const { agencyId } = actor
  if (!agencyId) throw notFound()
  if (actor.actingFor) throw refuseWith(409, 'deputy.refused.acting')
  return { actor, agencyId, isChief: hasRole(actor, 'hr_chief') }
}
