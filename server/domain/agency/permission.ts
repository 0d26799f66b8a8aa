import type { Actor } from './actor.ts'
import { hasRole, hrRoles, isTheirOwn } from './actor.ts'

/** What the pages and handlers ask; one table instead of conditions spread over the features. */
export const permissions = {
  reviewQueue: (actor: Actor) => hasRole(actor, ...hrRoles) || actor.secondReviews,
  keepPeople: (actor: Actor) => hasRole(actor, ...hrRoles),
  lockRecords: (actor: Actor) => hasRole(actor, 'hr_chief'),
  administer: (actor: Actor) => hasRole(actor, 'sysadmin'),
} as const satisfies Record<string, (actor: Actor) => boolean>

/**
 * HR reads the records of people assigned to the agency they act for, but a deputy never that of the one represented;
 * everyone reads their own.
 */
export function mayRead(actor: Actor, person: { id: string; agencyIds: string[] }): boolean {
  if (actor.personId === person.id) return true
  if (isTheirOwn(actor, person.id)) return false
  return hasRole(actor, ...hrRoles) && person.agencyIds.includes(actor.agencyId ?? '')
}

/** Rules for the passwords of an agency and its usual purposes are set by its HR chief or an administrator. */
export const maySetAgencyRules = (actor: Actor, agencyId: string): boolean =>
  permissions.administer(actor) || (hasRole(actor, 'hr_chief') && actor.agencyId === agencyId)
