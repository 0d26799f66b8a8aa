import type { Way } from '../way.ts'

/** `hr_sensitive` is no office: an HR officer who has it beside theirs works with sensitive data as the chief does. */
export type Role = 'hr_officer' | 'hr_chief' | 'hr_sensitive' | 'parent_hr' | 'sysadmin' | 'auditor'

export type Grant = { role: Role; agencyId: string | null }

/** Somebody whose HR roles another one has for a while. */
export type Represented = { accountId: string; personId: string; name: string }

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
  /** Grants in force today; while acting for somebody, only theirs at this agency. */
  grants: Grant[]
  /** Whom they act for as a deputy, chosen for this session; null in their own name. */
  actingFor: Represented | null
  /** Everybody whose deputy they are today, whether or not they act for them now. */
  deputyFor: Represented[]
  /** The card of the agency they act for, when it was inserted in this session. */
  agencyCard: string | null
  /** There are corrections that only they decide, as the second reviewer named at an agency. */
  secondReviews: boolean
  /** How this session began. */
  way: Way
}

/** The roles of those who do an agency's HR work. */
export const hrRoles = ['hr_officer', 'hr_chief'] as const

export const isHrRole = (role: string): boolean => hrRoles.some(one => one === role)

/** True where the actor holds one of `roles` for the agency they act for now. */
export function hasRole(actor: Pick<Actor, 'grants' | 'agencyId'>, ...roles: Role[]): boolean {
  return actor.grants.some(
    grant => roles.includes(grant.role) && (grant.agencyId === null || grant.agencyId === actor.agencyId),
  )
}

/**
 * True for the actor's own person and for whoever they are deputy of: nobody decides on themselves, nor on those.
 */
export const isTheirOwn = (actor: Pick<Actor, 'personId' | 'deputyFor'>, personId: string): boolean =>
  actor.personId === personId || actor.deputyFor.some(one => one.personId === personId)

/** Themselves and whom they are deputy of. */
export const ownPeople = ({ personId, deputyFor }: Pick<Actor, 'personId' | 'deputyFor'>): string[] => [
  personId,
  ...deputyFor.map(one => one.personId),
]

/** The account whose work this is: that of the person the actor acts for, else their own. */
export const officeOf = (actor: Pick<Actor, 'accountId' | 'actingFor'>): string =>
  actor.actingFor?.accountId ?? actor.accountId

/** Where two people are needed, a deputy and those they are deputy of count as one; `others` are accounts. */
export const countsAsOne = (actor: Pick<Actor, 'accountId' | 'deputyFor'>, others: readonly string[]): boolean =>
  [actor.accountId, ...actor.deputyFor.map(({ accountId }) => accountId)].some(one => others.includes(one))
