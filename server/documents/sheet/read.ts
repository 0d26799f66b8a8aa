import type { SheetLine, SheetRefusal } from '../../domain/sheet.ts'
import { readCsv, showsError } from './csv.ts'
import { unpacked, type PackedRead } from './packed.ts'
import type { Bounds } from './workbook.ts'
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
  const kind = kindOf(bytes)
  if (kind === 'csv') return fromCsv(bytes, maxLines)
  if (kind !== 'workbook') return { ok: false, why: kind }
  const read = await readWorkbook(bytes, { maxBytes, maxLines, maxColumns })
  if (!read.ok) return read
  const { packed, hasFormulas } = read
  return { ok: true, lines: packed.flatMap(unpacked), hasFormulas }
}

/** What the bytes of a table are, or why they are none that is read. */
export function kindOf(bytes: Buffer): 'csv' | 'workbook' | SheetRefusal {
  if (bytes.length === 0) return 'sheet.refused.blank'
  if (bytes.subarray(0, 4).equals(compound)) {
    return bytes.includes(encrypted) ? 'sheet.refused.encrypted' : 'sheet.refused.old'
  }
  return bytes.subarray(0, 2).equals(zip) ? 'workbook' : 'csv'
}

/** A workbook, read in a process of its own; of many lines few are unpacked at a time. */
export async function readWorkbook(bytes: Buffer, bounds: Bounds, isAwaited = true): Promise<PackedRead> {
  const read = await work({ bytes, bounds, isAwaited })
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
