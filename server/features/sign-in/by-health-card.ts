import type { FastifyRequest } from 'fastify'
import type { HealthCardHolder } from '../../domain/ways/health-card.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as signIns from '../../store/account/sign-ins.ts'
import * as people from '../../store/person/people.ts'
import { idIndex } from '../../store/record/records.ts'
import * as healthCards from '../../store/ways/health-cards.ts'
import type { TextKey } from '../../text/speak.ts'
import { errorOf, refused, type Answered } from '../../ways/answered.ts'
import { readHealthCardAnswer } from '../../ways/health-card-answer.ts'
import { languageOf } from '../../web/access/language.ts'
import { passwordPath } from '../../web/access/signed-in.ts'
import { visitOf } from '../../web/access/visit.ts'
import { afterAnswer } from '../../web/after-answer.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { safePath } from '../../web/own-path.ts'
import { stateRefusal } from './account-state.ts'
import { enter } from './enter.ts'
import { countFailure } from './failure.ts'
import { signInPage } from './page.ts'

const way = 'health_card'
const field = 'health-card-password'

/** Sign-in by health card and the password registered with the health insurance administration. */
export function healthCardSignIn(deps: Deps) {
  const { db, ring, clock } = deps

  const answer: Handler = async (request, reply) => {
    const { next } = rawForm(request.body)
    const answer = await readHealthCardAnswer(request, deps, { purpose: 'sign-in' })
    if (!answer.ok) {
      const { claimed, why } = answer
      if (claimed) afterAnswer(request, reply, () => noteClaim(request, claimed, why))
    }
    const found = answer.ok ? await owner(request, answer.holder) : answer
    if (!found.ok) {
      const error = errorOf(found)
      await countFailure(request, deps, error)
      return signInPage(request, reply.code(found.status), deps, { errors: [error], next })
    }
    await healthCards.used(db, found.id, clock())
    await enter(request, reply, deps, { accountId: found.accountId, way })
    return reply.seeOther(found.mustChange ? passwordPath : safePath(next))
  }

  type Found = Answered<{ id: string; accountId: string; mustChange: boolean }>

  /** The account that a verified card opens: it must be bound, and still to the person of its ID number. */
  async function owner(request: FastifyRequest, { cardNumber, idNumber }: HealthCardHolder): Promise<Found> {
    const [bound, person] = await Promise.all([
      healthCards.ofCard(db, ring, cardNumber),
      people.byIdNumber(db, idIndex(ring, idNumber)),
    ])
    if (!bound) return unbound(request, person?.id)
    const { id, accountId, state } = bound
    if (person?.id !== bound.personId) {
      await noteSignIn(request, accountId, 'health-card.refused.other-person')
      return refused(field, 'health-card.refused.other-person')
    }
    const refusal = await stateRefusal(db, bound, clock(), languageOf(request))
    await noteSignIn(request, accountId, refusal?.why ?? null)
    if (refusal) return refused(field, refusal.why, refusal)
    return { ok: true, id, accountId, mustChange: state === 'must_change' }
  }

  /** A card that was verified and is bound to nobody: perhaps it came in place of one that is. */
  async function unbound(request: FastifyRequest, personId: string | undefined): Promise<Found> {
    const account = personId === undefined ? undefined : await accounts.ofPerson(db, personId)
    const others = account ? await healthCards.ofAccount(db, account.id) : []
    const why = others.length > 0 ? 'health-card.refused.reissued' : 'health-card.refused.not-bound'
    if (account) await noteSignIn(request, account.id, why)
    // at the link that tells how to register it
    return refused('register-health-card', why)
  }

  /** The owner of the number reads of it, because somebody else may have tried. */
  async function noteClaim(request: FastifyRequest, idNumber: string, cause: TextKey): Promise<void> {
    const person = await people.byIdNumber(db, idIndex(ring, idNumber))
    const account = person && (await accounts.ofPerson(db, person.id))
    if (account) await noteSignIn(request, account.id, cause)
  }

  const noteSignIn = (request: FastifyRequest, accountId: string, cause: TextKey | null) =>
    signIns.add(db, { accountId, way, ...visitOf(request) }, cause, clock())

  return { answer }
}
