import { difference, type Operation } from './difference.ts'
import type { Field, Row, Section } from './field.ts'
import { blockingLock, type LockFacts } from './lock.ts'
import { nextRow } from './batch/next-row.ts'
import { inOrder } from './sections.ts'
import { aroundOf, checkChange, isBlank, type Complaint } from './validate.ts'
import { inputsOf, sameValue, type Typed } from './value.ts'

/** What HR does to many records at once. A copy, and what is generated, is a new row made of one that is there. */
export const batchVerbs = ['add', 'change', 'delete', 'generate', 'copy'] as const
export type BatchVerb = (typeof batchVerbs)[number]

/** Trying a sheet, applying and reversing go on until the last row, over as many forms as that takes. */
export const batchStates = ['draft', 'checking', 'checked', 'applying', 'applied', 'reversing', 'reversed'] as const
export type BatchState = (typeof batchStates)[number]

/** What a dry run says of a row; only the first two can be applied. */
export const dryResults = [
  'clean',
  'warning',
  'error',
  'locked',
  'duplicate',
  'unchanged',
  'none',
  'twice',
  'own',
  'unread',
] as const
export const batchResults = [
  ...dryResults,
  'applied',
  'changed',
  'failed',
  'not-here',
  'reversed',
  'moved-on',
  'held',
] as const
export type BatchResult = (typeof batchResults)[number]

/** Which rows of a section a batch is about: of each of its people, or of one person from whom they are copied. */
export type Which = ({ rows: 'newest' | 'all' } | { rows: 'matching'; field: string; value: unknown }) & { of?: string }

export type Proposal = {
  rowId: string
  /** The version that was seen; null for a row that is to be added. */
  baseVersion: number | null
  operation: Operation
  before: Row | null
  data: Row
}

/** Who has a batch applied or reversed, by ids and a role alone, and why it is reversed. */
export type Doing = {
  by: {
    accountId: string | null
    role: string | null
    agencyId: string | null
    requestId: string | null
    actingFor?: string | null
    agencyCard?: string | null
  }
  reason?: string
}

type RecordRow = { id: string; section: string; version: number; data: Row }

export const batchRefusals = [
  'batch.refused.copy-from',
  'batch.refused.filled-and-cleared',
  'batch.refused.match-field',
  'batch.refused.nobody',
  'batch.refused.not-whole',
  'batch.refused.state',
  'batch.refused.too-many',
  'batch.refused.too-many-differ',
] as const

export const mostPeople = 30_000
/** So many rows can be written all or none: all of their people are held until the last one is. */
export const mostAtOnce = 5000
/** One form carries a value of each of them. */
export const mostWhoDiffer = 300

/**
 * What is sensitive is entered person by person; a section with one row is neither added nor deleted, and nothing is
 * added that must have a value which no batch may write.
 */
export const mayBatch = (verb: BatchVerb, section: Section): boolean =>
  !section.sensitive &&
  (verb !== 'add' || section.fields.every(one => one.required !== 'always' || batchFields(section).includes(one))) &&
  (verb === 'change' || section.form === 'multi') &&
  (verb !== 'generate' || section.next !== undefined)

/** Nor is an address, which of some people is protected. */
export const batchFields = (section: Section): readonly Field[] =>
  section.fields.filter(
    ({ masked, sealed, name, type, guards }) =>
      !masked && !sealed && !name && !guards && type !== 'id-number' && type !== 'address',
  )

/** Fields of one input, which fit into a cell of a table. */
export const differingFields = (section: Section): readonly Field[] =>
  batchFields(section).filter(field => inputsOf(field).length === 1 && field.type !== 'lines' && field.type !== 'flag')

/** The fields that may be emptied in rows made of rows that are there. */
export const clearableFields = (verb: BatchVerb, section: Section): readonly Field[] =>
  verb === 'add' || verb === 'delete' ? [] : batchFields(section).filter(({ required }) => required !== 'always')

/** The fields that were filled: a blank one leaves the value of each row as it is. */
export function filledOnly(section: Section, typed: Typed): Typed {
  const filled = batchFields(section).flatMap(field => {
    const inputs = inputsOf(field).filter(input => input in typed)
    return inputs.some(input => !isBlank(typed[input]?.trim())) ? inputs : []
  })
  return Object.fromEntries(filled.map(input => [input, typed[input] ?? '']))
}

/** What may be copied from one person to another: nothing that is masked or encrypted, which is of one alone. */
const copiedOf = (section: Section, data: Row): Row =>
  Object.fromEntries(
    section.fields
      .filter(({ masked, sealed, type }) => !masked && !sealed && type !== 'id-number')
      .map(({ id }) => [id, data[id] ?? null]),
  )

/** What a batch would do to the record of one person, by their `rows` or those it copies; nothing where none fits. */
export function proposals(
  { verb, section, which }: { verb: BatchVerb; section: Section; which: Which },
  rows: readonly RecordRow[],
  values: Row,
  newRowId: () => string,
): Proposal[] {
  const added = (data: Row) => ({
    rowId: newRowId(),
    baseVersion: null,
    operation: 'add' as const,
    before: null,
    data,
  })
  if (verb === 'add') return [added(values)]
  const fitting = fittingRows(section, rows, which)
  if (verb === 'generate') return fitting.map(({ data }) => added({ ...nextRow(section, data), ...values }))
  if (verb === 'copy') {
    return fitting.map(({ data }) => added({ ...(which.of ? copiedOf(section, data) : data), ...values }))
  }
  return fitting.map(({ id, version, data }) => ({
    rowId: id,
    baseVersion: version,
    operation: verb,
    before: data,
    data: verb === 'delete' ? data : { ...data, ...values },
  }))
}

function fittingRows(section: Section, rows: readonly RecordRow[], which: Which): readonly RecordRow[] {
  const own = inOrder(
    section,
    rows.filter(row => row.section === section.id),
  )
  if (which.rows === 'all') return own
  if (which.rows === 'matching') return own.filter(({ data }) => sameValue(data[which.field], which.value))
  return newest(section, own)
}

// oldest first where the section says so, and where it says nothing
const newest = <R>(section: Section, ordered: readonly R[]) =>
  section.newestFirst ? ordered.slice(0, 1) : ordered.slice(-1)

/** The newest of a person's rows of a section. */
export const newestRow = (section: Section, rows: readonly RecordRow[]): RecordRow | undefined =>
  fittingRows(section, rows, { rows: 'newest' })[0]

/** The rows as they are once a proposal was carried out, by which the next one for the same person is judged. */
export function carriedOut(
  rows: readonly RecordRow[],
  { id: section }: Section,
  { rowId, operation, baseVersion, data }: Proposal,
): RecordRow[] {
  const others = rows.filter(({ id }) => id !== rowId)
  return operation === 'delete' ? others : [...others, { id: rowId, section, version: (baseVersion ?? 0) + 1, data }]
}

/** What would come of a proposal as the record and its locks are now. */
export function outcome(
  section: Section,
  { rowId, operation, before, data }: Proposal,
  { rows, locks, today }: { rows: readonly RecordRow[]; locks: readonly LockFacts[]; today: string },
): { result: BatchResult; complaints: Complaint[] } {
  const only = (result: BatchResult) => ({ result, complaints: [] })
  if (blockingLock(locks, section.id, today)) return only('locked')
  if (operation === 'delete') return only('clean')
  const around = aroundOf(rows, { section: section.id, id: rowId }, today)
  const fields = difference(section, operation, before ?? {}, data).map(({ field }) => field)
  if (fields.length === 0) return only(operation === 'change' ? 'unchanged' : 'error')
  const isThere = around.others.some(other => fields.every(field => sameValue(other[field], data[field])))
  if (operation === 'add' && isThere) return only('duplicate')
  const complaints = checkChange(section, { before: before ?? undefined, after: data, fields }, around)
  const errors = complaints.filter(({ isWarning }) => !isWarning)
  if (errors.length === 0) return { result: complaints.length > 0 ? 'warning' : 'clean', complaints }
  const isDuplicate = errors.every(({ why }) => why === 'record.refused.duplicate')
  return { result: isDuplicate ? 'duplicate' : 'error', complaints }
}
