import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Activation } from '../../store/account/activations.ts'
import * as records from '../../store/record/records.ts'
import { phoneOf } from '../../store/ways/credentials.ts'
import type { TextKey } from '../../text/speak.ts'
import { errorOf } from '../../ways/answered.ts'
import { phonePage, type Finished, type PhoneAnswer } from '../../ways/phone-answer.ts'
import { askPhone } from '../../ways/phone-question.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { begin } from './begin.ts'
import { finish } from './finish.ts'
import { isTheirs } from './owner.ts'
import { startAgain, wayPage } from './pages.ts'
import { pendingActivation } from './pending.ts'

const path = '/activation/phone'
const task = { purpose: 'activation' } as const

/** A phone after the code: the number of the record is asked. */
export function phonePages(deps: Deps) {
  const { db, ring } = deps

  const ask: Handler = async (request, reply) => {
    const activation = await pendingActivation(request, deps)
    if (!activation) return startAgain(request, reply, deps)
    const idNumber = await records.idNumberOf(db, ring, activation.personId)
    const asked = await askPhone(request, reply, deps, { idNumber, task, path, next: '/' })
    if (asked.ok) return reply.seeOther(asked.path)
    return wayPage(request, reply.code(asked.status), deps, activation, { errors: [errorOf(asked)] })
  }

  const answer: Handler<{ Params: { id: string } }> = async (request, reply) => {
    if (request.actor) return reply.seeOther('/')
    const activation = await pendingActivation(request, deps)
    if (!activation) return startAgain(request, reply, deps)
    const { id } = request.params
    const refuse = (error: FieldError) => wayPage(request, reply.code(422), deps, activation, { errors: [error] })
    return phonePage(
      request,
      reply,
      deps,
      { id, task },
      {
        path: `${path}/${id}`,
        back: '/activation/way',
        finish: answer => enter(request, reply, activation, answer),
        refused: ({ why: text, holes }) => refuse({ field: 'phone', text, holes }),
        over: () => refuse({ field: 'phone', text: 'mobile-id.refused.over' }),
      },
    )
  }

  async function enter(
    request: FastifyRequest,
    reply: FastifyReply,
    activation: Activation,
    { holder, idNumber }: PhoneAnswer,
  ): Promise<Finished> {
    const no = (why: TextKey) => ({ ok: false as const, why, holes: {} })
    const { accountId, personId } = activation
    // a number may have been typed in this browser since the code agreed
    if (idNumber !== (await records.idNumberOf(db, ring, personId))) return no('mobile-id.refused.over')
    if (!(await isTheirs(request, deps, activation, holder))) return no('activation.refused.phone-name')
    const finished = await finish(request, deps, activation, { way: 'phone', card: phoneOf(holder) })
    if (!finished.ok) return no(finished.why)
    await begin(request, reply, deps, { accountId, way: 'phone' })
    return { ok: true, to: '/', said: 'said.activated' }
  }

  return { ask, answer }
}
