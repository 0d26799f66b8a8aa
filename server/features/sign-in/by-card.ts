import type { FastifyRequest } from 'fastify'
import type { Report } from '../../domain/card/holder.ts'
import * as signIns from '../../store/account/sign-ins.ts'
import * as events from '../../store/database/events.ts'
import * as credentials from '../../store/ways/credentials.ts'
import type { TextKey } from '../../text/speak.ts'
import { errorOf, refused, type Refused } from '../../ways/answered.ts'
import { readCardAnswer } from '../../ways/card-answer.ts'
import { cardUsed } from '../../ways/card-used.ts'
import { languageOf } from '../../web/access/language.ts'
import { rememberRenewal } from '../../web/access/pending-renewal.ts'
import { passwordPath } from '../../web/access/signed-in.ts'
import { visitOf } from '../../web/access/visit.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { safePath } from '../../web/own-path.ts'
import { stateRefusal } from './account-state.ts'
import { enter } from './enter.ts'
import { countFailure } from './failure.ts'
import { tellOldComponent } from './old-component.ts'
import { signInPage } from './page.ts'
import { renewalOf, renewalPath } from './renewal/renewal.ts'

/** Once somebody is signed in, the agency card that was refused alone is asked for; then they go on. */
const withAgencyCard = (next: unknown) => `/agency-card?next=${encodeURIComponent(safePath(next))}`

/** Sign-in by citizen card. A card that seems to follow a bound one goes on to one more proof. */
export function cardSignIn(deps: Deps) {
  const answer: Handler = async (request, reply) => {
    const { next } = rawForm(request.body)
    const checked = await check(request, deps)
    if (!checked.ok && checked.renewal) {
      rememberRenewal(reply, deps, checked.renewal)
      return reply.seeOther(renewalPath)
    }
    if (!checked.ok) {
      const error = errorOf(checked)
      await countFailure(request, deps, error)
      const isAgency = checked.why === 'agency-card.refused.alone'
      const shown = { errors: [error], next: isAgency ? withAgencyCard(next) : next }
      return signInPage(request, reply.code(checked.status), deps, shown)
    }
    const { accountId, mustChange } = checked
    await enter(request, reply, deps, { accountId, way: 'card' })
    return reply.seeOther(mustChange ? passwordPath : safePath(next))
  }

  return { answer }
}

type Checked = { ok: true; accountId: string; mustChange: boolean } | (Refused<unknown> & { renewal?: string })

/** Only a citizen's own card signs a person in; that of an agency is told apart, since it comes second. */
async function check(request: FastifyRequest, deps: Deps): Promise<Checked> {
  const { db, clock } = deps
  const answer = await readCardAnswer(request, deps, { purpose: 'sign-in', kinds: ['citizen', 'agency'] })
  if (!answer.ok) {
    if (answer.claimed) await noteSignIn(request, deps, await credentials.accountOf(db, answer.claimed), answer.why)
    return answer
  }
  if (answer.holder.kind === 'agency') return refused('card-pin', 'agency-card.refused.alone')
  const bound = await credentials.ofCard(db, answer.holder)
  if (!bound) {
    // a card that was lost and blocked must not come back as the successor of another
    const formerOwner = await credentials.ofRetired(db, answer.holder)
    if (formerOwner) {
      await noteSignIn(request, deps, formerOwner, 'sign-in.refused.card-retired')
      return refused('card-pin', 'sign-in.refused.card-retired')
    }
    // grace is for signing in: a new card is taken by a list that counts
    const renewal = isByGrace(answer.report) ? undefined : await renewalOf(deps, answer.holder)
    await noteSignIn(request, deps, renewal?.accountId, 'card.refused.not-bound')
    return { ...refused('register-card', 'card.refused.not-bound'), ...(renewal && { renewal: renewal.id }) }
  }

  const now = clock()
  const refusal = await stateRefusal(db, bound, now, languageOf(request))
  await noteSignIn(request, deps, bound.accountId, refusal?.why ?? null)
  if (refusal) return refused('card-pin', refusal.why, refusal)
  if (isByGrace(answer.report)) {
    const by = { accountId: bound.accountId, role: null, agencyId: null, requestId: request.id }
    const details = { list: answer.report.list?.number ?? null }
    await events.add(db, { what: 'trust.grace-used', about: answer.holder.issuerKeyId, by, at: now, details })
  }
  await cardUsed(request, deps, bound, credentials.cardOf(answer.holder))
  await tellOldComponent(request, deps, bound.accountId)
  return { ok: true, accountId: bound.accountId, mustChange: bound.state === 'must_change' }
}

/** Only somebody who has the card itself writes into the history of its owner: the signatures were checked before. */
async function noteSignIn(request: FastifyRequest, deps: Deps, accountId: string | undefined, cause: TextKey | null) {
  if (accountId) await signIns.add(deps.db, { accountId, way: 'card', ...visitOf(request) }, cause, deps.clock())
}

/** The revocation list was out of date and counted only by the hours of grace. */
const isByGrace = ({ checks }: Report) =>
  checks.some(({ key, outcome }) => key === 'card.check.list-expired' && outcome === 'undecided')
