import { halfWidth } from '../typed-text.ts'

export const agencyKinds = ['city', 'bureau', 'school', 'office'] as const
export type AgencyKind = (typeof agencyKinds)[number]

export const agencyRefusals = [
  'agency.refused.admin-circle',
  'agency.refused.code-shape',
  'agency.refused.code-taken',
  'agency.refused.former-names',
  'agency.refused.hr-circle',
  'agency.refused.kind',
  'agency.refused.name-blank',
  'agency.refused.name-long',
] as const
export type AgencyRefusal = (typeof agencyRefusals)[number]

export const longestAgencyName = 60

/** 機關代碼: nine digits and a capital letter, half width. */
export function readAgencyCode(
  typed: string,
): { ok: true; value: string } | { ok: false; why: 'agency.refused.code-shape' } {
  const value = halfWidth(typed).replace(/\s/g, '').toUpperCase()
  return /^\d{9}[A-Z]$/.test(value) ? { ok: true, value } : { ok: false, why: 'agency.refused.code-shape' }
}

/** Who stands above the HR office of an agency. */
export type Above = 'parent' | 'parent-without-hr' | 'reviewer' | 'nobody'

export function aboveOf(
  { hrParentId, secondReviewerId }: { hrParentId: string | null; secondReviewerId: string | null },
  parentHasHr: boolean,
): Above {
  if (hrParentId !== null) return parentHasHr ? 'parent' : 'parent-without-hr'
  return secondReviewerId === null ? 'nobody' : 'reviewer'
}

export type Parents = { id: string; adminParentId: string | null; hrParentId: string | null }

/** Whether an agency would stand above itself under these parents; the two lines are looked at apart. */
export function circleIn(
  agencies: readonly Parents[],
  agency: Parents,
): 'agency.refused.admin-circle' | 'agency.refused.hr-circle' | undefined {
  const known = new Map(agencies.map(one => [one.id, one]))
  known.set(agency.id, agency)
  if (standsAboveItself(agency.id, id => known.get(id)?.adminParentId)) return 'agency.refused.admin-circle'
  if (standsAboveItself(agency.id, id => known.get(id)?.hrParentId)) return 'agency.refused.hr-circle'
  return undefined
}

function standsAboveItself(id: string, parentOf: (id: string) => string | null | undefined): boolean {
  const seen = new Set<string>()
  for (let above = parentOf(id); above && !seen.has(above); above = parentOf(above)) {
    if (above === id) return true
    seen.add(above)
  }
  return false
}
