import type { FastifyReply, FastifyRequest } from 'fastify'
import { normaliseId } from '../../domain/national-id.ts'
import * as records from '../../store/record/records.ts'
import * as healthCards from '../../store/ways/health-cards.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { healthCardChallenge, readHealthCardAnswer } from '../../ways/health-card-answer.ts'
import { once } from '../../web/access/once.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import { shownStrongly } from '../../web/access/strong-proof.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { tellChange } from './change.ts'

const task = { purpose: 'binding' } as const

/** One's own health card: a reissued one takes the place of the old. */
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
    if (!bound.ok) return refuse(bound.why)
    shownStrongly(request, 'health_card', clock())
    return reply.seeOther('/account', 'said.way-added')
  }

  const newPage = (request: FastifyRequest, reply: FastifyReply, errors: FieldError[] = []) =>
    reply.page('account/new-health-card', {
      errors,
      healthCard: healthCardChallenge(request, reply, deps, task),
      script: 'ways.js',
    })

  return { newForm, add }
}
