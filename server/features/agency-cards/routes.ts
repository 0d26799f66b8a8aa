import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { mayRepresent } from '../../domain/ways/agency-card.ts'
import * as signIns from '../../store/account/sign-ins.ts'
import * as agencyCards from '../../store/ways/agency-cards.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { cardChallenge, readCardAnswer } from '../../ways/card-answer.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import { visitOf } from '../../web/access/visit.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import { safePath } from '../../web/own-path.ts'
import { ofAgency, registrationPages } from './registration.ts'

// not that of sign-in, for which a list that is out of date may still count
const task = { purpose: 'proof' } as const

/** Somebody who is signed in as themselves goes on for their agency, with its card beside their own word. */
export default async function agencyCardPages(app: FastifyInstance, deps: Deps) {
  const { db, clock } = deps

  app.register(async one => {
    ofAgency(one, deps)

    const registration = registrationPages(deps)
    const ofCards = { strong: 'agency', pressed: 'proof.pressed.agency-card' } as const
    const atCards = { config: { proof: 'fresh', page: '/agencies/:id/cards', ...ofCards } } as const
    one.get('/agencies/:id/cards', { config: { proof: 'fresh', strong: 'agency' } }, registration.list)
    one.post('/agencies/:id/cards', { config: { proof: 'fresh-at-page', ...ofCards } }, registration.add)
    one.post('/agencies/:id/cards/:card/removal', atCards, registration.remove)
  })

  app.get<{ Querystring: { next?: string } }>('/agency-card', async (request, reply) =>
    page(request, reply, request.query.next),
  )

  app.post('/agency-card', async (request, reply) => {
    const { next } = rawForm(request.body)
    const refuse = (text: TextKey, holes: Holes = {}) =>
      page(request, reply.code(422), next, [{ field: 'card-pin', text, holes }])
    const answer = await readCardAnswer(request, deps, { ...task, kinds: ['agency'] })
    if (!answer.ok) {
      return refuse(
        answer.why === 'card.refused.other-kind' ? 'agency-card.refused.citizen-card' : answer.why,
        answer.holes,
      )
    }
    const actor = actorOf(request)
    const { signedIn } = request.session
    if (!signedIn) throw new Error('an actor without a session')
    const now = clock()
    const card = await agencyCards.ofCard(db, answer.holder)
    const theirs = [...request.agencies, ...request.offices].map(({ id }) => id)
    const allowed = mayRepresent(card, actor, theirs)
    const signIn = { accountId: actor.accountId, way: 'agency-card' as const, ...visitOf(request) }
    if (!allowed.ok || !card) {
      const why = allowed.ok ? 'agency-card.refused.unregistered' : allowed.why
      await signIns.add(db, signIn, why, now)
      return refuse(why)
    }
    await once(
      request,
      deps,
      async tx => {
        await agencyCards.used(tx, card, answer.holder, byOf(request, 'employee'), now)
        await signIns.add(tx, signIn, null, now)
      },
      () => safePath(next),
    )
    request.session.signedIn = {
      ...signedIn,
      seenAt: now.getTime(),
      agencyCard: { agencyId: card.agencyId, id: card.id, at: now.getTime() },
    }
    return reply.seeOther(safePath(next), 'said.agency-card-shown')
  })

  async function page(request: FastifyRequest, reply: FastifyReply, next: unknown, errors: FieldError[] = []) {
    const { agencyId } = actorOf(request)
    const cards = agencyId ? await agencyCards.ofAgency(db, agencyId) : []
    return reply.page('agency-cards/use', {
      next: safePath(next),
      hasCard: cards.length > 0,
      card: cardChallenge(request, reply, deps, task),
      errors,
      script: 'ways.js',
    })
  }
}
