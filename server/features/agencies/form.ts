import type { Role } from '../../domain/agency/actor.ts'
import { agencyKinds, longestAgencyName, readAgencyCode } from '../../domain/agency/agency.ts'
import { codesOf } from '../../domain/record/code-book.ts'
import { tidy } from '../../domain/typed-text.ts'
import type { Agency, AgencyFields } from '../../store/agency/agencies.ts'
import type { FieldError, Raw, Read } from '../../web/forms.ts'
import type { Identity } from '../../web/identity.ts'
import { readIdentity } from '../../web/identity.ts'

const mostFormerNames = 20

/** An agency as typed; parents must be among `others`. */
export function readAgency(form: Raw, others: readonly Pick<Agency, 'id'>[]): Read<AgencyFields> {
  const code = readAgencyCode(form['code'] ?? '')
  const name = tidy(form['name'] ?? '')
  const formerNames = (form['former_names'] ?? '').split('\n').map(tidy).filter(Boolean)
  const kind = agencyKinds.find(one => one === form['kind'])
  const adminParentId = form['admin_parent'] || null
  const hrParentId = form['hr_parent'] || null
  const isKnown = (id: string | null) => id === null || others.some(other => other.id === id)

  const errors: FieldError[] = []
  if (!code.ok) errors.push({ field: 'code', text: code.why })
  if (name === '') errors.push({ field: 'name', text: 'agency.refused.name-blank' })
  if ([...name].length > longestAgencyName) errors.push({ field: 'name', text: 'agency.refused.name-long' })
  if (formerNames.length > mostFormerNames || formerNames.some(one => [...one].length > longestAgencyName))
    errors.push({ field: 'former_names', text: 'agency.refused.former-names' })
  if (!kind) errors.push({ field: 'kind', text: 'agency.refused.kind' })
  if (!isKnown(adminParentId)) errors.push({ field: 'admin_parent', text: 'agency.refused.parent' })
  if (!isKnown(hrParentId)) errors.push({ field: 'hr_parent', text: 'agency.refused.parent' })
  if (!code.ok || !kind || errors.length > 0) return { ok: false, form, errors }
  return { ok: true, value: { code: code.value, name, formerNames, kind, adminParentId, hrParentId } }
}

/** The field that a refusal of the store belongs to. */
export const fieldOfRefusal = {
  'agency.refused.code-taken': 'code',
  'agency.refused.admin-circle': 'admin_parent',
  'agency.refused.hr-circle': 'hr_parent',
} as const

/** An agency as its form shows it. */
export function agencyForm(agency: Agency): Raw {
  const { code, name, kind, formerNames, adminParentId, hrParentId } = agency
  const former_names = formerNames.join('\n')
  return { code, name, former_names, kind, admin_parent: adminParentId ?? '', hr_parent: hrParentId ?? '' }
}

export type FirstPerson = { identity: Identity; roles: Role[]; staffKind: string; title: string }

const longestTitle = 40

export function readFirstPerson(form: Raw): Read<FirstPerson> {
  const identity = readIdentity(form)
  const roles = (['hr_chief', 'hr_officer', 'parent_hr'] as const).filter(role => form[role] === 'yes')
  const staffKind = codesOf('staff_kinds').find(({ code }) => code === form['staff_kind'])?.code
  const title = tidy(form['title'] ?? '')

  const errors: FieldError[] = identity.ok ? [] : [...identity.errors]
  if (roles.length === 0) errors.push({ field: 'hr_chief', text: 'agency.refused.role' })
  if (!staffKind) errors.push({ field: 'staff_kind', text: 'person.refused.staff-kind' })
  if ([...title].length > longestTitle) errors.push({ field: 'title', text: 'person.refused.title' })
  if (!identity.ok || !staffKind || errors.length > 0) return { ok: false, form, errors }
  return { ok: true, value: { identity: identity.value, roles, staffKind, title } }
}
