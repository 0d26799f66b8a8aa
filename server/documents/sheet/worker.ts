import type { SheetFormat } from '../../domain/sheet.ts'
import { inOwnProcess, inTurn, type Ended } from '../own-process.ts'
import type { PackedRead } from './packed.ts'
import type { Bounds } from './workbook.ts'

type Reading = { bytes: Uint8Array; bounds: Bounds; isAwaited?: boolean }
type Writing = {
  packed: readonly Uint8Array[]
  file: { format: Exclude<SheetFormat, 'csv'>; name: string }
}
export type Task = Reading | Writing
type Done<T extends Task> = T extends Reading ? PackedRead : Uint8Array

// of what is read, so many times as much as its XML has: measured on 100,000 lines of 16 cells
const heapOf = ({ maxBytes }: Bounds) => Math.max(128, Math.ceil((4 * maxBytes) / 1024 / 1024))
// what is written is ours
const maxWriting = 512
const msOf = ({ maxBytes }: Bounds) => Math.max(20_000, maxBytes / 1024)
const maxMs = 20_000

// what is read in the background keeps nobody waiting
const turns = { awaited: inTurn(4), later: inTurn(4) }

/** Reads or writes a workbook in a process of its own, one after another. */
export async function work<T extends Task>(task: T): Promise<Ended<Done<T>>> {
  const bounds =
    'bytes' in task
      ? { maxMegabytes: heapOf(task.bounds), maxMs: msOf(task.bounds) }
      : { maxMegabytes: maxWriting, maxMs }
  const isLater = 'bytes' in task && task.isAwaited === false
  return turns[isLater ? 'later' : 'awaited'](() =>
    inOwnProcess<Done<T>>(new URL('./program.js', import.meta.url), task, bounds),
  )
}
