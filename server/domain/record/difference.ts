import type { Language } from '../language.ts'
import type { Row, Section } from './field.ts'
import { sameValue, showValue } from './value.ts'

export type Operation = 'add' | 'change' | 'delete'
/** One field of a change: the value that was seen and the value that is asked for; null where there is none. */
export type FieldChange = { field: string; old: unknown; new: unknown }

/**
 * The fields in which a row is to change. Added: all that are filled; deleted: all that were; changed: those that
 * differ.
 */
export function difference(section: Section, operation: Operation, before: Row, after: Row): FieldChange[] {
  return section.fields.flatMap(({ id }) => {
    const old = operation === 'add' ? null : (before[id] ?? null)
    const proposed = operation === 'delete' ? null : id in after ? (after[id] ?? null) : old
    return sameValue(old, proposed) ? [] : [{ field: id, old, new: proposed }]
  })
}

/** The row with these changes in it. */
export function applied(row: Row, changes: readonly FieldChange[]): Row {
  return { ...row, ...Object.fromEntries(changes.map(change => [change.field, change.new])) }
}

/** Changes whose field has moved since the old value was seen, each with the value it has now (three-way view). */
export function movedMeanwhile<C extends FieldChange>(changes: readonly C[], current: Row): (C & { now: unknown })[] {
  return changes
    .filter(change => !sameValue(change.old, current[change.field]))
    .map(change => ({ ...change, now: current[change.field] ?? null }))
}

/** The fields by which people tell one row from another. */
export function titleFields(section: Section): Section['fields'] {
  return section.fields.filter(field => section.title.includes(field.id))
}

/** One line that tells a row from the others of its section; numbers stay masked. */
export function rowTitle(section: Section, row: Row, language: Language): string {
  const shown = titleFields(section).map(field => showValue(field, row[field.id], language, { masked: true }))
  return shown.filter(Boolean).join('　')
}
