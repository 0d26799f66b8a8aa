import { addDays } from '../clock.ts'
import type { Actor } from './actor.ts'
import { hasRole, hrRoles } from './actor.ts'

/** The longest deputyship, its first and last day counted. */
export const maxDaysOfDeputy = 90

/** `waiting` is not agreed to yet, `coming` begins on a later day, `running` gives the deputy the roles. */
export type DeputyState = 'waiting' | 'coming' | 'running' | 'over'

export type Deputyship = {
  agencyId: string
  representedId: string
  deputyId: string
  /** First and last legal day. */
  from: string
  until: string
  agreedAt: Date | null
  endedAt: Date | null
}

export const deputyRefusals = [
  'deputy.refused.acting',
  'deputy.refused.administrator',
  'deputy.refused.chief-agrees',
  'deputy.refused.days',
  'deputy.refused.no-role',
  'deputy.refused.not-here',
  'deputy.refused.not-now',
  'deputy.refused.not-yours',
  'deputy.refused.order',
  'deputy.refused.overlap',
  'deputy.refused.past',
  'deputy.refused.same',
] as const
export type DeputyRefusal = (typeof deputyRefusals)[number]

type Refused = { ok: false; why: DeputyRefusal }

/** What a deputyship is on a day, whatever was written down about it. */
export function stateOf(deputyship: Deputyship, today: string): DeputyState {
  if (deputyship.endedAt !== null || deputyship.until < today) return 'over'
  if (deputyship.agreedAt === null) return 'waiting'
  return deputyship.from > today ? 'coming' : 'running'
}

export type Wish = Pick<Deputyship, 'agencyId' | 'representedId' | 'deputyId' | 'from' | 'until'>

export type NamingFacts = {
  today: string
  /** The one to be represented holds an HR role at the agency. */
  representedInHr: boolean
  /** The deputy's account is active, and they are assigned to the agency or to the one above it in the HR line. */
  deputyIsHere: boolean
  deputyIsAdministrator: boolean
  /** The same two have a deputyship there on one of these days. */
  overlaps: boolean
}

/**
 * Whether the actor may name this deputy. The chief of the agency names for everybody in its HR, at once; others of HR
 * name for themselves, and the chief agrees. A deputy names nobody. Administrators see no records, so they become no
 * deputies.
 */
export function mayName(actor: Actor, wish: Wish, facts: NamingFacts): { ok: true; isAgreed: boolean } | Refused {
  const refuse = (why: DeputyRefusal) => ({ ok: false as const, why })
  const isHr = hasRole(actor, ...hrRoles) && actor.agencyId === wish.agencyId
  const isChief = isHr && hasRole(actor, 'hr_chief')
  if (actor.actingFor) return refuse('deputy.refused.acting')
  if (!isChief && !(isHr && actor.accountId === wish.representedId)) return refuse('deputy.refused.not-yours')
  if (!facts.representedInHr) return refuse('deputy.refused.no-role')
  if (wish.deputyId === wish.representedId) return refuse('deputy.refused.same')
  if (!facts.deputyIsHere) return refuse('deputy.refused.not-here')
  if (facts.deputyIsAdministrator) return refuse('deputy.refused.administrator')
  if (wish.from < facts.today) return refuse('deputy.refused.past')
  if (wish.until < wish.from) return refuse('deputy.refused.order')
  if (wish.until > addDays(wish.from, maxDaysOfDeputy - 1)) return refuse('deputy.refused.days')
  if (facts.overlaps) return refuse('deputy.refused.overlap')
  return { ok: true, isAgreed: isChief }
}

/** Who stands beside and above the agency of a deputyship. */
export type Around = { hasOtherChief: boolean; hrParentId: string | null; secondReviewerId: string | null }

/**
 * Whether the actor may agree to a deputyship or end it. The chief agrees; where the agency has none but the two
 * concerned, the chief of the HR agency above, or the second reviewer it named. The one represented, the deputy and
 * whoever may agree end it.
 */
export function decide(
  deputyship: Deputyship,
  action: 'agree' | 'end',
  actor: Actor,
  around: Around,
  today: string,
): { ok: true } | Refused {
  const refuse = (why: DeputyRefusal) => ({ ok: false as const, why })
  const state = stateOf(deputyship, today)
  const { representedId, deputyId } = deputyship
  const isConcerned = actor.accountId === representedId || actor.accountId === deputyId
  const agrees = isAgreeing(deputyship, actor, around)
  if (!isConcerned && !agrees) return refuse('deputy.refused.not-yours')
  if (action === 'end') return state === 'over' ? refuse('deputy.refused.not-now') : { ok: true }
  if (isConcerned) return refuse('deputy.refused.chief-agrees')
  if (actor.actingFor) return refuse('deputy.refused.acting')
  return state === 'waiting' ? { ok: true } : refuse('deputy.refused.not-now')
}

function isAgreeing({ agencyId }: Deputyship, actor: Actor, around: Around): boolean {
  const isChief = hasRole(actor, 'hr_chief')
  if (isChief && actor.agencyId === agencyId) return true
  if (around.hasOtherChief) return false
  if (around.hrParentId !== null) return isChief && actor.agencyId === around.hrParentId
  return actor.actingFor === null && actor.accountId === around.secondReviewerId
}
