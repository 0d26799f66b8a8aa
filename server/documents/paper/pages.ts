import Pdf from 'pdfkit'
import { fonts, type FontName } from './fonts.ts'
import { drawable } from './lacking.ts'
import type { Paper, Words } from './paper.ts'
import { wrap } from './wrap.ts'

/** An element of the structure of a PDF, through which readers follow what is drawn. */
export type Element = PDFKit.PDFStructureElement
type Doc = PDFKit.PDFDocument
/** `bbox`: where a picture stands, from the left and above. */
type ElementOptions = { alt?: string; scope?: 'Row' | 'Column'; colSpan?: number; bbox?: number[] }

export type Style = { font: FontName; size: number }
export type Align = 'left' | 'middle' | 'right'

export const colours = { ink: '#1c1a17', soft: '#57514a', line: '#8d857a', label: '#f1ede4', seal: '#a82a20' } as const

const page = { width: 595.28, height: 841.89 }
/** Wider at the left, where sheets are bound. */
const margin = { top: 64, bottom: 58, left: 66, right: 42 }

export const left = margin.left
export const width = page.width - margin.left - margin.right
const bottom = page.height - margin.bottom
/** So much has room on a page. */
export const fullHeight = bottom - margin.top

/** Of the font: its lines touch each other at 1.45. */
export const lineHeight = (size: number): number => size * 1.48

export type Pages = ReturnType<typeof pagesOf>

/** A paper among others in one file: where its pages begin, and what the font lacked for it. */
type Piece = { paper: Paper; from: number; told: Set<string> }

/**
 * The pages of papers while they are drawn, from above to below. One that `isAlone` names the file; of several, each is
 * named in the list of contents, and the file by what stands at the head of all.
 */
export function pagesOf(paper: Paper, words: Words, { isAlone }: { isAlone: boolean }) {
  const title = isAlone ? paper.title : paper.head[0]
  const doc: Doc = new Pdf({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: paper.language,
    displayTitle: true,
    // the types of the library know no more than PDF/A
    subset: 'PDF/UA' as PDFKit.Mixins.PDFSubsets,
    info: { Title: title, Author: paper.author, CreationDate: paper.madeAt, ModDate: paper.madeAt },
  })
  for (const [name, path] of Object.entries(fonts)) doc.registerFont(name, path)

  let told = new Set<string>()
  const pieces: Piece[] = [{ paper, from: 0, told }]
  const widths = new Map<string, number>()
  let y = margin.top
  const root = doc.struct('Document', { title, lang: paper.language })
  const bookmarks: PDFKit.PDFOutline[] = []

  const turn = () => {
    doc.addPage()
    y = margin.top
  }
  turn()
  doc.addStructure(root)

  const use = ({ font, size }: { font: keyof typeof fonts; size: number }) => doc.font(font).fontSize(size)
  // which the types of the library do not know
  const opened = (font: keyof typeof fonts) => {
    use({ font, size: 10 })
    return Reflect.get(doc, '_font') as { ascender: number; font: { hasGlyphForCodePoint(point: number): boolean } }
  }
  const isIn = (font: keyof typeof fonts, point: number) => opened(font).font.hasGlyphForCodePoint(point)
  const known = new Map<number, 'main' | 'latin' | 'none'>()
  function homeOf(point: number): 'main' | 'latin' | 'none' {
    const found = known.get(point)
    if (found) return found
    const home = isIn('regular', point) ? 'main' : isIn('regularLatin', point) ? 'latin' : 'none'
    known.set(point, home)
    return home
  }
  const has = (point: number) => homeOf(point) !== 'none'

  /** A text in parts of one font each; a letter stays with its marks. */
  function runsOf(text: string, style: Style): { text: string; font: keyof typeof fonts }[] {
    const isMain = (sign: string) => homeOf(sign.codePointAt(0) ?? 0) === 'main'
    if ([...text].every(isMain)) return [{ text, font: style.font }]
    const runs: { text: string; font: keyof typeof fonts }[] = []
    const add = (part: string, font: keyof typeof fonts) => {
      const last = runs.at(-1)
      if (last?.font === font) last.text += part
      else runs.push({ text: part, font })
    }
    for (const { segment } of graphemes.segment(text)) {
      const signs = [...segment]
      if (signs.every(isMain)) add(segment, style.font)
      else if (signs.every(sign => isIn('regularLatin', sign.codePointAt(0) ?? 0))) add(segment, `${style.font}Latin`)
      else for (const sign of signs) add(sign, isMain(sign) ? style.font : `${style.font}Latin`)
    }
    return runs
  }

  const shown = (text: string) => drawable(text, has, told)

  function widthOf(text: string, style: Style): number {
    const key = `${style.font} ${text}`
    const found = widths.get(key)
    if (found !== undefined) return found * style.size
    const each = runsOf(text, style).map(run => use({ font: run.font, size: 100 }).widthOfString(run.text) / 100)
    const measured = each.reduce((sum, one) => sum + one, 0)
    widths.set(key, measured)
    return measured * style.size
  }

  const lines = (text: string, room: number, style: Style) => wrap(shown(text), room, part => widthOf(part, style))

  function drawLine(text: string, at: { x: number; y: number; room?: number; align?: Align }, style: Style) {
    const free = (at.room ?? 0) - (at.align ? widthOf(text, style) : 0)
    let x = at.x + (at.align === 'middle' ? free / 2 : at.align === 'right' ? free : 0)
    const runs = runsOf(text, style)
    for (const run of runs) {
      // on one line with the others, whatever the font has above it
      const isOther = run.font !== style.font
      const lower = isOther ? ((opened(style.font).ascender - opened(run.font).ascender) / 1000) * style.size : 0
      use({ font: run.font, size: style.size }).text(run.text, x, at.y + lower, { lineBreak: false })
      if (runs.length > 1) x += widthOf(run.text, style)
    }
  }

  /** What nobody reads: frames, rules and whatever stands on every page. */
  function artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout') {
    doc.markContent('Artifact', { type })
    draw()
    doc.endMarkedContent()
  }

  function frame(box: { x: number; y: number; width: number; height: number }, fill?: string) {
    artifact(() => {
      doc.lineWidth(0.5).strokeColor(colours.line).rect(box.x, box.y, box.width, box.height)
      if (fill) doc.fillColor(fill).fillAndStroke()
      else doc.stroke()
      doc.fillColor(colours.ink)
    })
  }

  function element(parent: Element, tag: string, options: ElementOptions = {}) {
    const { colSpan, ...known } = options
    const made = doc.struct(tag, known)
    const { data } = (made as unknown as { dictionary: { data: Record<string, unknown> } }).dictionary
    if (colSpan) data['A'] = { ...(data['A'] as object | undefined), O: 'Table', ColSpan: colSpan }
    parent.add(made)
    return made
  }

  /** A place to which the list of contents of a viewer leads. */
  function bookmark(level: number, text: string) {
    const parent = bookmarks[level - 2] ?? doc.outline
    bookmarks.length = level - 1
    const named = level === 1 && !isAlone ? (pieces.at(-1)?.paper.title ?? text) : text
    bookmarks[level - 1] = parent.addItem(shown(named))
  }

  /** The next paper, from a page of its own on, to which the list of contents leads by its title. */
  function begin(next: Paper) {
    turn()
    told = new Set()
    pieces.push({ paper: next, from: doc.bufferedPageRange().count - 1, told })
  }

  /** Head, foot and number of each page, when it is known how many there are, and the note of what the font lacks. */
  async function finish(): Promise<Buffer> {
    root.end()
    const { count } = doc.bufferedPageRange()
    pieces.forEach((piece, i) => frameOf(piece, pieces[i + 1]?.from ?? count))
    for (const { name, media, bytes, what } of paper.attachments ?? []) {
      doc.file(Buffer.from(bytes), { name, type: media, description: what, creationDate: paper.madeAt })
    }
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    const ended = new Promise(resolve => doc.once('end', resolve))
    doc.end()
    await ended
    return Buffer.concat(chunks)
  }

  /** What stands around the pages of one paper, which are counted by themselves. */
  function frameOf(piece: Piece, end: number) {
    const small: Style = { font: 'regular', size: 8 }
    const { paper, from: first } = piece
    const count = end - first
    told = piece.told
    // a short one leaves its room to the other
    const right = Math.min(widthOf(shown(paper.head[1]), small), width / 2)
    const headLeft = lastLines(lines(paper.head[0], width - right - 16, small))
    const headRight = lastLines(lines(paper.head[1], right + 1, small))
    const [own = [], ...more] = paper.foot.split('\n').map(text => lines(text, noteWidth, small))
    const note = told.size > 0 ? words.lacking.replace('{codes}', [...told].slice(0, mostTold).join(' ')) : ''
    // a long purpose is in the first of them, and leaves no room to the others: it stands in the list of looks as well
    const rest = [...more.flat(), ...(note ? firstOf(lines(note, noteWidth, small), 2) : [])]
    const notes = [...firstOf(own, Math.max(1, mostNotes - rest.length)), ...rest].slice(0, mostNotes)
    for (let i = 0; i < count; i++) {
      doc.switchToPage(first + i)
      const number = words.page.replace('{page}', String(i + 1)).replace('{pages}', String(count))
      artifact(() => {
        doc.fillColor(colours.soft)
        for (const [line, y] of headLeft) drawLine(line, { x: left, y }, small)
        for (const [line, y] of headRight) drawLine(line, { x: left, y, room: width, align: 'right' }, small)
        doc.lineWidth(0.5).strokeColor(colours.line)
        doc
          .moveTo(left, 50)
          .lineTo(left + width, 50)
          .stroke()
        const from = bottom + 10
        doc
          .moveTo(left, from)
          .lineTo(left + width, from)
          .stroke()
        notes.forEach((line, nth) => drawLine(line, { x: left, y: from + 4 + nth * 10 }, small))
        drawLine(number, { x: left, y: from + 4, room: width, align: 'right' }, small)
      }, 'Pagination')
    }
  }

  return {
    doc,
    root,
    element,
    lines,
    drawLine,
    artifact,
    frame,
    bookmark,
    turn,
    begin,
    finish,
    get y() {
      return y
    },
    set y(to: number) {
      y = to
    },
    top: margin.top,
    room: () => bottom - y,
    /** Turns the page where less than that is left of it. */
    need: (height: number) => {
      if (bottom - y < Math.min(height, fullHeight)) turn()
    },
  }
}

const graphemes = new Intl.Segmenter('zh-TW')

/** On the foot of a page; more of them are more than a name. */
const mostTold = 12
/** So many lines have room on the foot of a page, beside its number. */
const mostNotes = 4
const noteWidth = width - 110

/** The lines of a head, above the rule below them; as many as there is paper for. */
const lastLines = (lines: readonly string[]): [string, number][] => {
  const shown = firstOf(lines, 3)
  return shown.map((line, i) => [line, 34 - (shown.length - 1 - i) * 10])
}

/** The first of some lines, which say that there were more. */
const firstOf = (lines: readonly string[], count: number): string[] =>
  lines.length <= count
    ? [...lines]
    : [...lines.slice(0, count - 1), `${[...(lines[count - 1] ?? '')].slice(0, -1).join('')}…`]
