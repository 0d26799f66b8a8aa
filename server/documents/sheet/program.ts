import { packed, unpackedCells } from './packed.ts'
import { readWorkbook, writeWorkbook } from './workbook.ts'
import type { Task } from './worker.ts'

// the program of the process that worker.ts starts; it ends when it has answered, or when nobody waits any more
process.once('message', async (task: Task) => {
  const done =
    'bytes' in task
      ? packed(await readWorkbook(Buffer.from(task.bytes), task.bounds))
      : writeWorkbook(task.packed.flatMap(unpackedCells), task.file)
  process.send?.(done, () => process.disconnect())
})
process.once('disconnect', () => process.exit())
