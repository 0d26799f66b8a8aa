import { createHash } from 'node:crypto'
import type { Section } from '../record/field.ts'
import type { SheetLine } from '../sheet.ts'
import { halfWidth, visible } from '../typed-text.ts'
import { importedFields, targetsOf, whoColumns, type Target } from './import.ts'
import { layouts, targetIn, whoNames, type Layout } from './layouts.ts'

/** So many lines may stand above the header: the name of the school, the day of printing. */
export const titleLines = 30

export type Header = {
  /** The last line of it; lines up to here are no rows. */
  at: number
  names: string[]
}

/**
 * The line that names most columns, below whatever titles; with the one below it where a heading spans several columns
 * of which each has a name of its own there. Undefined where no line names two.
 */
export function findHeader(lines: readonly SheetLine[], section: Section): Header | undefined {
  const known = knownNames(section)
  const isKnown = (cell: string) => known.has(foldColumn(cell))
  const countOf = ({ cells }: SheetLine) => new Set(cells.filter(isKnown)).size
  const upper = lines
    .slice(0, titleLines)
    .reduce<SheetLine | undefined>(
      (best, line) => (countOf(line) > (best ? countOf(best) : 1) ? line : best),
      undefined,
    )
  if (!upper) return undefined
  const place = lines.indexOf(upper)
  const [above, below] = [lines[place - 1], lines[place + 1]]
  if (below && isSecond(below, isKnown)) return { at: below.at, names: joined(upper, below, isKnown) }
  // the one with more names may be the second of two
  if (above && isSecond(upper, isKnown) && above.cells.some(isKnown)) {
    return { at: upper.at, names: joined(above, upper, isKnown) }
  }
  return { at: upper.at, names: upper.cells.map(columnName) }
}

/** Nothing but names of columns, with blanks where the line above has said them. */
const isSecond = ({ cells }: SheetLine, isKnown: (cell: string) => boolean) => {
  const filled = cells.filter(cell => columnName(cell) !== '')
  return filled.length > 0 && filled.length < cells.length && filled.every(isKnown)
}

function joined(upper: SheetLine, lower: SheetLine, isKnown: (cell: string) => boolean): string[] {
  const width = Math.max(upper.cells.length, lower.cells.length)
  let span = ''
  return Array.from({ length: width }, (_, i) => {
    const [above, below] = [columnName(upper.cells[i] ?? ''), columnName(lower.cells[i] ?? '')]
    // a heading that spans columns stands in the first of them alone
    if (above !== '') span = above
    if (below === '') return above
    return isKnown(below) || span === '' ? below : span + below
  })
}

/** The name of a column on one line. */
export const columnName = (cell: string): string =>
  visible(cell)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

/** As names of columns are compared: without blanks, signs around them, width or case. */
export const foldColumn = (name: string): string =>
  halfWidth(name)
    .replace(/[\s*:]/g, '')
    .toLowerCase()

function knownNames(section: Section): Set<string> {
  const names = [
    ...layouts.flatMap(({ columns }) => Object.keys(columns)),
    ...Object.values(whoNames).flat(),
    ...importedFields(section).flatMap(({ zh, en }) => [zh, en]),
  ]
  return new Set(names.map(foldColumn))
}

/** The layout whose columns these are, or most of them. */
export function layoutOf(names: readonly string[]): Layout | undefined {
  const folded = new Set(names.map(foldColumn))
  const share = ({ columns }: Layout) => {
    const all = Object.keys(columns).map(foldColumn)
    return all.filter(name => folded.has(name)).length / all.length
  }
  const [best] = layouts.toSorted((a, b) => share(b) - share(a))
  return best && share(best) >= 0.6 ? best : undefined
}

/** Whether two columns have one name, so that nobody but a person can say which of them is meant. */
export function isTwice(names: readonly string[]): boolean {
  const folded = names.map(foldColumn).filter(name => name !== '')
  return new Set(folded).size < folded.length
}

/** What each column is probably for: by a known layout, else by its name. What is for something is for it once. */
export function guessColumns(names: readonly string[], section: Section): Target[] {
  const layout = layoutOf(names)
  const allowed = targetsOf(section)
  const used = new Set<Target>()
  return names.map(name => {
    const target = guess(name, section, layout)
    if (target === '' || used.has(target) || !allowed.includes(target)) return ''
    used.add(target)
    return target
  })
}

function guess(name: string, section: Section, layout: Layout | undefined): Target {
  const folded = foldColumn(name)
  const who = whoColumns.find(one => whoNames[one].some(known => foldColumn(known) === folded))
  const known = layout && Object.keys(layout.columns).find(column => foldColumn(column) === folded)
  const field = importedFields(section).find(({ zh, en }) => [zh, en].some(label => foldColumn(label) === folded))
  return (
    (layout && known && targetIn(layout, known, section.id)) ||
    (who && `who:${who}`) ||
    (known ? '' : field ? `field:${field.id}` : '')
  )
}

/** By what a source is known again: its columns, and what is made of them. */
export const sourceOf = (names: readonly string[], { verb, section }: { verb: string; section: string }): string =>
  createHash('sha256')
    .update(JSON.stringify([verb, section, names.map(foldColumn)]))
    .digest('hex')
