import { lastFour, readId } from '../../domain/national-id.ts'
import * as delays from '../../store/account/sign-in-delays.ts'
import * as shownNames from '../../store/person/shown-names.ts'
import { cardOf } from '../../store/ways/credentials.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { readCardAnswer } from '../../ways/card-answer.ts'
import { mayTry } from '../../web/brake.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { activate, ownerOf } from './owner.ts'
import { firstPage } from './pages.ts'

/**
 * A citizen card in place of a code. It says a name and the last four of a number, so the whole number is typed; of an
 * owner of that number with another name nothing is said, because it may be a stranger's.
 */
export function cardAlonePages(deps: Deps) {
  const { db, ring, clock } = deps

  const answer: Handler = async (request, reply) => {
    const { card_id_number: typed = '' } = rawForm(request.body)
    const refuse = (text: TextKey, holes: Holes = {}, { field = 'card-pin', status = 422 } = {}) =>
      firstPage(request, reply.code(status), deps, {
        form: { card_id_number: typed },
        errors: [{ field, text, holes }],
      })
    const number = readId(typed)
    if (!number.ok) return refuse(number.why, {}, { field: 'card_id_number' })
    const answer = await readCardAnswer(request, deps, { purpose: 'activation', kinds: ['citizen'] })
    if (!answer.ok) return refuse(answer.why, answer.holes)
    const { holder } = answer
    if (holder.lastFour !== lastFour(number.value)) {
      return refuse('activation.refused.card-typed', {}, { field: 'card_id_number' })
    }
    const tries = delays.citizenCardAllowances(ring, { ...holder, place: request.place })
    const counted = await mayTry(request, deps, tries)
    if (!counted.ok) return refuse('activation.refused.wait', counted.holes, { status: 429 })

    const owner = await ownerOf(deps, number.value)
    if (!owner || !(await shownNames.isNameOf(db, owner, holder.subjectName))) {
      if (owner) await shownNames.tellHr(db, owner.personId, clock())
      return refuse('activation.refused.no-match', {}, { field: 'card_id_number' })
    }
    const activated = await activate(request, reply, deps, owner, { way: 'card', card: cardOf(holder) })
    if (!activated.ok) return refuse(activated.why)
    await delays.forgive(db, tries)
    return reply.seeOther('/', 'said.activated')
  }

  return { answer }
}
