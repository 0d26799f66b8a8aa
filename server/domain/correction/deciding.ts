import { isHrRole } from '../agency/actor.ts'

/**
 * Who does HR work around a person, at their main agency and at the HR parent agency above it, and may decide on what
 * they ask for.
 */
export type HrAround = {
  /** What the person is there. */
  roles: readonly string[]
  hasColleagues: boolean
  hasHrAbove: boolean
  /** A second reviewer is named at the main agency, and nobody else does HR work there. */
  hasSecondReviewer: boolean
}

/**
 * Which HR decides a person's corrections: that of their main agency or the one above; undefined where nobody does.
 * Nobody decides on themselves: an officer's go to a colleague in HR, a chief's to the HR parent agency, and where
 * nobody else does HR work, to the second reviewer, who decides at the main agency.
 */
export function decidingOffice(hr: HrAround): 'main' | 'above' | undefined {
  if (hr.hasColleagues && !hr.roles.includes('hr_chief')) return 'main'
  if (hr.hasHrAbove) return 'above'
  const isLeftToSecond = hr.hasSecondReviewer && hr.roles.some(isHrRole)
  return hr.hasColleagues || isLeftToSecond ? 'main' : undefined
}
