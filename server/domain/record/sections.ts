import type { Operation } from './difference.ts'
import { sectionFrom, type Decider, type Field, type Row, type Section } from './field.ts'
import { career } from './sections/career.ts'
import { learning } from './sections/learning.ts'
import { merit } from './sections/merit.ts'
import { person } from './sections/person.ts'
import { withKinds } from './staff-kinds.ts'

/**
 * The dictionary of the record: every section, in the order of the printed form. A new section is one more entry in
 * one of the four files; nothing else names its fields. Ids of sections and fields never change once records exist.
 */
export const sections: readonly Section[] = [...person, ...learning, ...career, ...merit]
  .map(sectionFrom)
  .map(withKinds)
  .sort((a, b) => a.order - b.order)

const byId = new Map(sections.map(section => [section.id, section]))

/** Throws for an unknown id; `findSection` is for ids that came from outside. */
export function sectionOf(id: string): Section {
  const section = byId.get(id)
  if (!section) throw new Error(`no section ${id}`)
  return section
}

export function findSection(id: string): Section | undefined {
  return byId.get(id)
}

/** Throws for an unknown id. */
export function fieldOf(section: Section, id: string): Field {
  const field = section.fields.find(field => field.id === id)
  if (!field) throw new Error(`no field ${id} in ${section.id}`)
  return field
}

/** Whether the person whom a row is about sees it. */
export function isForOwner({ section, data }: { section: string; data: Row }): boolean {
  const only = byId.get(section)?.onlyForHr
  return !only || data[only.field] !== only.is
}

/** The fields that a person changes by themselves, without asking anybody; only of a section that has one row. */
export function ownFields({ form, fields }: Section): readonly Field[] {
  return form === 'single' ? fields.filter(field => field.decidedBy === 'person') : []
}

/** The fields that a correction may be about: all of a row that is added or deleted, else those of others to decide. */
export function correctableFields(section: Section, operation: Operation): readonly Field[] {
  if (operation !== 'change') return section.fields
  const own = ownFields(section)
  return section.fields.filter(field => !own.includes(field))
}

/** Rows in the natural order of their section; those without the day it goes by come last. */
export function inOrder<R extends { data: Row }>({ newestFirst, oldestFirst }: Section, rows: readonly R[]): R[] {
  const by = newestFirst ?? oldestFirst
  if (!by) return [...rows]
  // a ROC year has two digits or three
  const placeOf = ({ data }: R) => String(data[by] ?? '').padStart(4, '0')
  const isBlank = (row: R) => Number((row.data[by] ?? null) === null)
  const way = newestFirst ? -1 : 1
  return rows.toSorted((x, y) => isBlank(x) - isBlank(y) || way * placeOf(x).localeCompare(placeOf(y)))
}

const sealed = new Map(
  sections.map(({ id, sensitive, fields }) => [
    id,
    fields.filter(field => sensitive || field.sealed).map(field => field.id),
  ]),
)

/** Ids of the fields that are encrypted wherever they live: all of a sensitive section, marked ones elsewhere. */
export function sealedFields(section: string): readonly string[] {
  return sealed.get(section) ?? []
}

/** Who decides on a change; `elsewhere` = the row is about another agency than the person's present one. */
export function deciderOf(field: Field, elsewhere: boolean): Decider {
  return (elsewhere && field.decidedElsewhereBy) || field.decidedBy
}
