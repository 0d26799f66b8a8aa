import { CsvError, parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { Readable } from 'node:stream'
import { setImmediate as othersFirst } from 'node:timers/promises'
import type { SheetFormat, SheetLine, SheetRefusal } from '../../domain/sheet.ts'
import { linesIn, withoutApostrophe } from './csv.ts'
import { readSheet } from './read.ts'

/** How the bytes of a CSV file were read. Other systems write Big5 (as Windows does: code page 950). */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp950'

export type Incoming =
  | { ok: true; format: SheetFormat; hasFormulas: boolean; lines: () => AsyncIterable<SheetLine> }
  | { ok: false; why: SheetRefusal; at?: number }

const maxColumns = 200
/** Of one record of CSV, line breaks within quotation marks among them. */
const maxRecord = 256 * 1024
const workbookMarks = [Buffer.from('PK'), Buffer.from([0xd0, 0xcf])]

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
    const format = bytes.subarray(0, 200).includes('opendocument.spreadsheet') ? 'ods' : 'xlsx'
    return { ok: true, format, hasFormulas, lines: () => Readable.from(lines) }
  }
  const encoding = encodingOf(bytes)
  if (!encoding) return { ok: false, why: 'sheet.refused.kind' }
  const lines = () => csvLines(bytes, encoding)
  const [last, seen] = [{ at: 1 }, { count: 0 }]
  try {
    for await (const { at, cells } of lines()) {
      last.at = at
      seen.count += 1
      if (seen.count > maxLines || cells.length > maxColumns) return { ok: false, why: 'sheet.refused.cells' }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code === 'CSV_MAX_RECORD_SIZE') return { ok: false, why: 'sheet.refused.cells' }
    return { ok: false, why: 'sheet.refused.quotes', at: last.at }
  }
  if (seen.count === 0) return { ok: false, why: 'sheet.refused.blank' }
  return { ok: true, format: 'csv', hasFormulas: false, lines }
}

/** Undefined for what is no text: a picture, or whatever else has zero bytes in it. */
function encodingOf(bytes: Buffer): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes.includes(0)) return undefined
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    for (let at = 0; at < bytes.length; at += piece) decoder.decode(bytes.subarray(at, at + piece), { stream: true })
    decoder.decode()
    return 'utf-8'
  } catch {
    // a picture has what no text has in nearly every place; a text has it where somebody drew a character
    const start = iconv.decode(bytes.subarray(0, 4096), 'cp950')
    const unknown = [...start].filter(sign => sign === '\uFFFD' || /[^\P{Cc}\t\r\n]/u.test(sign)).length
    return unknown * 5 > start.length ? undefined : 'cp950'
  }
}

async function* csvLines(bytes: Buffer, encoding: Encoding): AsyncGenerator<SheetLine> {
  const parser = parse({
    delimiter: delimiterOf(iconv.decode(bytes.subarray(0, 4096), encoding)),
    relax_column_count: true,
    // all of them: found out by the first line, another one further down would be part of a cell
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: maxRecord,
  })
  const source = Readable.from(decoded(bytes, encoding))
  source.on('error', error => parser.destroy(error))
  let next = 1
  for await (const record of source.pipe(parser) as AsyncIterable<string[]>) {
    const at = next
    next += linesIn(record)
    if (record.some(cell => cell.trim() !== '')) yield { at, cells: record.map(withoutApostrophe) }
  }
}

/** In pieces, so that no whole text of it lies beside its bytes, and that others are answered between two of them. */
async function* decoded(bytes: Buffer, encoding: Encoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true })
  for (let at = 0; at < bytes.length; at += piece) {
    await othersFirst()
    yield decoder.write(bytes.subarray(at, at + piece))
  }
  yield decoder.end() ?? ''
}

const piece = 64 * 1024

/** Spreadsheets write tabs into what they call Unicode text. */
function delimiterOf(start: string): string {
  const count = (sign: string) => start.split(sign).length
  return count('\t') > count(',') ? '\t' : count(';') > count(',') ? ';' : ','
}
