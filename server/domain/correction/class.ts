import type { Row, Section } from '../record/field.ts'
import { deciderOf, fieldOf } from '../record/sections.ts'

/**
 * The row tells of another agency than the one the person serves now, as it was and as it is to be: others may decide
 * on it. One that only now comes to tell of another agency is still decided as one of this agency.
 */
export function isElsewhere(section: Section, states: readonly Row[], ownAgency: string): boolean {
  const field = section.fields.find(field => field.type === 'agency')
  const named = states.map(row => field && row[field.id])
  return named.every(agency => typeof agency === 'string' && agency !== ownAgency)
}

/**
 * Who decides on the fields of a correction tells what it needs before it may be sent and before it may be accepted.
 */
export function needsOf(
  section: Section,
  fields: readonly string[],
  elsewhere: boolean,
): { evidence: boolean; authority: boolean } {
  const deciders = fields.map(id => deciderOf(fieldOf(section, id), elsewhere))
  return { evidence: deciders.some(decider => decider !== 'person'), authority: deciders.includes('authority') }
}
