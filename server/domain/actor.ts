export type Role = 'hr_officer' | 'hr_chief' | 'parent_hr' | 'sysadmin' | 'auditor'

export type Grant = { role: Role; agencyId: string | null }

/** How somebody signs in, in the order in which a page offers it. */
export const ways = ['card', 'health_card', 'phone', 'password', 'passkey'] as const
export type Way = (typeof ways)[number]

/**
 * Who acts in a request. Everyone is an employee of themselves; further roles come from dated grants.
 * `agencyId` is the acting agency: an officer of two schools acts for one of them at a time.
 */
export type Actor = {
  accountId: string
  personId: string
  name: string
  agencyId: string | null
  agencyName: string
  /** Grants in force today. */
  grants: Grant[]
  /** There are requests that only they decide, as the second reviewer named at an agency. */
  secondReviews: boolean
  /** How this session began. */
  way: Way
}

/** True where the actor holds one of `roles` for the agency they act for now. */
export function hasRole(actor: Actor, ...roles: Role[]): boolean {
  return actor.grants.some(
    grant => roles.includes(grant.role) && (grant.agencyId === null || grant.agencyId === actor.agencyId),
  )
}
