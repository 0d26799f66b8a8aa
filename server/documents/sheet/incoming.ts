import { CsvError, parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { Readable } from 'node:stream'
import { setImmediate as othersFirst } from 'node:timers/promises'
import type { SheetFormat, SheetLine, SheetRefusal } from '../../domain/sheet.ts'
import { tidy } from '../../domain/typed-text.ts'
import { linesIn, showsError, withoutApostrophe } from './csv.ts'
import { readSheet } from './read.ts'

/** How the bytes of a CSV file were read. Other systems write Big5 (as Windows does: code page 950). */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp950'

export type Incoming =
  | {
      ok: true
      format: SheetFormat
      hasFormulas: boolean
      lines: () => AsyncIterable<SheetLine>
      /** The last line that has something beyond so many columns; of a workbook all lines have the same. */
      lastBeyond: (columns: number) => number | undefined
    }
  | { ok: false; why: SheetRefusal; at?: number }

const maxColumns = 200
/** Of one record of CSV, line breaks within quotation marks among them. */
const maxRecord = 256 * 1024
const workbookMarks = [Buffer.from('PK'), Buffer.from([0xd0, 0xcf])]
/** Of files that are text, or nearly, and no table: PDF, RTF, and pages that a system calls .xls. */
const otherText = /^\s*(?:%PDF-|\{\\rtf|<(?:\?xml|!doctype|html|head|meta|table|style)\b)/i

/**
 * A table from another system: CSV in whatever encoding spreadsheets and personnel systems write it, ODS or XLSX. CSV
 * is gone through once here, so that what `lines` gives can be read to its end, as often as it is asked for, a piece
 * at a time. Signs that the encoding does not know (造字) come as U+FFFD.
 */
export async function openSheet(bytes: Buffer, { maxLines }: { maxLines: number }): Promise<Incoming> {
  if (bytes.length === 0 || workbookMarks.some(mark => bytes.subarray(0, 2).equals(mark))) {
    const read = await readSheet(bytes, { maxLines })
    if (!read.ok) return read
    const { lines, hasFormulas } = read
    if (lines.length === 0) return { ok: false, why: 'sheet.refused.blank' }
    const format = bytes.subarray(0, 200).includes('opendocument.spreadsheet') ? 'ods' : 'xlsx'
    return { ok: true, format, hasFormulas, lines: () => Readable.from(lines), lastBeyond: () => undefined }
  }
  const encoding = encodingOf(bytes)
  if (!encoding) return { ok: false, why: 'sheet.refused.kind' }
  if (encoding === 'broken') return { ok: false, why: 'sheet.refused.broken' }
  const start = iconv.decode(bytes.subarray(0, 4096), encoding)
  if (otherText.test(start)) return { ok: false, why: 'sheet.refused.kind' }
  const place = { next: 1 }
  const lines = (reached = { next: 1 }) => csvLines(bytes, { encoding, delimiter: delimiterOf(start) }, reached)
  const seen = { count: 0 }
  const lastOfWidth = new Map<number, number>()
  try {
    for await (const { at, cells } of lines(place)) {
      seen.count += 1
      if (seen.count > maxLines || cells.length > maxColumns) return { ok: false, why: 'sheet.refused.cells' }
      if (cells.some(showsError)) return { ok: false, why: 'sheet.refused.error-value', at }
      lastOfWidth.set(cells.findLastIndex(cell => cell !== '') + 1, at)
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code === 'CSV_MAX_RECORD_SIZE') return { ok: false, why: 'sheet.refused.cells' }
    return { ok: false, why: 'sheet.refused.quotes', at: place.next }
  }
  if (seen.count === 0) return { ok: false, why: 'sheet.refused.blank' }
  const lastBeyond = (columns: number) =>
    [...lastOfWidth].reduce<number | undefined>(
      (found, [width, at]) => (width > columns && at > (found ?? 0) ? at : found),
      undefined,
    )
  return { ok: true, format: 'csv', hasFormulas: false, lines: () => lines(), lastBeyond }
}

/** Undefined for what is no text, `broken` for one that says what it is and is not. */
function encodingOf(bytes: Buffer): Encoding | 'broken' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const wide = bytes.includes(0) ? (['utf-16le', 'utf-16be'] as const).find(one => isWide(bytes, one)) : undefined
  if (wide) return wide
  if (isUtf8(bytes)) return isText(bytes, 'utf-8') ? 'utf-8' : undefined
  if (bytes.subarray(0, 3).equals(mark)) return 'broken'
  return !bytes.includes(0) && isText(bytes, 'cp950') ? 'cp950' : undefined
}

const mark = Buffer.from('\uFEFF')

function isUtf8(bytes: Buffer): boolean {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    for (let at = 0; at < bytes.length; at += piece) decoder.decode(bytes.subarray(at, at + piece), { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/** A picture has what no text has in nearly every place; a text has it where somebody drew a character. */
function isText(bytes: Buffer, encoding: Encoding): boolean {
  const start = iconv.decode(bytes.subarray(0, 4096), encoding)
  const unknown = [...start].filter(sign => sign === '\uFFFD' || /[^\P{Cc}\t\r\n]/u.test(sign)).length
  return unknown * 5 <= start.length
}

/** UTF-16 that does not say so: read as such it has lines, and nothing that no text has. */
function isWide(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): boolean {
  const start = iconv.decode(bytes.subarray(0, 4096), encoding)
  return bytes.length % 2 === 0 && /[\r\n]/.test(start) && !/[^\P{Cc}\t\r\n]|\p{Cn}|\p{Cs}|\uFFFD/u.test(start)
}

/** `reached` is where the next record begins, or the one that cannot be read. */
async function* csvLines(
  bytes: Buffer,
  { encoding, delimiter }: { encoding: Encoding; delimiter: string },
  reached: { next: number },
): AsyncGenerator<SheetLine> {
  const places: number[] = []
  const parser = parse({
    delimiter,
    relax_column_count: true,
    // all of them: found out by the first line, another one further down would be part of a cell
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: maxRecord,
    // told of each before an error takes those away that wait
    on_record: (record: string[]) => {
      places.push(reached.next)
      reached.next += linesIn(record)
      return record
    },
  })
  const source = Readable.from(decoded(bytes, encoding))
  source.on('error', error => parser.destroy(error))
  for await (const record of source.pipe(parser) as AsyncIterable<string[]>) {
    const at = places.shift() ?? reached.next
    if (record.some(cell => tidy(cell) !== '')) yield { at, cells: record.map(withoutApostrophe) }
  }
}

/** In pieces, so that no whole text of it lies beside its bytes, and that others are answered between two of them. */
async function* decoded(bytes: Buffer, encoding: Encoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding)
  for (let at = 0; at < bytes.length; at += piece) {
    await othersFirst()
    // a second mark is where two files were put together: it would stand before a quotation mark
    yield decoder.write(bytes.subarray(at, at + piece)).replaceAll('\uFEFF', '')
  }
  yield decoder.end() ?? ''
}

const piece = 64 * 1024

/** Spreadsheets write tabs into what they call Unicode text. */
function delimiterOf(start: string): string {
  const count = (sign: string) => start.split(sign).length
  return count('\t') > count(',') ? '\t' : count(';') > count(',') ? ';' : ','
}
