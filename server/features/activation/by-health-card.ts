import { normaliseId } from '../../domain/national-id.ts'
import * as records from '../../store/record/records.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { readHealthCardAnswer } from '../../ways/health-card-answer.ts'
import type { Deps } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'
import { begin } from './begin.ts'
import { finish } from './finish.ts'
import { startAgain, wayPage } from './pages.ts'
import { pendingActivation } from './pending.ts'

/** A health card after the code. */
export function healthCardPages(deps: Deps) {
  const { db, ring } = deps

  const answer: Handler = async (request, reply) => {
    const activation = await pendingActivation(request, deps)
    if (!activation) return startAgain(request, reply, deps)
    const answer = await readHealthCardAnswer(request, deps, { purpose: 'activation' })
    const refuse = (text: TextKey, holes: Holes = {}, status = 422) =>
      wayPage(request, reply.code(status), deps, activation, {
        errors: [{ field: 'health-card-password', text, holes }],
      })
    if (!answer.ok) return refuse(answer.why, answer.holes, answer.status)
    const { idNumber, cardNumber } = answer.holder
    const own = await records.idNumberOf(db, ring, activation.personId)
    if (idNumber !== normaliseId(own)) return refuse('health-card.refused.other-person')
    const finished = await finish(request, deps, activation, { way: 'health_card', cardNumber })
    if (!finished.ok) return refuse(finished.why)
    await begin(request, reply, deps, { accountId: activation.accountId, way: 'health_card' })
    return reply.seeOther('/', 'said.activated')
  }

  return { answer }
}
