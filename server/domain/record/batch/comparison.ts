import { codesOf } from '../code-book.ts'
import { readCode } from '../code/typed.ts'
import { codesOn } from '../codes.ts'
import type { Field, Row, Section, Value } from '../field.ts'
import { readValue, sameValue } from '../value.ts'
import { newestRow } from '../batch.ts'

/** What comes of comparing pasted lines with the records of an agency, in the order in which it is told. */
export const comparisons = [
  'different',
  'only-pasted',
  'unknown',
  'twice',
  'unreadable',
  'own',
  'only-here',
  'same',
] as const
export type Comparison = (typeof comparisons)[number]

export const mostLines = 1000

export type PastedLine = { place: number; key: string; value: string }

/** A line for each person: a number or a name, a tab or a comma, a value. Lines without anything are passed over. */
export function readLines(pasted: string): PastedLine[] {
  return pasted.split(/\r\n?|\n/).flatMap((line, i) => {
    if (line.trim() === '') return []
    const [, key = '', value = ''] = /^([^\t]*)\t(.*)$/.exec(line) ?? /^([^,，]*)[,，](.*)$/.exec(line) ?? ['', line]
    return [{ place: i + 1, key: key.trim(), value: value.trim() }]
  })
}

export type Compared = {
  comparison: Comparison
  /** The line that was pasted; null where somebody stands in none. */
  line: PastedLine | null
  personId: string | null
  /** Whose field `ours` is; null where there is no row. */
  rowId: string | null
  ours: unknown
  theirs: Value
}

/**
 * Compares a field of the newest row of each with what was pasted for them. `whoIs` tells who is meant by the key of a
 * line, of those who are here; `rowsOf` whose rows were read, which leaves out who may not be compared.
 */
export function compare(
  { section, field, today }: { section: Section; field: Field; today: string },
  lines: readonly PastedLine[],
  { whoIs, rowsOf }: { whoIs: (key: string) => readonly string[]; rowsOf: ReadonlyMap<string, readonly NamedRow[]> },
): Compared[] {
  const seen = new Set<string>()
  const pasted = lines.map((line): Compared => {
    const [personId, ...others] = whoIs(line.key)
    const nothing = { line, personId: null, rowId: null, ours: null, theirs: null }
    if (personId === undefined || others.length > 0) return { ...nothing, comparison: 'unknown' }
    const rows = rowsOf.get(personId)
    if (!rows) return { ...nothing, comparison: 'own' }
    const isTwice = seen.has(personId)
    seen.add(personId)
    const row = newestRow(section, rows)
    const ours = row?.data[field.id] ?? null
    const read = readValue(field, { [field.id]: codeNamed(field, line.value, today) })
    const known = { line, personId, rowId: row?.id ?? null, ours, theirs: read.ok ? read.value : null }
    if (isTwice) return { ...known, comparison: 'twice' }
    if (!read.ok) return { ...known, comparison: 'unreadable' }
    if (sameValue(ours, read.value)) return { ...known, comparison: 'same' }
    return { ...known, comparison: row ? 'different' : 'only-pasted' }
  })
  const rest = [...rowsOf].flatMap(([personId, rows]): Compared[] => {
    const row = newestRow(section, rows)
    const ours = row?.data[field.id] ?? null
    if (!row || seen.has(personId) || ours === null) return []
    return [{ comparison: 'only-here', line: null, personId, rowId: row.id, ours, theirs: null }]
  })
  return [...pasted, ...rest]
}

type NamedRow = { id: string; section: string; version: number; data: Row }

/** A code may be pasted by its name, as other systems print it; of those of one name that of today is meant. */
function codeNamed(field: Field, text: string, today: string): string {
  if (field.type !== 'code') return text
  const read = readCode(codesOn(codesOf(field.codes), today), text)
  return read.ok ? read.code : text
}
