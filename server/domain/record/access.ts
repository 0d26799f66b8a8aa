import type { Actor } from '../agency/actor.ts'
import { hasRole, hrRoles, isTheirOwn } from '../agency/actor.ts'
import { former, lineOf, type FieldClass, type Relation, type Verb } from './access/table.ts'
import { difference, type Operation } from './difference.ts'
import type { Field, Row, Section } from './field.ts'
import { fieldOf, ownFields, sectionOf, sections } from './sections.ts'

/**
 * Whose record it is. `formerAgencyIds`: of somebody who works nowhere any more, those left last. `hidesAddress`: a
 * court or the household registration keeps their address from others.
 */
export type Subject = {
  id: string
  agencyIds: readonly string[]
  formerAgencyIds?: readonly string[]
  hidesAddress?: boolean
}

/** Who asks the table. */
export type Asker = Pick<Actor, 'personId' | 'agencyId' | 'grants' | 'actingFor' | 'deputyFor' | 'secondReviews'>

export function relationTo(actor: Asker, { id, agencyIds, formerAgencyIds = [] }: Subject): Relation {
  if (actor.personId === id) return 'self'
  if (isTheirOwn(actor, id)) return 'represented'
  const isTheirAgency = agencyIds.includes(actor.agencyId ?? '')
  if (hasRole(actor, 'hr_chief') && isTheirAgency) return actor.actingFor ? 'deputy_of_chief' : 'chief'
  if (hasRole(actor, ...hrRoles) && isTheirAgency) return actor.actingFor ? 'deputy_of_officer' : 'officer'
  const hasLeft = formerAgencyIds.includes(actor.agencyId ?? '')
  if (hasLeft && hasRole(actor, ...hrRoles)) return hasRole(actor, 'hr_chief') ? 'former_chief' : 'former_officer'
  if (actor.secondReviews && !actor.actingFor) return 'second_reviewer'
  if (hasRole(actor, 'parent_hr')) return 'parent_hr'
  if (hasRole(actor, ...hrRoles)) return 'other_hr'
  if (hasRole(actor, 'auditor')) return 'auditor'
  return hasRole(actor, 'sysadmin') ? 'administrator' : 'stranger'
}

/** `field` undefined: of the section as a whole; `data`: of this row. */
export function classOf(subject: Subject, verb: Verb, section: Section, field?: Field, data?: Row): FieldClass {
  const { sensitive, onlyForHr } = section
  if (data && onlyForHr && data[onlyForHr.field] === onlyForHr.is) return 'remark'
  if (sensitive) return 'sensitive'
  if (!subject.hidesAddress || !field) return 'usual'
  // that it is protected all may see; who ends that sees the address
  const isWritten = verb === 'enter' || verb === 'decide'
  return field.type === 'address' || (isWritten && field.guards === 'address') ? 'address' : 'usual'
}

/** Whether HR works with sensitive data at the agency they act for: the chief does, an officer when given the right. */
export const worksWithSensitive = (actor: Pick<Actor, 'grants' | 'agencyId'>): boolean =>
  hasRole(actor, 'hr_chief', 'hr_sensitive')

/** Whether the table says yes, and the actor has what of it is a fact of theirs. */
export function may(actor: Asker, subject: Subject, verb: Verb, section: Section, field?: Field, data?: Row): boolean {
  const { answer, needs } = lineOf(relationTo(actor, subject), verb, classOf(subject, verb, section, field, data))
  if (answer === 'no') return false
  if (needs.includes('sensitive_right') && !worksWithSensitive(actor)) return false
  if (!needs.includes('own_field')) return true
  const own = ownFields(section)
  return field ? own.includes(field) : own.length > 0
}

export const maySee = (actor: Asker, subject: Subject, section: Section, field?: Field): boolean =>
  may(actor, subject, 'see', section, field)

export const mayEnter = (actor: Asker, subject: Subject, section: Section, field?: Field): boolean =>
  may(actor, subject, 'enter', section, field)

/** Whether the actor writes it as HR of the person's agency: never of themselves, nor of whom they represent. */
export const mayEnterForAgency = (actor: Asker, subject: Subject, section: Section): boolean =>
  !isTheirOwn(actor, subject.id) && mayEnter(actor, subject, section)

/**
 * Whether what the actor writes is theirs to write: the row as it is and as it is to be, and each field that changes;
 * `isOwn` as its owner, else for the agency they act for.
 */
export function mayWrite(
  actor: Asker,
  subject: Subject,
  section: Section,
  { operation, before, after, isOwn }: { operation: Operation; before: Row | undefined; after: Row; isOwn: boolean },
): boolean {
  if (isOwn !== isTheirOwn(actor, subject.id)) return false
  const fields = difference(section, operation, before ?? {}, after).map(({ field }) => fieldOf(section, field))
  return [before ?? after, after].every(
    row =>
      may(actor, subject, 'enter', section, undefined, row) &&
      fields.every(field => may(actor, subject, 'enter', section, field, row)),
  )
}

/** Whether the whole of a masked field is shown to them when they ask. */
export const mayReveal = (actor: Asker, subject: Subject, section: Section, field: Field): boolean =>
  may(actor, subject, 'reveal', section, field)

/** Whether they decide on a correction of these fields, which `of` names. */
export const mayDecideOn = (
  actor: Asker,
  subject: Subject,
  section: Section,
  { fields, data }: { fields: readonly string[]; data?: Row },
): boolean =>
  may(actor, subject, 'decide', section, undefined, data) &&
  section.fields.every(field => !fields.includes(field.id) || may(actor, subject, 'decide', section, field, data))

const isFormer = (relation: Relation) => former.some(one => one === relation)

/** Whether anything of the record is theirs to see, while the person works at their agency or is themselves. */
export function mayRead(actor: Asker, subject: Subject): boolean {
  const relation = relationTo(actor, subject)
  return !isFormer(relation) && lineOf(relation, 'see', 'usual').answer === 'yes'
}

/** Whether they go on reading the record of somebody who left their agency last; it is written no more (封存). */
export const mayReadArchived = (actor: Asker, subject: Subject): boolean => isFormer(relationTo(actor, subject))

/**
 * The rows that the actor sees, without the others; in place of an address that is kept from them stands that there is
 * one.
 */
export const visibleRows = <R extends { section: string; data: Row }>(
  actor: Asker,
  subject: Subject,
  rows: readonly R[],
): R[] =>
  rows.flatMap(row => {
    const section = sectionOf(row.section)
    if (!may(actor, subject, 'see', section, undefined, row.data)) return []
    const kept = hiddenFields(actor, subject, section).filter(id => (row.data[id] ?? null) !== null)
    if (kept.length === 0) return [row]
    return [{ ...row, data: { ...row.data, ...Object.fromEntries(kept.map(id => [id, keptAddress])) } }]
  })

/** Whether a record is theirs to print: their own, or one that the table lets leave in a file. */
export function mayPrint(actor: Asker, subject: Subject): boolean {
  const relation = relationTo(actor, subject)
  return lineOf(relation, relation === 'self' ? 'see' : 'export', 'usual').answer === 'yes'
}

/** The rows that go on paper: one's own as one sees them, those of others as far as the table lets them leave. */
export function printedRows<R extends { section: string; data: Row }>(
  actor: Asker,
  subject: Subject,
  rows: readonly R[],
): R[] {
  const seen = visibleRows(actor, subject, rows)
  if (relationTo(actor, subject) === 'self') return seen
  return seen.flatMap(row => {
    const section = sectionOf(row.section)
    if (!may(actor, subject, 'export', section, undefined, row.data)) return []
    const kept = section.fields.filter(
      field => (row.data[field.id] ?? null) !== null && !may(actor, subject, 'export', section, field, row.data),
    )
    return [{ ...row, data: { ...row.data, ...Object.fromEntries(kept.map(({ id }) => [id, keptAddress])) } }]
  })
}

/** A section with the fields alone that the actor may enter of this person. */
export const enterablePart = (actor: Asker, subject: Subject, section: Section): Section => ({
  ...section,
  fields: section.fields.filter(field => mayEnter(actor, subject, section, field)),
})

/** The sections of which the actor works with somebody of the agency they act for. */
export const sectionsAtAgency = (actor: Asker, verb: 'see' | 'enter' | 'export'): Section[] =>
  sections.filter(section => may(actor, { id: '', agencyIds: [actor.agencyId ?? ''] }, verb, section))

/** What an address that is protected is: itself, and that it is protected. */
export const guardedFields = sections
  .filter(({ sensitive }) => !sensitive)
  .flatMap(section =>
    section.fields
      .filter(({ type, guards }) => type === 'address' || guards === 'address')
      .map(field => ({ section, field })),
  )

/** Ids of the fields of a section that the actor sees of others but not of this person. */
export const hiddenFields = (actor: Asker, subject: Subject, section: Section): string[] =>
  section.fields.filter(field => !maySee(actor, subject, section, field)).map(({ id }) => id)

/** Whether they open what proves a row they see: a file may show whatever of the section is kept from them. */
export const maySeeEvidence = (actor: Asker, subject: Subject, section: Section): boolean =>
  hiddenFields(actor, subject, section).length === 0

/** Stands in the place of a value that may not be seen; `showValue` says so. */
export const keptAddress = { isKept: true } as const
