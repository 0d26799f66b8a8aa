import type { SheetLine } from '../../domain/sheet.ts'

/** What a spreadsheet would take for a formula, with the apostrophes that were put before it. */
const formula = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

/**
 * Lines of comma-separated values as spreadsheets read them: UTF-8 with its mark, CRLF. A cell that a spreadsheet would
 * take for a formula gets an apostrophe before it, which `readCsv` takes away.
 */
export function csvOf(lines: readonly (readonly string[])[]): Buffer {
  const cell = (text: string) => `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  return Buffer.from(`\uFEFF${lines.map(line => `${line.map(cell).join(',')}\r\n`).join('')}`)
}

/** A cell without the apostrophe that `csvOf` put before it. */
export const withoutApostrophe = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell

export type CsvRead =
  | { ok: true; lines: SheetLine[] }
  | { ok: false; why: 'encoding' }
  | { ok: false; why: 'broken'; at: number }

/**
 * Reads what `csvOf` writes, and whatever else RFC 4180 allows, in UTF-8 with or without its mark; lines may end in LF
 * alone. Blank lines are left out. A quotation mark where none may stand is refused, and so is any other encoding: both
 * would shift or change values without anybody seeing it.
 */
export function readCsv(bytes: Buffer): CsvRead {
  const text = utf8(bytes)
  if (text === undefined) return { ok: false, why: 'encoding' }
  const lines: SheetLine[] = []
  let line: SheetLine = { at: 1, cells: [] }
  let at = 1
  const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/y
  while (cell.lastIndex < text.length || line.cells.length > 0) {
    const found = cell.exec(text)
    if (!found) return { ok: false, why: 'broken', at: line.at }
    const [whole, quoted, plain = '', end] = found
    const value = quoted === undefined ? plain : quoted.replaceAll('""', '"')
    line.cells.push(withoutApostrophe(value))
    at += whole.split('\n').length - 1
    if (end === ',') continue
    if (quoted !== undefined || plain !== '' || line.cells.length > 1) lines.push(line)
    line = { at, cells: [] }
  }
  return { ok: true, lines }
}

function utf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
