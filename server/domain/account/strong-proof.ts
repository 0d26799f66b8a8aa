import type { StrongProofRule } from '../agency/strong-proof-rule.ts'
import { isAlive } from '../lifetime.ts'
import type { Way } from '../way.ts'

/** What is more than a password: cards and phones have a PIN of their own, an app comes beside the password. */
export type StrongWay = Exclude<Way, 'password'> | 'app'

/**
 * What needs more than a password: in one's own matters, for the agency one acts for, or to change one's ways in. A new
 * card, health card or phone needs none, since it shows the ID number of its owner and is the strong proof itself.
 */
export type StrongPurpose = 'own' | 'agency' | 'ways-in'

/** `removedAt`: when its owner took it away; null while it is bound. */
export type HeldWay = { way: StrongWay; boundAt: Date; removedAt: Date | null }

/**
 * For so long what an owner took away counts as held. Taking away needs no more than a password, so that a lost card is
 * gone at once; a thief of the password shall gain nothing by it until the owner, on holiday perhaps, read the notice.
 */
export const removedDays = 7
const removedMs = removedDays * 86_400_000

type Facts = {
  rule: StrongProofRule
  held: readonly HeldWay[]
  /** When HR (two people) or the operator last let them in again. */
  helpedAt: Date | null
}

/** What somebody lacks: to prove by one of these ways, to register a new card or phone, or to get more at all. */
export type Lack = { what: 'proof'; by: StrongWay[] } | { what: 'new-way' } | { what: 'stronger-way' }

/** What is asked of somebody behind whose session there is a password alone; null where that is enough. */
export function lacking(purpose: StrongPurpose, { rule, held, helpedAt }: Facts, now: Date): Lack | null {
  if (rule === 'never') return null
  const help = helpedAt && isAlive(helpedAt, removedMs, now) ? helpedAt : null
  // what lies at home or is lost would otherwise keep whom HR has just helped from getting another
  const counts = ({ boundAt, removedAt }: HeldWay) =>
    help === null || (purpose === 'ways-in' ? boundAt >= help : removedAt === null || removedAt >= help)
  const counted = held.filter(counts)
  const bound = counted.filter(({ removedAt }) => removedAt === null)
  if (bound.length > 0) return { what: 'proof', by: bound.map(({ way }) => way) }
  if (counted.some(({ removedAt }) => removedAt && isAlive(removedAt, removedMs, now))) return { what: 'new-way' }
  return rule === 'always' && purpose !== 'ways-in' ? { what: 'stronger-way' } : null
}
