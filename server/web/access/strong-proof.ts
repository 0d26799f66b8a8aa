import type { FastifyRequest } from 'fastify'
import { hasRole } from '../../domain/agency/actor.ts'
import { lacking, type Lack, type StrongPurpose, type StrongWay } from '../../domain/account/strong-proof.ts'
import { isAlive } from '../../domain/lifetime.ts'
import { rpIdOf } from '../../domain/ways/passkey.ts'
import * as strongProof from '../../store/account/strong-proof.ts'
import type { Deps } from '../deps.ts'
import { actorOf } from './signed-in.ts'

type Using = Pick<Deps, 'db' | 'clock' | 'config' | 'trust' | 'phone' | 'healthCards'>

/** When more than a password was shown in this session, by whoever sits there now. */
function strongAt({ session: { signedIn }, actor }: FastifyRequest, purpose: StrongPurpose): number {
  if (!signedIn) return Number.NEGATIVE_INFINITY
  const began = signedIn.way === 'password' ? undefined : signedIn.signedInAt
  // several people have the card of an agency in their hands: it stands for its work, not for anybody's account
  const byAgency = purpose === 'agency' && actor?.agencyCard ? signedIn.agencyCard?.at : undefined
  return Math.max(...[began, signedIn.strong?.at, byAgency].map(at => at ?? Number.NEGATIVE_INFINITY))
}

/**
 * What somebody lacks for what a password alone does not do; `minutes`: for how long a strong proof counts. Asks the
 * database only where there was none.
 */
export async function lackOf(
  request: FastifyRequest,
  deps: Using,
  purpose: StrongPurpose,
  minutes: number,
): Promise<Lack | null> {
  const now = deps.clock()
  if (isAlive(strongAt(request, purpose), minutes * 60_000 + 1, now)) return null
  // somebody else knows the password they have to change: that is not held up
  if (purpose === 'ways-in' && request.requiredSteps[0] === 'password') return null
  const actor = actorOf(request)
  const { accountId, agencyId } = actor
  const facts = await strongProof.ofAccount(deps.db, accountId, purpose === 'agency' ? agencyId : null, now)
  const isThere = await offeredHere(deps)
  // one school's chief does not decide how well the whole installation is guarded
  const isLowered = facts.rule === 'never' && hasRole(actor, 'sysadmin')
  const rule = isLowered ? 'if-possible' : facts.rule
  return lacking(purpose, { ...facts, rule, held: facts.held.filter(({ way }) => isThere[way]) }, now)
}

async function offeredHere({ trust, phone, healthCards, config }: Using): Promise<Record<StrongWay, boolean>> {
  const takesCards = (await trust()).issuers.some(({ kind }) => kind === 'citizen')
  return {
    card: takesCards,
    phone: takesCards && phone !== null,
    health_card: healthCards !== null,
    passkey: rpIdOf(config.baseUrl) !== undefined,
    app: true,
  }
}

/** Keeps in the session that more than a password was shown just now; it ends with the session. */
export function shownStrongly(request: FastifyRequest, by: StrongWay, now: Date): void {
  const { signedIn } = request.session
  if (signedIn) request.session.signedIn = { ...signedIn, strong: { at: now.getTime(), by } }
}
