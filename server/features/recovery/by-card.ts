import type { FastifyReply, FastifyRequest } from 'fastify'
import { opens } from '../../domain/account/state.ts'
import * as signIns from '../../store/account/sign-ins.ts'
import * as recoveries from '../../store/person/recoveries.ts'
import * as credentials from '../../store/ways/credentials.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { cardChallenge, readCardAnswer, type CardAnswer } from '../../ways/card-answer.ts'
import { remember } from '../../web/access/short-memory.ts'
import { visitOf } from '../../web/access/visit.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'

const task = { purpose: 'recovery' } as const

/** A bound citizen card proves who forgot the password. */
export function cardPages(deps: Deps) {
  const { db, clock } = deps

  const form: Handler = async (request, reply) => page(request, reply)

  const answer: Handler = async (request, reply) => {
    const answer = await readCardAnswer(request, deps, { ...task, kinds: ['citizen'] })
    const refuse = (text: TextKey, holes: Holes = {}) =>
      page(request, reply.code(422), [{ field: 'card-pin', text, holes }])
    const checked = await checkCard(answer)
    if (!checked.ok) {
      const { why, holes, accountId } = checked
      const tried = accountId && { accountId, way: 'recovery' as const, ...visitOf(request) }
      if (tried) await signIns.add(db, tried, why, clock())
      return refuse(why, holes)
    }
    const { bound } = checked
    remember(reply, deps, 'recovery', await recoveries.byProof(db, bound.accountId, 'card', clock()))
    return reply.seeOther('/recovery/new-password')
  }

  /** Of a refused card its owner reads, where it truly was their card that signed. */
  async function checkCard(answer: CardAnswer) {
    if (!answer.ok) return { ...answer, accountId: answer.claimed && (await credentials.accountOf(db, answer.claimed)) }
    const no = (why: TextKey, accountId: string | undefined) => ({ ok: false as const, why, holes: {}, accountId })
    const bound = await credentials.ofCard(db, answer.holder)
    if (!bound) return no('recovery.refused.card', await credentials.ofRetired(db, answer.holder))
    return opens(bound.state) ? { ok: true as const, bound } : no('recovery.refused.state', bound.accountId)
  }

  const page = (request: FastifyRequest, reply: FastifyReply, errors: FieldError[] = []) =>
    reply.page('recovery/card', {
      errors,
      card: cardChallenge(request, reply, deps, task),
      script: 'ways.js',
    })

  return { form, answer }
}
