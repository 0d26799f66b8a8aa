import type { Actor } from '../agency/actor.ts'
import type { AccountState } from './state.ts'

/** The version of the personal-data notice that everybody has to have read; it rises with its text. */
export const noticeVersion = 1

export type RequiredStep = 'password' | 'notice' | 'second-factor' | 'card-renewal' | 'card-end'

export type StepFacts = {
  state: AccountState
  /** The newest version of the notice its owner acknowledged. */
  noticeVersion: number
  hasSecondFactor: boolean
  /** More than a password was shown in this session, since it began. */
  isStrong: boolean
  /** The agency limits how long a password is good for, and that time is over. */
  passwordIsOver: boolean
  /** A card was shown before signing in that seems to follow a bound one, and its owner said neither yes nor no. */
  hasNewCard: boolean
  /**
   * A card, or the certificate in the phone they signed in by, ends soon, and its owner has not yet said that they
   * know.
   */
  hasEndingCard: boolean
  way: Actor['way']
  grants: Actor['grants']
  agencyCard: Actor['agencyCard']
  /** Whether this installation asks HR and administrators for a second factor. */
  asksSecondFactor: boolean
}

/**
 * What somebody has to do after signing in before anything else, in order. A card counts as two factors (PIN or
 * registered password), and so does a passkey; the card of the agency counts as the second. Whoever signs in by these
 * is not asked for a password they do not use.
 */
export function requiredSteps(facts: StepFacts): RequiredStep[] {
  const steps: RequiredStep[] = []
  if (facts.state === 'must_change' || (facts.passwordIsOver && facts.way === 'password')) steps.push('password')
  if (facts.noticeVersion < noticeVersion) steps.push('notice')
  const isOffice = facts.grants.length > 0
  // beside the person's own password, the card of the agency at which they hold their roles now
  const hasAgencyCard = facts.agencyCard !== null && facts.grants.every(({ agencyId }) => agencyId !== null)
  const hasSecond = facts.way !== 'password' || facts.isStrong || facts.hasSecondFactor || hasAgencyCard
  if (facts.asksSecondFactor && isOffice && !hasSecond) {
    steps.push('second-factor')
  }
  if (facts.hasNewCard) steps.push('card-renewal')
  if (facts.hasEndingCard && (facts.way === 'card' || facts.way === 'phone')) steps.push('card-end')
  return steps
}

/** The page of each step. */
export const stepPaths: Record<RequiredStep, string> = {
  password: '/password',
  notice: '/personal-data',
  'second-factor': '/account/second-factor',
  'card-renewal': '/card-renewal',
  'card-end': '/account/card-end',
}

/**
 * Whether a page belongs to a step: its own, those below it, and for a second factor a new way in, the fresh proof,
 * the agency card, and another name to act in; for a card that ends, another way in.
 */
export function belongsTo(step: RequiredStep, url: string): boolean {
  const [path = ''] = url.split('?')
  const own = stepPaths[step]
  if (path === own || path.startsWith(`${own}/`)) return true
  // where the page of a card that ends leads to, so that its owner need not go on first
  if (step === 'card-end') return /^\/(proof|guides|account\/(password|cards\/new|phones))(\/|$)/.test(path)
  const isNewWay = /^\/account\/(phones(\/|$)|(cards|health-cards|passkeys)\/new$)/.test(path)
  return step === 'second-factor' && (isNewWay || /^\/(proof|agency-card|acting-agency)(\/|$)/.test(path))
}
