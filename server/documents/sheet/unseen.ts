export type Range = { from: number; to: number }

/** What the XML of a sheet says that the library does not tell, or tells too late; lines and columns count from 1. */
export type Unseen = {
  hiddenLines: Range[]
  hiddenColumns: Range[]
  /** The first line with a formula whose value was not kept, or is an error. */
  uncounted?: number
  wrong?: number
  /**
   * A cell, or a line of them, stands for more than a sheet may have, or lies where none reaches: the library would
   * make each of them until its memory is full, or leave it out.
   */
  isEndless: boolean
}

/** The first of these places, in their order, that lies in one of the ranges. */
export function firstWithin(places: readonly number[], ranges: readonly Range[] = []): number | undefined {
  const found = ranges.flatMap(({ from, to }) => {
    const place = places[firstFrom(places, from)]
    return place !== undefined && place <= to ? [place] : []
  })
  return found.length === 0 ? undefined : found.reduce((least, one) => Math.min(least, one))
}

/** By halves: a file may hide a million lines. */
function firstFrom(places: readonly number[], from: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}

type Bounds = { maxLines: number; maxColumns: number }

const attribute = (attributes: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1]
const numberIn = (attributes: string, name: string) => Number(attribute(attributes, name) ?? Number.NaN)
const isTrue = (value: string | undefined) => value === '1' || value === 'true'

/** Of a worksheet of Office Open XML. */
export function unseenInXlsx(xml: string): Unseen {
  const tagsOf = (name: string) => [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\b([^<>]*)>`, 'g'))]
  const hidden = (name: string, rangeOf: (attributes: string) => Range) =>
    tagsOf(name).flatMap(([, attributes = '']) =>
      isTrue(attribute(attributes, 'hidden')) ? [rangeOf(attributes)] : [],
    )
  const uncounted = /\br="[A-Z]+(\d+)"/.exec(formulaAlone.exec(xml)?.[1] ?? '')?.[1]
  return {
    hiddenLines: hidden('row', row => ({ from: numberIn(row, 'r'), to: numberIn(row, 'r') })),
    hiddenColumns: hidden('col', column => ({ from: numberIn(column, 'min'), to: numberIn(column, 'max') })),
    ...(uncounted !== undefined && { uncounted: Number(uncounted) }),
    isEndless: farCell.test(xml),
  }
}

// spreadsheets have 16,384 columns, the last of them XFD, and 1,048,576 lines
const farCell = /<(?:\w+:)?(?:c|row)\b[^<>]*?\br="(?:[A-Z]{4,}\d|[A-Z]*\d{8})/
// no tag is looked through twice, whatever stands in it
const formulaAlone = /<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f\b(?:[^<>]*\/>|[^<>]*>[^<]*<\/(?:\w+:)?f>)\s*<\/(?:\w+:)?c>/

/** Of each table of an OpenDocument sheet, in their order. */
export const unseenInOds = (xml: string, bounds: Bounds): Unseen[] =>
  xml
    .split(/<table:table(?=[\s>])/)
    .slice(1)
    .map(table => unseenInTable(table, bounds))

const tags = /<table:table-(row|column|cell)\b([^<>]*)>/g

/** Whether a text begins here, which makes a cell of what says nothing of its value. */
function hasText(table: string, at: number): boolean {
  text.lastIndex = at
  return text.test(table)
}

const text = /\s*<text:p(?:\b[^<>]*[^<>/])?>/y

function unseenInTable(table: string, { maxLines, maxColumns }: Bounds): Unseen {
  const found: Unseen = { hiddenLines: [], hiddenColumns: [], isEndless: false }
  let [line, column, ofLine] = [0, 0, 1]
  for (const { 0: tag, 1: what, 2: attributes = '', index } of table.matchAll(tags)) {
    const times = (of: string) => numberIn(attributes, `table:number-${of}-repeated`) || 1
    const isHidden = /\btable:visibility="(?:collapse|filter)"/.test(attributes)
    if (what === 'column') {
      const range = { from: column + 1, to: (column += times('columns')) }
      if (isHidden) found.hiddenColumns.push(range)
    } else if (what === 'row') {
      ofLine = times('rows')
      const range = { from: line + 1, to: (line += ofLine) }
      if (isHidden) found.hiddenLines.push(range)
    } else {
      const hasValue = attributes.includes('office:value-type=')
      const isFar = times('columns') > maxColumns || ofLine > maxLines
      // the rest of a line, and of a sheet, is blank cells
      if (isFar && (hasValue || hasText(table, index + tag.length))) found.isEndless = true
      if (!hasValue && attributes.includes('table:formula=')) found.uncounted ??= line
      if (attributes.includes('calcext:value-type="error"')) found.wrong ??= line
    }
  }
  return found
}
