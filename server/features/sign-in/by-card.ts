import type { FastifyRequest } from 'fastify'
import type { Report } from '../../domain/card/holder.ts'
import type { Account } from '../../store/account/accounts.ts'
import * as signIns from '../../store/account/sign-ins.ts'
import * as events from '../../store/database/events.ts'
import * as credentials from '../../store/ways/credentials.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { readCardAnswer } from '../../ways/card-answer.ts'
import { languageOf } from '../../web/access/language.ts'
import type { Deps } from '../../web/deps.ts'
import { stateRefusal } from './account-state.ts'
import { cardUsed } from './card-used.ts'
import { tellOldComponent } from './old-component.ts'
import { renewalOf } from './renewal/renewal.ts'

type ByCard =
  | { ok: true; account: { id: string; state: Account['state'] } }
  | { ok: false; why: TextKey; holes: Holes; renewal?: string }

/** Whose account the card opens (or the id of a `renewal`, where it seems to follow a bound card) that signed the line of our page. Only a citizen's own card signs a person in; that of an agency is told apart, since it comes second. */
export async function byCard(request: FastifyRequest, deps: Deps): Promise<ByCard> {
  const { db, clock } = deps
  const answer = await readCardAnswer(request, deps, { purpose: 'sign-in', kinds: ['citizen', 'agency'] })
  if (!answer.ok) {
    if (answer.owner) await note(request, deps, await credentials.accountOf(db, answer.owner), answer.why)
    return answer
  }
  if (answer.holder.kind === 'agency') return { ok: false, why: 'agency-card.refused.alone', holes: {} }
  const bound = await credentials.ofCard(db, answer.holder)
  if (!bound) {
    // a card that was lost and blocked must not come back as the successor of another
    const formerOwner = await credentials.ofRetired(db, answer.holder)
    if (formerOwner) {
      await note(request, deps, formerOwner, 'sign-in.refused.card-retired')
      return { ok: false, why: 'sign-in.refused.card-retired', holes: {} }
    }
    // grace is for signing in: a new card is taken by a list that counts
    const renewal = isByGrace(answer.report) ? undefined : await renewalOf(deps, answer.holder)
    await note(request, deps, renewal?.accountId, 'card.refused.not-bound')
    return { ok: false, why: 'card.refused.not-bound', holes: {}, ...(renewal && { renewal: renewal.id }) }
  }

  const now = clock()
  const refusal = await stateRefusal(db, bound, now, languageOf(request))
  await note(request, deps, bound.accountId, refusal?.why ?? null)
  if (refusal) return { ok: false, ...refusal }
  if (isByGrace(answer.report)) {
    const by = { accountId: bound.accountId, role: null, agencyId: null, requestId: request.id }
    const details = { list: answer.report.list?.number ?? null }
    await events.add(db, { what: 'trust.grace-used', about: answer.holder.issuerKeyId, by, at: now, details })
  }
  await cardUsed(request, deps, bound, credentials.cardOf(answer.holder))
  await tellOldComponent(request, deps, bound.accountId)
  return { ok: true, account: { id: bound.accountId, state: bound.state } }
}

/** Only who has the card itself writes into the history of its owner: the signatures were checked before. */
async function note(request: FastifyRequest, deps: Deps, accountId: string | undefined, cause: TextKey | null) {
  if (accountId) await signIns.add(deps.db, { accountId, way: 'card', address: request.ip }, cause, deps.clock())
}

/** The revocation list was out of date and counted only by the hours of grace. */
const isByGrace = ({ checks }: Report) =>
  checks.some(({ key, outcome }) => key === 'card.check.list-expired' && outcome === 'undecided')
