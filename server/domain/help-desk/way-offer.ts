import { listState } from '../trust/freshness.ts'
import { ways, type Way } from '../way.ts'
import { rpIdOf } from '../ways/passkey.ts'

export type OfferedWay = Way | 'mail'

export type OfferReason =
  | 'no-authority'
  | 'no-list'
  | 'no-health-card-verifier'
  | 'no-phone-service'
  | 'no-https'
  | 'no-host-name'
  | 'no-mail'

export type OfferFacts = {
  baseUrl: string
  /** Authorities of citizen cards that are trusted, each with its revocation list. */
  authorities: readonly { until: Date; list: { until: Date } | undefined }[]
  revocationGraceHours: number
  hasHealthCardVerifier: boolean
  hasPhoneService: boolean
  hasMail: boolean
}

/** Every way into an account or back to it, and what is missing where this installation does not have it. */
export function waysOffered(facts: OfferFacts, now: Date): { way: OfferedWay; why: OfferReason | null }[] {
  const card = whyNoCard(facts, now)
  const reasons: Record<OfferedWay, OfferReason | null> = {
    card,
    health_card: facts.hasHealthCardVerifier ? null : 'no-health-card-verifier',
    // the certificate in a phone is checked like that of a card
    phone: facts.hasPhoneService ? card : 'no-phone-service',
    password: null,
    passkey: whyNoPasskey(facts),
    mail: facts.hasMail ? null : 'no-mail',
  }
  return [...ways, 'mail' as const].map(way => ({ way, why: reasons[way] }))
}

function whyNoCard({ authorities, revocationGraceHours }: OfferFacts, now: Date): OfferReason | null {
  const valid = authorities.filter(({ until }) => until >= now)
  if (valid.length === 0) return 'no-authority'
  const counts = valid.some(({ list }) => !['missing', 'expired'].includes(listState(list, now, revocationGraceHours)))
  return counts ? null : 'no-list'
}

function whyNoPasskey({ baseUrl }: OfferFacts): OfferReason | null {
  if (rpIdOf(baseUrl)) return null
  // where https would help, it is that; an address stays one under https
  return rpIdOf(baseUrl.replace(/^http:/, 'https:')) ? 'no-https' : 'no-host-name'
}
