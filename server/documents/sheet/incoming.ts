import { CsvError, parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { finished } from 'node:stream/promises'
import { setImmediate as othersFirst } from 'node:timers/promises'
import type { SheetFormat, SheetLine, SheetRefusal } from '../../domain/sheet.ts'
import { tidy } from '../../domain/typed-text.ts'
import { linesIn, showsError, withoutApostrophe } from './csv.ts'
import { unpacked } from './packed.ts'
import { kindOf, readWorkbook } from './read.ts'

/** How the bytes of a CSV file were read. Other systems write Big5 (as Windows does: code page 950). */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp950'

type Refused = { ok: false; why: SheetRefusal; at?: number }
/** Some of the lines in their order; after a refusal nothing comes any more. */
export type Piece = { ok: true; lines: SheetLine[] } | Refused

export type Incoming =
  | {
      ok: true
      format: SheetFormat
      hasFormulas: boolean
      /** How many lines there are, for whoever waits; of CSV those that end within quotation marks are among them. */
      about: number
      pieces: () => AsyncIterable<Piece>
    }
  | Refused

const maxColumns = 200
/** Of one record of CSV, line breaks within quotation marks among them. */
const maxRecord = 256 * 1024
/** Of files that are text, or nearly, and no table: PDF, RTF, and pages that a system calls .xls. */
const otherText = /^\s*(?:%PDF-|\{\\rtf|<(?:\?xml|!doctype|html|head|meta|table|style)\b)/i

/**
 * A table from another system: CSV in whatever encoding spreadsheets and personnel systems write it, ODS or XLSX. What
 * `pieces` gives can be asked for as often as one likes; CSV is read then, so that what is wrong with it is told where
 * it stands, after what comes before. Signs that the encoding does not know (造字) come as U+FFFD.
 */
export async function openSheet(
  bytes: Buffer,
  { maxLines, isAwaited = false }: { maxLines: number; isAwaited?: boolean },
): Promise<Incoming> {
  const kind = kindOf(bytes)
  if (kind === 'workbook') {
    const maxBytes = isAwaited ? maxXml.here : maxXml.later
    const read = await readWorkbook(bytes, { maxBytes, maxLines, maxColumns }, isAwaited)
    if (!read.ok) return read
    if (read.lines === 0) return { ok: false, why: 'sheet.refused.blank' }
    const format = bytes.subarray(0, 200).includes('opendocument.spreadsheet') ? 'ods' : 'xlsx'
    return { ok: true, format, hasFormulas: read.hasFormulas, about: read.lines, pieces: () => piecesOf(read.packed) }
  }
  if (kind !== 'csv') return { ok: false, why: kind }
  const encoding = encodingOf(bytes)
  if (!encoding) return { ok: false, why: 'sheet.refused.kind' }
  if (encoding === 'broken') return { ok: false, why: 'sheet.refused.broken' }
  const start = iconv.decode(bytes.subarray(0, 4096), encoding)
  if (otherText.test(start)) return { ok: false, why: 'sheet.refused.kind' }
  const pieces = () => csvPieces(bytes, { encoding, delimiter: delimiterOf(start), maxLines })
  return { ok: true, format: 'csv', hasFormulas: false, about: ends(bytes), pieces }
}

/** While somebody waits, and in the background, where 100,000 lines of XLSX take 600 MB, and 40,000 of ODS. */
const maxXml = { here: 24 * 1024 * 1024, later: 80 * 1024 * 1024 }

async function* piecesOf(packed: readonly Uint8Array[]): AsyncGenerator<Piece> {
  for (const piece of packed) yield { ok: true, lines: unpacked(piece) }
}

/** How many lines end in these bytes. */
function ends(bytes: Buffer): number {
  const sign = bytes.includes('\n') ? '\n' : '\r'
  let count = 0
  for (let at = bytes.indexOf(sign); at !== -1; at = bytes.indexOf(sign, at + 1)) count += 1
  return count
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

async function* csvPieces(
  bytes: Buffer,
  { encoding, delimiter, maxLines }: { encoding: Encoding; delimiter: string; maxLines: number },
): AsyncGenerator<Piece> {
  // where the next record begins, or the one that cannot be read
  let [next, count] = [1, 0]
  let lines: SheetLine[] = []
  let wrong: Refused | undefined
  const take = (record: string[]) => {
    const at = next
    next += linesIn(record)
    if (wrong || record.every(cell => tidy(cell) === '')) return
    count += 1
    if (count > maxLines || record.length > maxColumns) wrong = refuse('sheet.refused.cells')
    const cells = record.map(withoutApostrophe)
    if (cells.some(showsError)) wrong ??= refuse('sheet.refused.error-value', at)
    if (!wrong) lines.push({ at, cells })
  }
  const parser = parse({
    delimiter,
    relax_column_count: true,
    // all of them: found out by the first line, another one further down would be part of a cell
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: maxRecord,
    // taken at once: a wait for each takes as long as reading it, and an error takes those away that wait
    on_record: (record: string[]) => {
      take(record)
      return null
    },
  })
  // told where it stands, below
  parser.on('error', () => {})
  const taken = (): Piece[] => {
    const some = lines
    lines = []
    return [...(some.length > 0 ? [{ ok: true as const, lines: some }] : []), ...(wrong ? [wrong] : [])]
  }
  try {
    for await (const text of decoded(bytes, encoding)) {
      if (parser.errored) throw parser.errored
      parser.write(text)
      yield* taken()
      if (wrong) return
    }
    parser.end()
    await finished(parser.resume())
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const isMuch = error.code === 'CSV_MAX_RECORD_SIZE'
    wrong ??= isMuch ? refuse('sheet.refused.cells') : refuse('sheet.refused.quotes', next)
  }
  yield* taken()
  if (count === 0 && !wrong) yield refuse('sheet.refused.blank')
}

const refuse = (why: SheetRefusal, at?: number): Refused => ({ ok: false, why, ...(at !== undefined && { at }) })

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
