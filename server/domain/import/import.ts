import { batchFields, type BatchVerb } from '../record/batch.ts'
import type { Field, Section } from '../record/field.ts'
import { inputsOf } from '../record/value.ts'
import type { SheetRefusal } from '../sheet.ts'

/** What a sheet does to the records: each of its lines is a new row, or changes the newest row of its person. */
export const importVerbs = ['add', 'change'] as const satisfies readonly BatchVerb[]
export type ImportVerb = (typeof importVerbs)[number]

/** Read in the background where it is large; from its columns over its people to the batch that its lines become. */
export const importStates = ['reading', 'columns', 'people', 'handed-on', 'not-read'] as const
export type ImportState = (typeof importStates)[number]

export const importRefusals = [
  'import.refused.columns',
  'import.refused.first-day',
  'import.refused.gone',
  'import.refused.header',
  'import.refused.many-lines',
  'import.refused.no-rows',
  'import.refused.nobody',
  'import.refused.nobody-new',
  'import.refused.older',
  'import.refused.sent-before',
  'import.refused.shifted',
  'import.refused.too-many-people',
  'import.refused.twice',
  'import.refused.unread',
] as const
export type ImportRefusal = (typeof importRefusals)[number]

/** Why a sheet is not taken in, and in which line where one can say so. */
export type NotRead = { ok: false; why: ImportRefusal | SheetRefusal; at?: number }

/** By what a sheet says whose a line is. */
export const whoColumns = ['id-number', 'staff-number', 'name', 'unit', 'title'] as const
export type Who = (typeof whoColumns)[number]

/** What a column is for: who it is about, a field of the row, or nothing. */
export type Target = `who:${Who}` | `field:${string}` | ''

export const mostImported = 100_000

/** Of one person: each line is held against all that are there by then. */
export const mostLinesOfOne = 500

/** The fields that a cell can fill, of those that a batch may write. */
export const importedFields = (section: Section): readonly Field[] =>
  batchFields(section).filter(field => inputsOf(field).length === 1)

/** The targets that a column may have in a section. */
export const targetsOf = (section: Section): Target[] => [
  '',
  ...whoColumns.map(who => `who:${who}` as const),
  ...importedFields(section).map(({ id }) => `field:${id}` as const),
]

/** The fields that a sheet fills, by its columns. */
export const fieldsIn = (columns: readonly Target[]): string[] =>
  columns.flatMap(target => (target.startsWith('field:') ? [target.slice('field:'.length)] : []))

/** Why columns cannot be taken as they are. */
export function refuseColumns(columns: readonly Target[]): ImportRefusal | undefined {
  const used = columns.filter(target => target !== '')
  if (new Set(used).size < used.length) return 'import.refused.twice'
  const hasWho = (['id-number', 'staff-number', 'name'] as const).some(who => used.includes(`who:${who}`))
  return hasWho && fieldsIn(columns).length > 0 ? undefined : 'import.refused.columns'
}
