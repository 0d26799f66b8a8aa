import type { Actor } from '../agency/actor.ts'
import { hasRole } from '../agency/actor.ts'

export const agencyCardRefusals = [
  'agency-card.refused.alone',
  'agency-card.refused.citizen-card',
  'agency-card.refused.not-there',
  'agency-card.refused.other-agency',
  'agency-card.refused.registered-elsewhere',
  'agency-card.refused.retired',
  'agency-card.refused.unregistered',
] as const
export type AgencyCardRefusal = (typeof agencyCardRefusals)[number]

/** Administrators register the card of any agency, the HR chief that of their own; a deputy of the chief does not. */
export const mayRegister = (actor: Actor, agencyId: string): boolean =>
  hasRole(actor, 'sysadmin') || (actor.actingFor === null && actor.agencyId === agencyId && hasRole(actor, 'hr_chief'))

/**
 * Whether somebody who is signed in may go on as the agency of this card: only of the agency they act for now, where
 * they work or hold a role. `agencyIds` are all of theirs.
 */
export function mayRepresent(
  card: { agencyId: string; retiredAt: Date | null } | undefined,
  actor: Pick<Actor, 'agencyId'>,
  agencyIds: readonly string[],
): { ok: true } | { ok: false; why: AgencyCardRefusal } {
  if (!card) return { ok: false, why: 'agency-card.refused.unregistered' }
  if (card.retiredAt !== null) return { ok: false, why: 'agency-card.refused.retired' }
  if (card.agencyId === actor.agencyId) return { ok: true }
  const isTheirs = agencyIds.includes(card.agencyId)
  return { ok: false, why: isTheirs ? 'agency-card.refused.other-agency' : 'agency-card.refused.not-there' }
}
