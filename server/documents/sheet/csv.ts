import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { SheetLine } from '../../domain/sheet.ts'

/** What a spreadsheet would take for a formula, with the apostrophes that were put before it. */
const formula = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

/**
 * Lines of comma-separated values as spreadsheets read them: UTF-8 with its mark, CRLF. A cell that a spreadsheet would
 * take for a formula gets an apostrophe before it, which `readCsv` takes away.
 */
export const csvOf = (lines: readonly (readonly string[])[]): Buffer => written(lines, { bom: true })

/** The same of a table that comes in pieces. */
export async function* csvPieces(pieces: AsyncIterable<readonly (readonly string[])[]>): AsyncGenerator<Buffer> {
  let bom = true
  for await (const lines of pieces) {
    yield written(lines, { bom })
    bom = false
  }
}

function written(lines: readonly (readonly string[])[], { bom }: { bom: boolean }): Buffer {
  const safe = (cell: string) => (formula.test(cell) ? `'${cell}` : cell)
  const marked = lines.map(line => line.map(safe))
  return Buffer.from(stringify(marked, { bom, quoted: true, quoted_empty: true, record_delimiter: 'windows' }))
}

/** A cell without the apostrophe that `csvOf` put before it. */
export const withoutApostrophe = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell

/** What spreadsheets write where a formula has no result, or where a column is too narrow for its number. */
export const showsError = (cell: string): boolean =>
  /^\s*(?:#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|#{3,}|Err:5\d\d)\s*$/.test(cell)

export type CsvRead =
  | { ok: true; lines: SheetLine[] }
  | { ok: false; why: 'encoding' }
  | { ok: false; why: 'broken'; at: number }

/** How many lines a record takes in a file, with those that end within quotation marks. */
export const linesIn = (record: readonly string[]): number =>
  record.reduce((sum, cell) => (lineEnd.test(cell) ? sum + cell.split(/\r\n?|\n/).length - 1 : sum), 1)

const lineEnd = /[\r\n]/

/**
 * Reads what `csvOf` writes, and whatever else RFC 4180 allows, in UTF-8 with or without its mark; lines may end in LF
 * or CR alone. Blank lines are left out. A quotation mark where none may stand is refused, and so is any other
 * encoding: both would shift or change values without anybody seeing it.
 */
export function readCsv(bytes: Buffer): CsvRead {
  const text = utf8(bytes)
  if (text === undefined) return { ok: false, why: 'encoding' }
  try {
    const parsed = parse(text, {
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as { record: string[]; info: { empty_lines: number } }[]
    let next = 1
    const lines = parsed.map(({ record, info }) => {
      const line = { at: next + info.empty_lines, cells: record.map(withoutApostrophe) }
      // the library counts a CRLF within quotation marks twice
      next += linesIn(record)
      return line
    })
    return { ok: true, lines }
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, why: 'broken', at: Number(error['lines']) }
    throw error
  }
}

function utf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
