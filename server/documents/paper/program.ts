import { writeOdt } from './odt.ts'
import type { Task } from './write.ts'
import { writePdf } from './pdf.ts'

// the program of the process that write.ts starts; it ends when it has answered, or when nobody waits any more
process.once('message', async ({ format, papers, isOne, words }: Task) => {
  const written: Uint8Array[] = []
  if (isOne) written.push(await writePdf(papers, words))
  else
    for (const paper of papers)
      written.push(format === 'pdf' ? await writePdf([paper], words) : await writeOdt(paper, words))
  process.send?.(written, () => process.disconnect())
})
process.once('disconnect', () => process.exit())
