import { difference, type FieldChange, type Operation } from './difference.ts'
import type { Row, Section } from './field.ts'

export const pastRefusals = ['past.refused.future', 'past.refused.order'] as const
export type PastRefusal = (typeof pastRefusals)[number]

/**
 * Whether a record can be shown as of the end of `day`, which is now for today, or what changed in it from the day
 * `since` on, where there is one.
 */
export function checkDays(day: string, since: string | null, today: string): PastRefusal | undefined {
  if (day > today) return 'past.refused.future'
  return since !== null && since > day ? 'past.refused.order' : undefined
}

/** A row that differs: as it was where it is gone, else as it became. */
export type RowDifference<R> = { row: R; operation: Operation; changes: FieldChange[] }

/** What differs between two states of the rows of a section, which are matched by id: those of `after` come first. */
export function rowDifferences<R extends { id: string; data: Row }>(
  section: Section,
  before: readonly R[],
  after: readonly R[],
): RowDifference<R>[] {
  const old = new Map(before.map(row => [row.id, row]))
  const left = new Set(after.map(({ id }) => id))
  const among = (operation: Operation, row: R, was: R) => ({
    row,
    operation,
    changes: difference(section, operation, was.data, whole(section, row.data)),
  })
  const came = after.map(row => among(old.has(row.id) ? 'change' : 'add', row, old.get(row.id) ?? row))
  const went = before.filter(({ id }) => !left.has(id)).map(row => among('delete', row, row))
  return [...came, ...went].filter(({ operation, changes }) => operation !== 'change' || changes.length > 0)
}

/** The row with each of its fields: one that is not there any more is blank, and not left as it was. */
const whole = ({ fields }: Section, row: Row): Row => Object.fromEntries(fields.map(({ id }) => [id, row[id] ?? null]))
