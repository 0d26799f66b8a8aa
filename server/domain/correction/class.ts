import type { ChangeClass, Row, Section } from '../record/field.ts'
import { changeClass, fieldOf } from '../record/sections.ts'

/** The row tells of another agency than the one the person serves now: other rules for who decides (class O/E). */
export function isElsewhere(section: Section, row: Row, ownAgency: string): boolean {
  const field = section.fields.find(field => field.type === 'agency')
  const named = field && row[field.id]
  return typeof named === 'string' && named !== ownAgency
}

/** The classes among the fields of a request: what it needs before it may be sent and before it may be accepted. */
export function needsOf(
  section: Section,
  fields: readonly string[],
  elsewhere: boolean,
): { evidence: boolean; authority: boolean } {
  const classes = new Set<ChangeClass>(fields.map(id => changeClass(fieldOf(section, id), elsewhere)))
  return { evidence: classes.has('E') || classes.has('O'), authority: classes.has('O') }
}
