import type { SheetCell, SheetFormat, SheetRefusal } from '../../domain/sheet.ts'
import { csvOf } from './csv.ts'
import { work } from './worker.ts'

export type Sheet = { name: string; lines: readonly (readonly SheetCell[])[] }
export type SheetWritten = { ok: true; bytes: Buffer } | { ok: false; why: SheetRefusal }

/**
 * A table as a file. No cell of it is a formula to a spreadsheet: in CSV by a mark before it, in the others because it
 * is kept as a text.
 */
export async function writeSheet(format: SheetFormat, { name, lines }: Sheet): Promise<SheetWritten> {
  const csv = () => csvOf(lines.map(line => line.map(cell => (typeof cell === 'string' ? cell : cell.day))))
  if (format === 'csv') return { ok: true, bytes: csv() }
  const written = await work({ lines, file: { format, name } })
  if (!written.ok) return { ok: false, why: `sheet.refused.${written.why}` }
  return { ok: true, bytes: Buffer.from(written.done) }
}
