import type { Row, Section } from '../record/field.ts'
import { deciderOf, fieldOf } from '../record/sections.ts'

/** The row tells of another agency than the one the person serves now: others may decide on it. */
export function isElsewhere(section: Section, row: Row, ownAgency: string): boolean {
  const field = section.fields.find(field => field.type === 'agency')
  const named = field && row[field.id]
  return typeof named === 'string' && named !== ownAgency
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
