import type { PaperFormat, PaperRefusal } from '../../domain/paper.ts'
import { speak } from '../../text/speak.ts'
import { inOwnProcess, inTurn } from '../own-process.ts'
import type { Paper, Words } from './paper.ts'

export type Task = { format: PaperFormat; paper: Paper; words: Words }
export type PaperWritten = { ok: true; bytes: Buffer } | { ok: false; why: PaperRefusal }

export const paperMedias: Record<PaperFormat, string> = {
  pdf: 'application/pdf',
  odt: 'application/vnd.oasis.opendocument.text',
}

// a record of 60 pages takes a third of either
const bounds = { maxMegabytes: 512, maxMs: 30_000 }
const turn = inTurn(12)

/** A paper as a file, made in a process of its own: drawing many pages takes seconds of a processor. */
export async function writePaper(format: PaperFormat, paper: Paper): Promise<PaperWritten> {
  const t = speak(paper.language)
  const words = {
    page: t('paper.page', { page: '{page}', pages: '{pages}' }),
    lacking: t('paper.lacking', { codes: '{codes}' }),
  }
  const task: Task = { format, paper, words }
  const written = await turn(() => inOwnProcess<Uint8Array>(new URL('./program.js', import.meta.url), task, bounds))
  if (!written.ok) return { ok: false, why: `paper.refused.${written.why}` }
  return { ok: true, bytes: Buffer.from(written.done) }
}
