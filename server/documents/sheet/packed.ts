import type { SheetCell, SheetLine, SheetRefusal } from '../../domain/sheet.ts'
import type { WorkbookRead } from './workbook.ts'

/** Lines as bytes: as such, a hundred thousand of them take no more room in another process than they have letters. */
export type PackedRead =
  | { ok: true; packed: Uint8Array[]; lines: number; hasFormulas: boolean }
  | { ok: false; why: SheetRefusal; at?: number }

const atOnce = 1000

export function packed(read: WorkbookRead): PackedRead {
  if (!read.ok) return read
  const { lines, hasFormulas } = read
  const pieces: Uint8Array[] = []
  for (let at = 0; at < lines.length; at += atOnce) {
    pieces.push(Buffer.from(JSON.stringify(lines.slice(at, at + atOnce))))
  }
  return { ok: true, packed: pieces, lines: lines.length, hasFormulas }
}

export const unpacked = (piece: Uint8Array): SheetLine[] => JSON.parse(Buffer.from(piece).toString()) as SheetLine[]

/** Cells of lines that are to be written. */
export const packedCells = (lines: readonly (readonly SheetCell[])[]): Uint8Array => Buffer.from(JSON.stringify(lines))

export const unpackedCells = (piece: Uint8Array): SheetCell[][] =>
  JSON.parse(Buffer.from(piece).toString()) as SheetCell[][]
