import type { SheetLine, SheetRefusal } from '../../domain/sheet.ts'
import { readCsv, showsError } from './csv.ts'
import { work } from './worker.ts'

export type SheetRead =
  | { ok: true; lines: SheetLine[]; hasFormulas: boolean }
  /** `at` is the line where it lies, where one can say so. */
  | { ok: false; why: SheetRefusal; at?: number }

const [zip, compound] = [Buffer.from('PK'), Buffer.from([0xd0, 0xcf, 0x11, 0xe0])]
/** As which a workbook with a password lies in such a file. */
const encrypted = Buffer.from('EncryptedPackage', 'utf16le')

/** An XML of 60,000 cells; the archive around it is a twentieth of that. */
const maxBytes = 24 * 1024 * 1024
const maxColumns = 60

/**
 * The lines of a table that somebody sends, as CSV, ODS or XLSX; which of them it is is seen in the file and not in its
 * name. Whoever asks bounds the bytes.
 */
export async function readSheet(bytes: Buffer, { maxLines }: { maxLines: number }): Promise<SheetRead> {
  if (bytes.length === 0) return { ok: false, why: 'sheet.refused.blank' }
  if (bytes.subarray(0, 4).equals(compound)) {
    return { ok: false, why: bytes.includes(encrypted) ? 'sheet.refused.encrypted' : 'sheet.refused.old' }
  }
  if (!bytes.subarray(0, 2).equals(zip)) return fromCsv(bytes, maxLines)
  const read = await work({ bytes, bounds: { maxBytes, maxLines, maxColumns } })
  return read.ok ? read.done : { ok: false, why: `sheet.refused.${read.why}` }
}

function fromCsv(bytes: Buffer, maxLines: number): SheetRead {
  const read = readCsv(bytes)
  if (!read.ok && read.why === 'broken') return { ok: false, why: 'sheet.refused.quotes', at: read.at }
  if (!read.ok) return { ok: false, why: 'sheet.refused.encoding' }
  const lines = filled(read.lines)
  const isMuch = lines.length > maxLines || lines.some(({ cells }) => cells.length > maxColumns)
  if (isMuch) return { ok: false, why: 'sheet.refused.cells' }
  const wrong = lines.find(({ cells }) => cells.some(showsError))
  return wrong ? { ok: false, why: 'sheet.refused.error-value', at: wrong.at } : { ok: true, lines, hasFormulas: false }
}

/** Without the blank lines below a table and the blank columns beside it, which spreadsheets write as commas. */
function filled(lines: readonly SheetLine[]): SheetLine[] {
  const widthOf = ({ cells }: SheetLine) => cells.findLastIndex(cell => cell !== '') + 1
  const width = lines.reduce((most, line) => Math.max(most, widthOf(line)), 0)
  return lines.flatMap(line => (widthOf(line) > 0 ? [{ at: line.at, cells: line.cells.slice(0, width) }] : []))
}
