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
import { shownStrongly } from '../../web/access/strong-proof.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { tellChange } from './change.ts'

/** Another citizen card of one's own. */
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
    if (!bound.ok) return refuse(bound.why)
    shownStrongly(request, 'card', now)
    return reply.seeOther('/account', 'said.way-added')
  }

  const newPage = (request: FastifyRequest, reply: FastifyReply, errors: FieldError[] = []) =>
    reply.page('account/new-card', {
      errors,
      card: cardChallenge(request, reply, deps, { purpose: 'binding' }),
      script: 'ways.js',
    })

  return { newForm, add }
}
