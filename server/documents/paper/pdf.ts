import { inflateSync } from 'node:zlib'
import { create } from 'qrcode'
import type { Box, Papers, Part, Picture, Words } from './paper.ts'
import { colours, fullHeight, left, lineHeight, pagesOf, width, type Pages, type Style } from './pages.ts'
import { heightOf, row, widthsOf, type DrawnCell } from './table.ts'

/** A paper, or several one after the other, as a tagged PDF: what a reader hears is what stands there, in its order. */
export async function writePdf([paper, ...others]: Papers, words: Words): Promise<Uint8Array> {
  const pages = pagesOf(paper, words, { isAlone: others.length === 0 })
  for (const part of paper.parts) drawPart(pages, part)
  for (const other of others) {
    pages.begin(other)
    for (const part of other.parts) drawPart(pages, part)
  }
  return pages.finish()
}

function drawPart(pages: Pages, part: Part): void {
  switch (part.kind) {
    case 'heading':
      return heading(pages, part)
    case 'text':
      return text(pages, part)
    case 'command':
      return command(pages, part)
    case 'boxes':
      return boxes(pages, part)
    case 'table':
      return table(pages, part)
    case 'signatures':
      return signatures(pages, part)
    case 'code':
      return code(pages, part)
    case 'seal':
      return seal(pages, part)
    case 'space':
      pages.y += part.height
      return
    case 'foot':
      pages.y += Math.max(0, pages.room() - part.height)
      return
    case 'page':
      return pages.turn()
  }
}

const headings: Record<1 | 2 | 3, Style & { before: number; after: number }> = {
  1: { font: 'bold', size: 18, before: 0, after: 8 },
  2: { font: 'bold', size: 12, before: 12, after: 4 },
  3: { font: 'bold', size: 10, before: 6, after: 2 },
}

function heading(pages: Pages, { level, text }: Extract<Part, { kind: 'heading' }>) {
  const { before, after, ...style } = headings[level]
  const lines = pages.lines(text, width, style)
  const height = lines.length * lineHeight(style.size)
  // never at the end of a page by itself
  pages.need(before + height + after + 54)
  pages.y += before
  pages.bookmark(level, text)
  const element = pages.element(pages.root, `H${level}`)
  const { y } = pages
  const align = level === 1 ? 'middle' : 'left'
  element.add(() =>
    lines.forEach((line, nth) =>
      pages.drawLine(line, { x: left, y: y + nth * lineHeight(style.size), room: width, align }, style),
    ),
  )
  element.end()
  pages.y += height + after
}

function text(pages: Pages, { text, size, align }: Extract<Part, { kind: 'text' }>) {
  const style: Style = { font: 'regular', size: size === 'small' ? 9 : size === 'large' ? 13 : 10.5 }
  for (const paragraph of text.split('\n')) flow(pages, 'P', paragraph, style, align)
  pages.y += style.size / 2
}

/** Lines one below the other, on as many pages as they need. */
function flow(pages: Pages, tag: string, text: string, style: Style, align: 'left' | 'middle' | 'right' = 'left') {
  const element = pages.element(pages.root, tag)
  const height = lineHeight(style.size) * (style.size > 11 ? 1.15 : 1)
  for (const line of pages.lines(text, width, style)) {
    pages.need(height)
    const { y } = pages
    if (line !== '') element.add(() => pages.drawLine(line, { x: left, y, room: width, align }, style))
    pages.y += height
  }
  element.end()
}

function command(pages: Pages, { text }: Extract<Part, { kind: 'command' }>) {
  const style: Style = { font: 'regular', size: 8.5 }
  for (const line of text.split('\n')) flow(pages, 'Code', line, style)
  pages.y += 4
}

const pictureBox = { width: 92, height: 118 }

function boxes(pages: Pages, part: Extract<Part, { kind: 'boxes' }>) {
  const rows = boxRows(part)
  const title = titleCell(part)
  if (part.picture) pages.need(pictureBox.height + 10)
  const from = pages.y
  const until = part.picture ? from + pictureBox.height : from
  const beside = () => (part.picture && pages.y < until - 1 ? pictureBox.width : 0)
  const cellsOf = (boxes: readonly Box[]) => cellsIn(boxes, part.perLine, width - beside())
  // rows of a record stay together where a page has room for them
  const height = title.length * 20 + rows.reduce((sum, one) => sum + heightOf(pages, cellsOf(one)), 0)
  if (height <= fullHeight / 2) pages.need(height)
  const table = pages.element(pages.root, 'Table')
  if (title.length > 0) row(pages, table, title)
  let beneath = from
  for (const one of rows) {
    const isBeside = beside() > 0
    row(pages, table, cellsOf(one))
    if (isBeside) beneath = pages.y
  }
  table.end()
  if (part.picture) picture(pages, part.picture, { from, until: Math.max(beneath, until) })
  pages.y += title.length > 0 ? 5 : 0
}

type Pictured = NonNullable<Extract<Part, { kind: 'boxes' }>['picture']>

function picture(pages: Pages, { word, is }: Pictured, { from, until }: { from: number; until: number }) {
  const box = { x: left + width - pictureBox.width, y: from, width: pictureBox.width, height: until - from }
  pages.frame(box)
  if (is && isDrawable(pages, is)) {
    const [x, y] = [box.x + 3, from + 3]
    const fit: [number, number] = [pictureBox.width - 6, pictureBox.height - 6]
    const figure = pages.element(pages.root, 'Figure', { alt: is.alt, bbox: [x, y, x + fit[0], y + fit[1]] })
    figure.add(() => pages.doc.image(Buffer.from(is.bytes), x, y, { fit, align: 'center', valign: 'center' }))
    figure.end()
    pages.y = Math.max(pages.y, until)
    return
  }
  const at = { x: box.x, y: (from + until) / 2 - 7, room: box.width, align: 'middle' as const }
  pages.artifact(() => pages.drawLine(word, at, { font: 'regular', size: 9 }))
  pages.y = Math.max(pages.y, until)
}

/** Of a picture that cannot be drawn the box stays empty: one of many values is no reason to print none of them. */
function isDrawable({ doc }: Pages, { bytes, media, width, height }: Picture): boolean {
  try {
    // the types of the library do not know it
    const library = doc as unknown as { openImage(bytes: Buffer): { imgData?: Uint8Array } }
    const { imgData = Buffer.alloc(0) } = library.openImage(Buffer.from(bytes))
    // the library unpacks it when nobody can catch what it throws; 8 bytes a pixel are the most that there are
    if (media === 'image/png') inflateSync(imgData, { maxOutputLength: width * height * 8 + 16 * height })
    return true
  } catch {
    return false
  }
}

const titleCell = ({ title, perLine }: Extract<Part, { kind: 'boxes' }>): DrawnCell[] =>
  title === undefined ? [] : [{ tag: 'TH', text: title, width, scope: 'Column', colSpan: 2 * perLine }]

/** So many in a line; a wide one has a line for itself. */
function boxRows({ boxes, perLine }: Extract<Part, { kind: 'boxes' }>): Box[][] {
  const rows: Box[][] = []
  for (const box of boxes) {
    const last = rows.at(-1)
    if (box.isWide || !last || last.length === perLine || last[0]?.isWide) rows.push([box])
    else last.push(box)
  }
  return rows
}

function cellsIn(boxes: readonly Box[], perLine: number, room: number): DrawnCell[] {
  const each = room / perLine
  const label = perLine === 2 ? 84 : 62
  const cells = boxes.flatMap(({ label: text, value, isWide }): DrawnCell[] => [
    { tag: 'TH', text, width: label, scope: 'Row' },
    {
      tag: 'TD',
      text: value,
      width: (isWide ? room : each) - label,
      ...(isWide && { colSpan: 2 * perLine - 1 }),
    },
  ])
  const left = boxes[0]?.isWide ? 0 : perLine - boxes.length
  return left > 0 ? [...cells, { tag: 'TD', text: '', width: left * each, colSpan: 2 * left }] : cells
}

function table(pages: Pages, { head, rows, widths, rowHeight = 0 }: Extract<Part, { kind: 'table' }>) {
  const sizes = widthsOf(head.length, widths)
  const size = (i: number) => sizes[i] ?? 0
  const heads = head.map((text, i): DrawnCell => ({ tag: 'TH', text, width: size(i), scope: 'Column' }))
  pages.need(heightOf(pages, heads) + Math.max(30, rowHeight))
  const table = pages.element(pages.root, 'Table')
  const thead = pages.element(table, 'THead')
  row(pages, thead, heads)
  thead.end()
  const tbody = pages.element(table, 'TBody')
  for (const cells of rows) {
    const drawn = cells.map((text, i): DrawnCell => ({ tag: 'TD', text, width: size(i) }))
    row(pages, tbody, drawn, { least: rowHeight, head: heads })
  }
  tbody.end()
  table.end()
  pages.y += 4
}

function signatures(pages: Pages, { text: above, labels }: Extract<Part, { kind: 'signatures' }>) {
  const height = 64
  pages.need(height + (above === undefined ? 8 : 60))
  if (above !== undefined) text(pages, { kind: 'text', text: above })
  pages.y += 8
  const each = width / labels.length
  const { y } = pages
  labels.forEach((label, i) => {
    const x = left + i * each
    pages.frame({ x, y, width: each, height })
    const element = pages.element(pages.root, 'P')
    element.add(() => pages.drawLine(label, { x: x + 5, y: y + 4 }, { font: 'regular', size: 9 }))
    element.end()
  })
  pages.y += height
}

function seal(pages: Pages, { lines }: Extract<Part, { kind: 'seal' }>) {
  const style: Style = { font: 'bold', size: 10 }
  const texts = lines.flatMap(line => pages.lines(line, width, style))
  const box = { width: 92, height: texts.length * lineHeight(style.size) + 16 }
  const x = left + width - box.width
  const y = Math.max(pages.y - box.height, pages.top)
  const { doc } = pages
  pages.artifact(() => {
    doc.lineWidth(2).strokeColor(colours.seal)
    doc.rect(x, y, box.width, box.height).stroke()
    doc.lineWidth(0.5).rect(x + 3, y + 3, box.width - 6, box.height - 6)
    doc.stroke()
  })
  const element = pages.element(pages.root, 'P')
  element.add(() => {
    doc.fillColor(colours.seal)
    texts.forEach((line, nth) =>
      pages.drawLine(line, { x, y: y + 8 + nth * lineHeight(style.size), room: box.width, align: 'middle' }, style),
    )
    doc.fillColor(colours.ink)
  })
  element.end()
}

function code(pages: Pages, { address, alt, lines }: Extract<Part, { kind: 'code' }>) {
  const { modules } = create(address, { errorCorrectionLevel: 'M' })
  const size = 96
  const style: Style = { font: 'regular', size: 9 }
  const beside = width - size - 16
  const texts = lines.map(line => pages.lines(line, beside, style))
  const height = Math.max(size, texts.flat().length * lineHeight(style.size))
  pages.need(height + 14)
  pages.y += 8
  const { y, doc } = pages
  const figure = pages.element(pages.root, 'Figure', { alt, bbox: [left, y, left + size, y + size] })
  figure.add(() => {
    const dot = size / modules.size
    doc.fillColor(colours.ink)
    for (let i = 0; i < modules.size ** 2; i++) {
      const [line, column] = [Math.floor(i / modules.size), i % modules.size]
      if (modules.get(line, column)) doc.rect(left + column * dot, y + line * dot, dot, dot)
    }
    doc.fill()
  })
  figure.end()
  let at = y
  for (const text of texts) {
    const element = pages.element(pages.root, 'P')
    for (const line of text) {
      const here = { x: left + size + 16, y: at }
      element.add(() => pages.drawLine(line, here, style))
      at += lineHeight(style.size)
    }
    element.end()
  }
  pages.y += height + 6
}
