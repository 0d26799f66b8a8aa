import type { FastifyReply, FastifyRequest } from 'fastify'
import type { StrongWay } from '../../../domain/account/strong-proof.ts'
import type { Holder } from '../../../domain/card/holder.ts'
import type { WayFor } from '../../../domain/way.ts'
import * as accounts from '../../../store/account/accounts.ts'
import * as people from '../../../store/person/people.ts'
import * as records from '../../../store/record/records.ts'
import * as credentials from '../../../store/ways/credentials.ts'
import type { Credential } from '../../../store/ways/credentials.ts'
import * as healthCards from '../../../store/ways/health-cards.ts'
import * as passkeys from '../../../store/ways/passkeys.ts'
import type { TextKey } from '../../../text/speak.ts'
import { refused, type Answered } from '../../../ways/answered.ts'
import { cardChallenge, readCardAnswer } from '../../../ways/card-answer.ts'
import { cardUsed } from '../../../ways/card-used.ts'
import { healthCardChallenge, readHealthCardAnswer } from '../../../ways/health-card-answer.ts'
import { askForPasskey } from '../../../ways/passkey-question.ts'
import { askPhone, offersPhone } from '../../../ways/phone-question.ts'
import { actorOf } from '../../../web/access/signed-in.ts'
import type { Deps } from '../../../web/deps.ts'
import { rawForm } from '../../../web/forms.ts'
import { safePath } from '../../../web/own-path.ts'
import { usePasskey } from '../passkey-used.ts'
import { readPasswordAnswer } from '../password-answer.ts'
import { tryCode } from '../second-code.ts'

export const task = { purpose: 'proof' } as const

type Asked = [request: FastifyRequest, reply: FastifyReply, deps: Deps]

type ProofWay = {
  /** Where the installation has to have something for it. */
  isOffered?: (deps: Deps) => boolean
  /** What the page needs to ask for it, where the account has it; cards and phones are read once for both. */
  form: (...asked: [...Asked, bound: Promise<Credential[]>]) => Promise<Record<string, unknown>>
  /**
   * Whether it was the account's own that answered, which is kept as used; `waitsAt` is the page of one that answers
   * later, `strongBy` what of it is more than a password.
   */
  answer: (...asked: Asked) => Promise<Answered<{ waitsAt?: string; strongBy?: StrongWay }, unknown>>
}

const card: ProofWay = {
  async form(request, reply, deps, bound) {
    const hasCard = (await bound).some(({ kind }) => kind === 'citizen_card')
    return { hasCard, card: cardChallenge(request, reply, deps, task) }
  },
  async answer(request, _reply, deps) {
    const answer = await readCardAnswer(request, deps, { ...task, kinds: ['citizen'] })
    if (!answer.ok) return answer
    const bound = await credentials.ofCard(deps.db, answer.holder)
    if (bound?.accountId !== actorOf(request).accountId) return refused('card-pin', 'proof.refused.other-account')
    await cardUsed(request, deps, bound, credentials.cardOf(answer.holder))
    return { ok: true, strongBy: 'card' }
  },
}

const healthCard: ProofWay = {
  isOffered: deps => deps.healthCards !== null,
  async form(request, reply, deps) {
    const bound = await healthCards.ofAccount(deps.db, actorOf(request).accountId)
    return { healthCard: bound.length > 0 ? healthCardChallenge(request, reply, deps, task) : null }
  },
  async answer(request, _reply, deps) {
    const { db, ring, clock } = deps
    const answer = await readHealthCardAnswer(request, deps, task)
    if (!answer.ok) return answer
    const bound = await healthCards.ofCard(db, ring, answer.holder.cardNumber)
    const owner = await people.byIdNumber(db, records.idIndex(ring, answer.holder.idNumber))
    if (bound?.accountId !== actorOf(request).accountId || bound.personId !== owner?.id) {
      return refused('health-card-password', 'health-card.refused.not-yours')
    }
    await healthCards.used(db, bound.id, clock())
    return { ok: true, strongBy: 'health_card' }
  },
}

const phone: ProofWay = {
  isOffered: deps => deps.phone !== null,
  async form(_request, _reply, deps, bound) {
    return { hasPhone: (await bound).some(({ kind }) => kind === 'phone') && (await offersPhone(deps)) }
  },
  async answer(request, reply, deps) {
    const idNumber = await records.idNumberOf(deps.db, deps.ring, actorOf(request).personId)
    const next = safePath(rawForm(request.body)['next'])
    const asked = await askPhone(request, reply, deps, { idNumber, task, path: '/proof/phone', next })
    return asked.ok ? { ok: true, waitsAt: asked.path } : asked
  },
}

/** Whether the phone that answered later is the account's own. */
export async function phoneAnswered(request: FastifyRequest, deps: Deps, holder: Holder): Promise<Answered<object>> {
  const bound = await credentials.ofCard(deps.db, holder)
  if (bound?.accountId !== actorOf(request).accountId) return refused('phone', 'mobile-id.refused.not-yours')
  await cardUsed(request, deps, bound, credentials.phoneOf(holder))
  return { ok: true }
}

const wrongPassword: TextKey = 'sign-in.refused.password'

const password: ProofWay = {
  async form(request, _reply, { db }) {
    const account = await accounts.find(db, actorOf(request).accountId)
    return { hasPassword: Boolean(account?.passwordHash) }
  },
  async answer(request, reply, deps) {
    const loginName = (await accounts.find(deps.db, actorOf(request).accountId))?.loginName ?? ''
    const { password: typed = '', code } = rawForm(request.body)
    const answer = await readPasswordAnswer(request, reply, deps, { loginName, password: typed, ...task })
    if (!answer.ok) return answer.why === wrongPassword ? refused('password', 'password.refused.current') : answer
    // the field stands there only where more than the password is asked
    if (code === undefined) return { ok: true }
    const tried = await tryCode(request, deps, actorOf(request).accountId, code)
    return tried.ok ? { ok: true, strongBy: 'app' } : tried
  },
}

const passkey: ProofWay = {
  async form(request, reply, deps) {
    const known = await passkeys.ofAccount(deps.db, actorOf(request).accountId)
    return { passkey: known.length > 0 ? await askForPasskey(request, reply, deps, { ...task, known }) : null }
  },
  async answer(request, _reply, deps) {
    const used = await usePasskey(request, deps, { ...task, accountId: actorOf(request).accountId })
    return used.ok ? { ok: true, strongBy: 'passkey' } : used
  },
}

/** What each way needs to be asked for again. */
export const proofWays: Record<WayFor<'proof'>, ProofWay> = { card, health_card: healthCard, phone, password, passkey }
