import { CFB, read, utils, write, type CellObject, type WorkBook } from '@e965/xlsx'
import type { SheetCell, SheetFormat, SheetLine, SheetRefusal } from '../../domain/sheet.ts'
import { tidy } from '../../domain/typed-text.ts'
import { showsError } from './csv.ts'
import { medias } from './media.ts'
import { firstWithin, unseenInOds, unseenInXlsx } from './unseen.ts'
import { unzip } from './zip.ts'

// what runs in the process of its own that worker.ts starts

export type WorkbookRead =
  | { ok: true; lines: SheetLine[]; hasFormulas: boolean }
  | { ok: false; why: SheetRefusal; at?: number }

export type Bounds = { maxBytes: number; maxLines: number; maxColumns: number }

const isWanted = (name: string) => /\.(xml|rels)$/i.test(name) || name === 'mimetype'
const isMacro = (name: string) => /vbaProject|^(Basic|Scripts)\/.+|macrosheets\//i.test(name)
const refuse = (why: SheetRefusal, at?: number): WorkbookRead => ({ ok: false, why, ...(at !== undefined && { at }) })

/**
 * The one sheet of an OpenDocument or Office Open XML file that has something in it, as texts: a day as `YYYY-MM-DD`, a
 * number as it stands there, a formula as the value that was kept with it.
 */
export async function readWorkbook(bytes: Buffer, bounds: Bounds): Promise<WorkbookRead> {
  const archive = await unzip(bytes, isWanted, bounds.maxBytes)
  if (!archive.ok) return refuse(archive.why)
  const { files } = archive
  if ([...files.keys()].some(isMacro)) return refuse('sheet.refused.macros')
  const textOf = (name: string) => files.get(name)?.toString() ?? ''
  if (textOf('META-INF/manifest.xml').includes('encryption-data')) return refuse('sheet.refused.encrypted')
  const isOds = files.has('content.xml') && textOf('mimetype').trim() === medias.ods
  if (!isOds && !files.has('xl/workbook.xml')) return refuse('sheet.refused.kind')
  if ([...files.values()].some(file => file.includes('<!ENTITY'))) return refuse('sheet.refused.definitions')
  // the texts of them are many times what is found there, and are gone before the library reads them anew
  const unseen = isOds ? unseenInOds(textOf('content.xml'), bounds) : []
  const unseenIn = new Map(isOds ? [] : worksheets(files).map(name => [name, unseenInXlsx(textOf(name))]))
  if ([...unseen, ...unseenIn.values()].some(({ isEndless }) => isEndless)) return refuse('sheet.refused.cells')

  const book = readBy(files)
  if (!book) return refuse('sheet.refused.broken')
  const sheets = book.SheetNames.map((name, i) => ({
    lines: linesOf(book.Sheets[name]?.['!data'] ?? []),
    seen: isOds ? unseen[i] : unseenIn.get(fileOf(book, i, textOf('xl/_rels/workbook.xml.rels'))),
  }))
  // one text that stands there once may be that of a million cells
  if (bytesOf(sheets.flatMap(({ lines }) => lines)) > bounds.maxBytes) return refuse('sheet.refused.large')
  const filled = sheets.filter(({ lines }) => lines.length > 0)
  if (filled.length > 1) return refuse('sheet.refused.several')
  const { lines: found, seen } = filled[0] ?? { lines: [], seen: undefined }
  const isTooLong = (found.at(-1)?.at ?? 0) > bounds.maxLines
  if (isTooLong || found.some(({ cells }) => cells.length > bounds.maxColumns)) return refuse('sheet.refused.cells')
  const wrong = seen?.wrong ?? found.find(({ cells }) => cells.some(isWrong))?.at
  if (wrong !== undefined) return refuse('sheet.refused.error-value', wrong)
  if (seen?.uncounted !== undefined) return refuse('sheet.refused.formula-value', seen.uncounted)
  const hidden = firstWithin(
    found.map(({ at }) => at),
    seen?.hiddenLines,
  )
  if (hidden !== undefined) return refuse('sheet.refused.hidden-line', hidden)
  const width = Math.max(0, ...found.map(({ cells }) => cells.length))
  const columns = Array.from({ length: width }, (_, i) => i + 1)
  const filledColumns = columns.filter(column => found.some(({ cells }) => isFilled(cells[column - 1])))
  if (firstWithin(filledColumns, seen?.hiddenColumns) !== undefined) return refuse('sheet.refused.hidden-column')

  const lines = found.map(({ at, cells }) => ({ at, cells: Array.from({ length: width }, (_, i) => textIn(cells[i])) }))
  return { ok: true, lines, hasFormulas: found.some(({ cells }) => cells.some(cell => cell?.f !== undefined)) }
}

/** A file of one sheet. Texts stay texts, whatever a spreadsheet would read in them, and days are days. */
export function writeWorkbook(
  lines: readonly (readonly SheetCell[])[],
  { format, name }: { format: Exclude<SheetFormat, 'csv'>; name: string },
): Buffer {
  const sheet = utils.aoa_to_sheet([], { dense: true })
  const cells = lines.map(line => line.map(cellOf))
  const last = { r: Math.max(0, lines.length - 1), c: Math.max(0, ...lines.map(line => line.length - 1)) }
  const widths = Array.from({ length: last.c + 1 }, (_, i) => ({ wch: widthOf(lines, i) }))
  Object.assign(sheet, { '!data': cells, '!ref': utils.encode_range({ s: { r: 0, c: 0 }, e: last }), '!cols': widths })
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, sheetNameOf(name))
  // beside the sheet, as Excel keeps them; the library reads a text in a cell twice
  return write(book, { type: 'buffer', bookType: format, compression: true, bookSST: true }) as Buffer
}

/** Without what may not stand in the name of a sheet, and no more than Excel takes, which counts UTF-16. */
const sheetNameOf = (name: string): string =>
  name
    .replace(/[\\/?*[\]:']/g, ' ')
    .slice(0, 31)
    .replace(/[\ud800-\udbff]$/, '')

type Line = { at: number; cells: (CellObject | undefined)[] }

/** Read from an archive made anew: of one that says two things the library must not see the other. */
function readBy(files: ReadonlyMap<string, Buffer>): WorkBook | undefined {
  const archive = CFB.utils.cfb_new()
  for (const [name, file] of files) if (isWanted(name)) CFB.utils.cfb_add(archive, `/${name}`, literal(file))
  try {
    const zip = CFB.write(archive, { fileType: 'zip', type: 'buffer' }) as Buffer
    // every line of it: what lies beyond the last one that may be is refused, and not left out
    return read(zip, { dense: true, cellDates: true, UTC: true, cellNF: true, cellHTML: false })
  } catch {
    return undefined
  }
}

/** With characters for the numbers of characters that stand in it, of which the library reads no more than 16 bits. */
function literal(file: Buffer): Buffer {
  if (!file.includes('&#')) return file
  const text = file.toString().replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (whole, hex?: string, digits?: string) => {
    const sign = hex === undefined ? Number(digits) : Number.parseInt(hex, 16)
    return sign > 0x9f && sign <= 0x10ffff ? String.fromCodePoint(sign) : whole
  })
  return Buffer.from(text)
}

const worksheets = (files: ReadonlyMap<string, Buffer>) =>
  [...files.keys()].filter(name => /^xl\/worksheets\/[^/]+\.xml$/.test(name))

/** In which file the worksheet lies that stands at a place among all of them. */
function fileOf(book: WorkBook, place: number, relations: string): string {
  const { id = '' } = (book.Workbook?.Sheets?.[place] ?? {}) as { id?: string }
  const [relation = ''] =
    relations.match(/<(?:\w+:)?Relationship\b[^>]*>/g)?.filter(one => one.includes(`Id="${id}"`)) ?? []
  const target = /\bTarget="([^"]*)"/.exec(relation)?.[1] ?? ''
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

/** An error that the spreadsheet shows, or a day that no calendar has, or that it shows as signs of a number. */
const isWrong = (cell: CellObject | undefined) => {
  const value = cell?.v
  if (value instanceof Date) return !(value.getTime() >= firstDay)
  return cell?.t === 'e' || (typeof value === 'string' && showsError(value))
}

/** Spreadsheets count from it. */
const firstDay = Date.UTC(1899, 11, 30)

/** The lines that have something in them; a cell after the last filled one is none. */
const linesOf = (data: readonly (readonly (CellObject | undefined)[])[]): Line[] =>
  Array.from(data, (cells = [], i) => ({ at: i + 1, cells: cells.slice(0, cells.findLastIndex(isFilled) + 1) })).filter(
    ({ cells }) => cells.length > 0,
  )

const bytesOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { cells }) => cells.reduce((all, cell) => all + bytesIn(cell?.v), sum), 0)
const bytesIn = (value: CellObject['v']) => (typeof value === 'string' ? Buffer.byteLength(value) : 0)

const isFilled = (cell: CellObject | undefined) =>
  cell !== undefined && cell.t !== 'z' && (typeof cell.v !== 'string' || tidy(cell.v) !== '')

function textIn(cell: CellObject | undefined): string {
  const value = cell?.v
  if (value === undefined || value === null) return ''
  if (value instanceof Date) {
    const [day = '', time = ''] = value.toISOString().split('T')
    return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 8)}`
  }
  // 0100 that a spreadsheet keeps as the number 100 and shows by a format of zeros
  const format = String(cell?.z ?? '')
  if (typeof value === 'number' && /^0+$/.test(format)) return String(value).padStart(format.length, '0')
  return String(value)
}

function cellOf(cell: SheetCell): CellObject {
  if (typeof cell === 'string') return { t: 's', v: writable(cell), z: '@' }
  return { t: 'd', v: new Date(`${cell.day}T00:00:00Z`), z: 'yyyy/mm/dd' }
}

/** Without what XML cannot say, or says otherwise as OpenDocument, and no longer than a cell of Excel may be. */
function writable(text: string): string {
  const plain = text.replaceAll('\r\n', '\n').replace(/[^\P{Cc}\n]|[\ufffe\uffff]/gu, ' ')
  return plain.length > mostInCell ? `${plain.slice(0, mostInCell - 1)}…` : plain
}

const mostInCell = 32_767

/** In characters, of which a Chinese one takes two. */
function widthOf(lines: readonly (readonly SheetCell[])[], column: number): number {
  const text = (cell: SheetCell = '') => (typeof cell === 'string' ? cell : cell.day)
  const length = (line: readonly SheetCell[]) =>
    [...text(line[column])].reduce((sum, sign) => sum + (sign > '\u2e80' ? 2 : 1), 0)
  return Math.min(60, Math.max(8, ...lines.slice(0, 200).map(length)) + 2)
}
