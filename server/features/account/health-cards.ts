import type { FastifyReply, FastifyRequest } from 'fastify'
import { normaliseId } from '../../domain/national-id.ts'
import * as records from '../../store/record/records.ts'
import * as healthCards from '../../store/ways/health-cards.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { healthCardChallenge, readHealthCardAnswer } from '../../ways/health-card-answer.ts'
import { once } from '../../web/access/once.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { tellChange } from './change.ts'
import { readLabel } from './label.ts'
import { mayTake, removeWay } from './removal.ts'

type OfCard = { Params: { id: string } }
type Shown = { form?: Raw; errors?: FieldError[] }

const task = { purpose: 'binding' } as const

/** One's own health card: register it (a reissued one takes the place of the old), give it a name, take it away. */
export function healthCardPages(deps: Deps) {
  const { db, ring, clock } = deps

  const newForm: Handler = async (request, reply) => newPage(request, reply)

  const add: Handler = async (request, reply) => {
    const { accountId, personId } = actorOf(request)
    const answer = await readHealthCardAnswer(request, deps, task)
    const refuse = (text: TextKey, holes: Holes = {}, status = 422) =>
      newPage(request, reply.code(status), [{ field: 'health-card-password', text, holes }])
    if (!answer.ok) return refuse(answer.why, answer.holes, answer.status)
    const { cardNumber, idNumber } = answer.holder
    if (idNumber !== normaliseId(await records.idNumberOf(db, ring, personId))) {
      return refuse('health-card.refused.other-person')
    }
    const bound = await once(
      request,
      deps,
      async tx => {
        const now = clock()
        const done = await healthCards.bind(tx, ring, accountId, cardNumber, now)
        if (done.ok) await tellChange(tx, request, 'health-card-added', now, { healthCard: done.id })
        return done
      },
      done => (done.ok ? '/account' : null),
    )
    return bound.ok ? reply.seeOther('/account') : refuse(bound.why)
  }

  const show: Handler<OfCard> = async (request, reply) => cardPage(request, reply)

  const rename: Handler<OfCard> = async (request, reply) => {
    const label = readLabel(rawForm(request.body))
    if (!label.ok) return cardPage(request, reply.code(422), label)
    const isTheirs = await healthCards.rename(db, actorOf(request).accountId, request.params.id, label.value)
    if (!isTheirs) throw notFound()
    return reply.seeOther('/account')
  }

  const remove: Handler<OfCard> = async (request, reply) => {
    const { id } = request.params
    const { accountId } = actorOf(request)
    const removed = await removeWay(request, deps, {
      id,
      ways: ['health_card'],
      retire: (tx, now) => healthCards.retire(tx, accountId, id, 'removed', now),
      tell: (tx, now, ended) => tellChange(tx, request, 'health-card-removed', now, { healthCard: id, ended }),
    })
    if (removed === 'gone') throw notFound()
    if (removed === 'done') return reply.seeOther('/account')
    return cardPage(request, reply.code(409), { errors: [{ field: 'removal', text: 'account.refused.last-way' }] })
  }

  async function cardPage(request: FastifyRequest, reply: FastifyReply, shown: Shown = {}) {
    const { id } = request.params as OfCard['Params']
    const { accountId } = actorOf(request)
    const card = (await healthCards.ofAccount(db, accountId)).find(one => one.id === id)
    if (!card) throw notFound()
    const { label, boundAt, lastUsedAt } = card
    return reply.page('account/health-card', {
      card: { id, label, boundAt, lastUsedAt },
      mayRemove: await mayTake(deps, accountId, id),
      ...shown,
    })
  }

  const newPage = (request: FastifyRequest, reply: FastifyReply, errors: FieldError[] = []) =>
    reply.page('account/new-health-card', {
      errors,
      healthCard: healthCardChallenge(request, reply, deps, task),
      script: 'ways.js',
    })

  return { newForm, add, show, rename, remove }
}
