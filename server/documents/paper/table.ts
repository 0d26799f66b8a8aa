import {
  colours,
  fullHeight,
  left,
  lineHeight,
  width,
  type Align,
  type Element,
  type Pages,
  type Style,
} from './pages.ts'

export type DrawnCell = {
  tag: 'TH' | 'TD'
  text: string
  width: number
  scope?: 'Row' | 'Column'
  colSpan?: number
  align?: Align
}

const styles: Record<DrawnCell['tag'], Style> = {
  TH: { font: 'bold', size: 8.5 },
  TD: { font: 'regular', size: 9.5 },
}
const pad = { x: 4, y: 3 }

type Wrapped = DrawnCell & { lines: string[] }

const wrapped = (pages: Pages, cells: readonly DrawnCell[]): Wrapped[] =>
  cells.map(cell => ({ ...cell, lines: pages.lines(cell.text, cell.width - 2 * pad.x, styles[cell.tag]) }))

const heightFor = ({ tag }: DrawnCell, lines: number) => lines * lineHeight(styles[tag].size) + 2 * pad.y
const linesIn = ({ tag }: DrawnCell, height: number) =>
  Math.max(0, Math.floor((height - 2 * pad.y + 0.01) / lineHeight(styles[tag].size)))

/** How high a row of cells is. */
export function heightOf(pages: Pages, cells: readonly DrawnCell[], least = 0): number {
  return Math.max(least, ...wrapped(pages, cells).map(cell => heightFor(cell, cell.lines.length)))
}

export type RowOptions = {
  /** Points that it is high at least. */
  least?: number
  /** Is drawn again at the head of the next page, where it is told to nobody a second time. */
  head?: readonly DrawnCell[]
}

/** A row of a table; what has no room on a page goes on, line by line, on the next. */
export function row(pages: Pages, table: Element, cells: readonly DrawnCell[], { least = 0, head }: RowOptions = {}) {
  const element = pages.element(table, 'TR')
  const drawn = wrapped(pages, cells).map(cell => ({ ...cell, element: cellElement(pages, element, cell), done: 0 }))
  const whole = Math.max(least, ...drawn.map(cell => heightFor(cell, cell.lines.length)))
  if (whole > pages.room() && (whole <= fullHeight / 3 || pages.room() < 60)) turn(pages, head)
  for (;;) {
    const room = pages.room()
    const parts = drawn.map(cell => cell.lines.slice(cell.done, cell.done + linesIn(cell, room)))
    const height = Math.min(room, Math.max(least, ...drawn.map((cell, i) => heightFor(cell, parts[i]?.length ?? 0))))
    let x = left
    drawn.forEach((cell, i) => {
      const part = parts[i] ?? []
      // the label of what goes on stands there again, for the eye alone
      const isAgain = cell.scope === 'Row' && part.length === 0
      if (isAgain) draw(pages, cell, cell.lines.slice(0, linesIn(cell, height)), { x, height })
      else draw(pages, cell, part, { x, height }, cell.element)
      cell.done += part.length
      x += cell.width
    })
    pages.y += height
    if (drawn.every(cell => cell.done >= cell.lines.length)) break
    turn(pages, head)
  }
  drawn.forEach(cell => cell.element.end())
  element.end()
}

function cellElement(pages: Pages, parent: Element, { tag, scope, colSpan }: DrawnCell) {
  return pages.element(parent, tag, { ...(scope && { scope }), ...(colSpan && { colSpan }) })
}

/** To the next page, with the head of the table on it for the eye alone. */
function turn(pages: Pages, head: readonly DrawnCell[] | undefined) {
  pages.turn()
  if (!head) return
  const cells = wrapped(pages, head)
  const height = Math.max(...cells.map(cell => heightFor(cell, cell.lines.length)))
  let x = left
  for (const cell of cells) {
    draw(pages, cell, cell.lines, { x, height })
    x += cell.width
  }
  pages.y += height
}

function draw(
  pages: Pages,
  cell: DrawnCell,
  lines: readonly string[],
  { x, height }: { x: number; height: number },
  element?: Element,
) {
  const { y } = pages
  pages.frame({ x, y, width: cell.width, height }, cell.tag === 'TH' ? colours.label : undefined)
  const style = styles[cell.tag]
  const at = (nth: number) => ({
    x: x + pad.x,
    y: y + pad.y + nth * lineHeight(style.size),
    room: cell.width - 2 * pad.x,
    ...(cell.align && { align: cell.align }),
  })
  const text = () => lines.forEach((line, nth) => line !== '' && pages.drawLine(line, at(nth), style))
  if (lines.every(line => line === '')) return
  if (element) element.add(text)
  else pages.artifact(text)
}

/** Cells side by side as wide as the page, by their shares. */
export function widthsOf(columns: number, shares?: readonly number[]): number[] {
  const all = shares ?? Array.from({ length: columns }, () => 1)
  const sum = all.reduce((total, share) => total + share, 0)
  return all.map(share => (share / sum) * width)
}
