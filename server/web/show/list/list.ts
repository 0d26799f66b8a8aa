import type { Language } from '../../../domain/language.ts'
import { speak, type TextKey } from '../../../text/speak.ts'
import type { Raw } from '../../forms.ts'
import { isId } from '../../ids.ts'

/** What stands in a column for a row: words, or a view and what it shows; `isWhole` where no line may break in it. */
export type Cell = string | { text: string; isWhole: true } | { view: string; shown: object }

/** A column that may be chosen: its word, and what stands in it for a row. */
export type Column<Row> = { id: string; label: TextKey; cell: (row: Row, language: Language) => Cell }

/** What a row is called, which leads to it and is never left out; `box` is the id under which it may be chosen. */
export type Lead = {
  box?: string | undefined
  text: string
  isNumber?: boolean
  href?: string | undefined
  /** By what else than its name it was found. */
  also?: string | undefined
  /** What the row is besides, as a mark. */
  note?: TextKey | undefined
  more?: { text: TextKey; href: string } | undefined
  /** What tells it from others with the same words, for who hears the page. */
  which?: string | undefined
}

/** The columns of these ids in the order of `columns`; those of `usual` where nothing was chosen. */
export const columnsOf = <Any extends { id: string }>(
  columns: readonly Any[],
  chosen: readonly string[] | null,
  usual: readonly string[],
): Any[] => columns.filter(({ id }) => (chosen ?? usual).includes(id))

/** The model of parts/list/table; `key` goes to the first row, unless one of its columns has it. */
export function tableOf<Row extends { id: string }>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  language: Language,
  leadOf: (row: Row) => Lead,
  key: 'T' | null = 'T',
) {
  const cellOf = (cell: Cell) => (typeof cell === 'string' ? { text: cell || none } : cell)
  const none = speak(language)('form.none')
  const leads = rows.map(leadOf)
  const boxes = [...new Set(leads.flatMap(({ box }) => box ?? []))]
  return {
    boxes,
    key,
    columns: columns.map(({ label }) => label),
    rows: rows.map((row, i) => ({
      lead: { ...leads[i], row: row.id },
      cells: columns.map(({ label, cell }) => ({ label, ...cellOf(cell(row, language)) })),
    })),
  }
}

/**
 * `?after=` or `?before=` of a list: the row where the page before or behind it ends; anything else is the first.
 * `isRow` tells whether a row can be called so, where its id is no id.
 */
export function readStretch(
  query: Raw,
  limit: number,
  isRow: (text: string) => boolean = isId,
): { after?: string; before?: string; limit: number } {
  const { after = '', before = '' } = query
  if (isRow(after)) return { after, limit }
  return isRow(before) ? { before, limit } : { limit }
}

/** The model of parts/list/steps, of a list whose pages are reached from one another. */
export function stepsOf(
  path: string,
  query: Raw,
  { rows, count, isMore, hasPrevious, hasNext }: Found,
): { count: number; isMore: boolean; previous: string | null; next: string | null } {
  const [first, last] = [rows[0]?.id ?? '', rows.at(-1)?.id ?? '']
  const to = (place: Raw) => `${path}?${new URLSearchParams({ ...query, ...place })}`
  return {
    count,
    isMore,
    previous: hasPrevious ? to({ before: first }) : null,
    next: hasNext ? to({ after: last }) : null,
  }
}

type Found = {
  rows: readonly { id: string }[]
  count: number
  isMore: boolean
  hasPrevious: boolean
  hasNext: boolean
}
