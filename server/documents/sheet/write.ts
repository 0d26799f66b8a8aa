import type { SheetCell, SheetFormat, SheetRefusal } from '../../domain/sheet.ts'
import { csvOf } from './csv.ts'
import { packedCells } from './packed.ts'
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
  return writeBook(format, name, [packedCells(lines)])
}

/** The same of a table that comes in pieces, as a workbook; of its lines no more than one piece is unpacked here. */
export async function writeLongBook(
  format: Exclude<SheetFormat, 'csv'>,
  { name, pieces }: { name: string; pieces: AsyncIterable<readonly (readonly SheetCell[])[]> },
): Promise<SheetWritten> {
  const packed: Uint8Array[] = []
  for await (const lines of pieces) packed.push(packedCells(lines))
  return writeBook(format, name, packed)
}

async function writeBook(
  format: Exclude<SheetFormat, 'csv'>,
  name: string,
  packed: readonly Uint8Array[],
): Promise<SheetWritten> {
  const written = await work({ packed, file: { format, name } })
  if (!written.ok) return { ok: false, why: `sheet.refused.${written.why}` }
  return { ok: true, bytes: Buffer.from(written.done) }
}
