import type { SheetCell, SheetFormat } from '../../domain/sheet.ts'
import { inOwnProcess, inTurn, type Ended } from '../own-process.ts'
import type { Bounds, WorkbookRead } from './workbook.ts'

type Reading = { bytes: Uint8Array; bounds: Bounds }
type Writing = {
  lines: readonly (readonly SheetCell[])[]
  file: { format: Exclude<SheetFormat, 'csv'>; name: string }
}
export type Task = Reading | Writing
type Done<T extends Task> = T extends Reading ? WorkbookRead : Uint8Array

// 10,000 lines of 16 cells are read with half of it; what is written is ours and may be more
const maxMegabytes = { reading: 128, writing: 512 }
const maxMs = 20_000

const turn = inTurn(4)

/** Reads or writes a workbook in a process of its own, one after another. */
export async function work<T extends Task>(task: T): Promise<Ended<Done<T>>> {
  const bounds = { maxMegabytes: maxMegabytes['bytes' in task ? 'reading' : 'writing'], maxMs }
  return turn(() => inOwnProcess<Done<T>>(new URL('./program.js', import.meta.url), task, bounds))
}
