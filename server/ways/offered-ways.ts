import type { Language } from '../domain/language.ts'
import { ways, waysFor, type Way, type WayFor } from '../domain/way.ts'
import { rpIdOf } from '../domain/ways/passkey.ts'
import { speak } from '../text/speak.ts'
import type { Deps } from '../web/deps.ts'
import { offersCards } from './card-answer.ts'

/** The ways by which somebody can sign in at this installation. */
export async function offeredWays(deps: Pick<Deps, 'trust' | 'config' | 'phone' | 'healthCards'>): Promise<Way[]> {
  // also while a revocation list is out of date, which may be over in an hour
  const takesCards = await offersCards(deps)
  const offers: Record<Way, boolean> = {
    card: takesCards,
    health_card: deps.healthCards !== null,
    // the certificate in a phone is checked like that of a citizen card
    phone: deps.phone !== null && takesCards,
    password: true,
    passkey: rpIdOf(deps.config.baseUrl) !== undefined,
  }
  return ways.filter(way => offers[way])
}

/** Those by which an account can be opened for the first time. */
export async function firstWays(deps: Parameters<typeof offeredWays>[0]): Promise<WayFor<'activation'>[]> {
  const offered = await offeredWays(deps)
  return waysFor.activation.filter(way => offered.includes(way))
}

/** In a sentence: one, two, or three. */
export function waysInWords(ways: readonly WayFor<'activation'>[], language: Language): string {
  const t = speak(language)
  const list = new Intl.ListFormat(language === 'en' ? 'en' : 'zh-Hant-TW', { type: 'disjunction' })
  return list.format(ways.map(way => t(`way.first.${way}`)))
}
