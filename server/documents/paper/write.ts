import type { PaperFormat, UnwrittenPaper } from '../../domain/paper.ts'
import { speak } from '../../text/speak.ts'
import { inOwnProcess, inTurn } from '../own-process.ts'
import type { Paper, Papers, Words } from './paper.ts'

/** `isOne`: all of them in one file, else a file for each. */
export type Task = { format: PaperFormat; papers: Papers; isOne: boolean; words: Words }
export type PaperWritten = { ok: true; bytes: Buffer } | { ok: false; why: UnwrittenPaper }

export const paperMedias: Record<PaperFormat, string> = {
  pdf: 'application/pdf',
  odt: 'application/vnd.oasis.opendocument.text',
}

// a page takes a megabyte and some milliseconds
const bounds = { maxMegabytes: 512, maxMs: 30_000 }
const manyBounds = { maxMegabytes: 1024, maxMs: 60_000 }
const turn = inTurn(12)
// who waits for one paper does not wait for those of many
const manyTurn = inTurn(12)

/** A paper as a file, made in a process of its own: drawing many pages takes seconds of a processor. */
export async function writePaper(format: PaperFormat, paper: Paper): Promise<PaperWritten> {
  const task: Task = { format, papers: [paper], isOne: false, words: wordsFor(paper) }
  const written = await turn(() => inOwnProcess<Uint8Array[]>(program, task, bounds))
  if (!written.ok) return { ok: false, why: `paper.refused.${written.why}` }
  return { ok: true, bytes: Buffer.from(written.done[0] ?? '') }
}

/** Several papers as PDF, in one file or in a file for each; nobody waits for the answer of a page. */
export async function writePapers(
  papers: Papers,
  { isOne }: { isOne: boolean },
): Promise<{ ok: true; files: Buffer[] } | { ok: false; why: UnwrittenPaper }> {
  const task: Task = { format: 'pdf', papers, isOne, words: wordsFor(papers[0]) }
  const written = await manyTurn(() => inOwnProcess<Uint8Array[]>(program, task, manyBounds))
  if (!written.ok) return { ok: false, why: `paper.refused.${written.why}` }
  return { ok: true, files: written.done.map(bytes => Buffer.from(bytes)) }
}

const program = new URL('./program.js', import.meta.url)

function wordsFor({ language }: Paper): Words {
  const t = speak(language)
  return {
    page: t('paper.page', { page: '{page}', pages: '{pages}' }),
    lacking: t('paper.lacking', { codes: '{codes}' }),
  }
}
