import { ways, type Way } from '../domain/actor.ts'
import { rpIdOf } from '../domain/passkey.ts'
import { offersCards } from './card-answer.ts'
import type { Deps } from './deps.ts'
import { offersPhone } from './phone-question.ts'

/** The ways by which somebody can sign in at this installation. */
export async function offeredWays(deps: Pick<Deps, 'trust' | 'config' | 'phone' | 'healthCards'>): Promise<Way[]> {
  const offers: Record<Way, boolean> = {
    // also while a revocation list is out of date, which may be over in an hour
    card: await offersCards(deps),
    health_card: deps.healthCards !== null,
    phone: await offersPhone(deps),
    password: true,
    passkey: rpIdOf(deps.config.baseUrl) !== undefined,
  }
  return ways.filter(way => offers[way])
}
