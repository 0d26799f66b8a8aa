import type { Actor } from './actor.ts'
import { hasRole, hrRoles } from './actor.ts'

/** What the pages and handlers ask; one table instead of conditions spread over the features. */
export const permissions = {
  reviewQueue: (actor: Actor) => hasRole(actor, ...hrRoles) || actor.secondReviews,
  keepPeople: (actor: Actor) => hasRole(actor, ...hrRoles),
  /** Names and posts at the agencies below, and nothing of a record. */
  readDirectory: (actor: Actor) => hasRole(actor, 'parent_hr'),
  lockRecords: (actor: Actor) => hasRole(actor, 'hr_chief'),
  administer: (actor: Actor) => hasRole(actor, 'sysadmin'),
} as const satisfies Record<string, (actor: Actor) => boolean>

/** Rules for the passwords of an agency and its usual purposes are set by its HR chief or an administrator. */
export const maySetAgencyRules = (actor: Actor, agencyId: string): boolean =>
  permissions.administer(actor) || (hasRole(actor, 'hr_chief') && actor.agencyId === agencyId)

/**
 * The right to sensitive data is given by the chief in their own name: a deputy could give it to themselves for good.
 */
export const mayGiveSensitive = (actor: Actor, agencyId: string): boolean =>
  hasRole(actor, 'hr_chief') && actor.agencyId === agencyId && actor.actingFor === null
