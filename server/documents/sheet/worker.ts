import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { SheetCell, SheetFormat } from '../../domain/sheet.ts'
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

export type Worked<T extends Task> = { ok: true; done: Done<T> } | { ok: false; why: 'busy' | 'large' }

const mostAtOnce = 4
let working = 0
let last: Promise<unknown> = Promise.resolve()

/**
 * Reads or writes a workbook in a process of its own, one after another, so that requests go on meanwhile: what is more
 * than it can bear is `large`, and ends that process only, which it would not do to a thread. More that wait than
 * anybody has the patience for are `busy`.
 */
export async function work<T extends Task>(task: T): Promise<Worked<T>> {
  if (working >= mostAtOnce) return { ok: false, why: 'busy' }
  working++
  const turn = last.then(() => run(task))
  last = turn.catch(() => undefined)
  return turn.finally(() => working--)
}

async function run<T extends Task>(task: T): Promise<Worked<T>> {
  const process = fork(new URL('./program.js', import.meta.url), {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${maxMegabytes['bytes' in task ? 'reading' : 'writing']}`],
    // it has no business with our settings, and what it says of a file is nothing for our log
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const ended = new AbortController()
  process.once('exit', () => ended.abort())
  // held here: a signal that ends by itself may be collected before, and everybody would wait for ever
  const late = setTimeout(() => ended.abort(), maxMs)
  try {
    process.send(task)
    const [done] = (await once(process, 'message', { signal: ended.signal })) as [Done<T>]
    return { ok: true, done }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ABORT_ERR') throw error
    return { ok: false, why: 'large' }
  } finally {
    clearTimeout(late)
    process.kill('SIGKILL')
  }
}
