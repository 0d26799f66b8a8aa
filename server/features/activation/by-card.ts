import { lastFour } from '../../domain/national-id.ts'
import * as records from '../../store/record/records.ts'
import { cardOf } from '../../store/ways/credentials.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { readCardAnswer } from '../../ways/card-answer.ts'
import type { Deps } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'
import { begin } from './begin.ts'
import { finish } from './finish.ts'
import { isTheirs } from './owner.ts'
import { startAgain, wayPage } from './pages.ts'
import { pendingActivation } from './pending.ts'

/** A citizen card after the code. */
export function cardPages(deps: Deps) {
  const { db, ring } = deps

  const answer: Handler = async (request, reply) => {
    const activation = await pendingActivation(request, deps)
    if (!activation) return startAgain(request, reply, deps)
    const answer = await readCardAnswer(request, deps, { purpose: 'activation', kinds: ['citizen'] })
    const refuse = (text: TextKey, holes: Holes = {}) =>
      wayPage(request, reply.code(422), deps, activation, { errors: [{ field: 'card-pin', text, holes }] })
    if (!answer.ok) return refuse(answer.why, answer.holes)
    const { holder } = answer
    const idNumber = await records.idNumberOf(db, ring, activation.personId)
    if (holder.lastFour !== lastFour(idNumber)) return refuse('activation.refused.card-number')
    if (!(await isTheirs(request, deps, activation, holder))) return refuse('activation.refused.card-name')
    const finished = await finish(request, deps, activation, { way: 'card', card: cardOf(holder) })
    if (!finished.ok) return refuse(finished.why)
    await begin(request, reply, deps, { accountId: activation.accountId, way: 'card' })
    return reply.seeOther('/', 'said.activated')
  }

  return { answer }
}
