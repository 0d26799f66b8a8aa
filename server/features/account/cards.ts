import type { FastifyReply, FastifyRequest } from 'fastify'
import { lastFour } from '../../domain/national-id.ts'
import * as shownNames from '../../store/person/shown-names.ts'
import * as records from '../../store/record/records.ts'
import * as credentials from '../../store/ways/credentials.ts'
import { cardOf } from '../../store/ways/credentials.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { cardChallenge, readCardAnswer } from '../../ways/card-answer.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
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

/** One's own citizen cards: register another one; and of cards and phones alike: give it a name, take it away. */
export function cardPages(deps: Deps) {
  const { db, ring, clock } = deps

  const newForm: Handler = async (request, reply) => newPage(request, reply)

  const add: Handler = async (request, reply) => {
    const { accountId, personId, name } = actorOf(request)
    const answer = await readCardAnswer(request, deps, { purpose: 'binding', kinds: ['citizen'] })
    const refuse = (text: TextKey, holes: Holes = {}) =>
      newPage(request, reply.code(422), [{ field: 'card-pin', text, holes }])
    if (!answer.ok) return refuse(answer.why, answer.holes)
    const { holder } = answer
    const number = await records.idNumberOf(db, ring, personId)
    if (holder.lastFour !== lastFour(number)) return refuse('activation.refused.card-number')
    const now = clock()
    if (!(await shownNames.isNameOf(db, { personId, name }, holder.subjectName))) {
      await shownNames.keep(db, personId, holder.subjectName, byOf(request, 'employee'), now)
      return refuse('account.refused.card-name')
    }
    const bound = await once(
      request,
      deps,
      async tx => {
        const done = await credentials.bind(tx, accountId, cardOf(holder), now)
        if (done.ok) await tellChange(tx, request, 'card-added', now, { credential: done.id })
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
    const isTheirs = await credentials.rename(db, actorOf(request).accountId, request.params.id, label.value)
    if (!isTheirs) throw notFound()
    return reply.seeOther('/account')
  }

  const remove: Handler<OfCard> = async (request, reply) => {
    const { id } = request.params
    const { accountId } = actorOf(request)
    const kind = (await credentials.ofAccount(db, accountId)).find(one => one.id === id)?.kind
    const removed = await removeWay(request, deps, {
      id,
      // one certificate may be in both
      ways: ['card', 'phone'],
      retire: (tx, now) => credentials.retire(tx, accountId, id, 'removed', now),
      tell: (tx, now, ended) =>
        tellChange(tx, request, kind === 'phone' ? 'phone-removed' : 'card-removed', now, { credential: id, ended }),
    })
    if (removed === 'gone') throw notFound()
    if (removed === 'done') return reply.seeOther('/account')
    return cardPage(request, reply.code(409), { errors: [{ field: 'removal', text: 'account.refused.last-way' }] })
  }

  async function cardPage(request: FastifyRequest, reply: FastifyReply, shown: Shown = {}) {
    const { id } = request.params as OfCard['Params']
    const { accountId } = actorOf(request)
    const card = (await credentials.ofAccount(db, accountId)).find(one => one.id === id)
    if (!card) throw notFound()
    const { kind, label, subjectName, notAfter, boundAt, lastUsedAt } = card
    return reply.page('account/card', {
      card: { id, kind, label, subjectName, notAfter, boundAt, lastUsedAt },
      mayRemove: await mayTake(deps, accountId, id),
      ...shown,
    })
  }

  const newPage = (request: FastifyRequest, reply: FastifyReply, errors: FieldError[] = []) =>
    reply.page('account/new-card', {
      errors,
      card: cardChallenge(request, reply, deps, { purpose: 'binding' }),
      script: 'ways.js',
    })

  return { newForm, add, show, rename, remove }
}
