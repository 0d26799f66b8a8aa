import { ways, type Way } from '../domain/agency/actor.ts'
import type { Language } from '../domain/language.ts'
import { rpIdOf } from '../domain/ways/passkey.ts'
import { speak } from '../text/speak.ts'
import type { Deps } from '../web/deps.ts'
import { offersCards } from './card-answer.ts'
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

type FirstWay = Exclude<Way, 'passkey'>

/** Those by which an account can be opened for the first time. */
export const firstWays = async (deps: Parameters<typeof offeredWays>[0]): Promise<FirstWay[]> =>
  (await offeredWays(deps)).filter(way => way !== 'passkey')

/** In a sentence: one, two, or three. */
export function waysInWords(ways: readonly FirstWay[], language: Language): string {
  const t = speak(language)
  const list = new Intl.ListFormat(language === 'en' ? 'en' : 'zh-Hant-TW', { type: 'disjunction' })
  return list.format(ways.map(way => t(`activation-way.${way}`)))
}
