import type { Holes, TextKey } from '../../text/speak.ts'
import { readHealthCardAnswer } from '../../ways/health-card-answer.ts'
import { afterAnswer } from '../../web/after-answer.ts'
import type { Deps } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'
import { activate, noteTry, ownerOf } from './owner.ts'
import { firstPage } from './pages.ts'

/** A health card in place of a code: its verifier vouches for the whole number. */
export function healthCardAlonePages(deps: Deps) {
  const answer: Handler = async (request, reply) => {
    const answer = await readHealthCardAnswer(request, deps, { purpose: 'activation' })
    const refuse = (text: TextKey, holes: Holes = {}, status = 422) =>
      firstPage(request, reply.code(status), deps, { errors: [{ field: 'health-card-password', text, holes }] })
    if (!answer.ok) {
      const { claimed, why } = answer
      if (claimed) afterAnswer(request, reply, () => noteTry(request, deps, claimed, why))
      return refuse(answer.why, answer.holes, answer.status)
    }
    const { idNumber, cardNumber } = answer.holder
    const owner = await ownerOf(deps, idNumber)
    const activated = await activate(request, reply, deps, owner, { way: 'health_card', cardNumber })
    return activated.ok ? reply.seeOther('/', 'said.activated') : refuse(activated.why)
  }

  return { answer }
}
