import type { PaperFormat, PaperRefusal } from '../domain/paper.ts'
import type { Sentence, Sentences } from './sentences.ts'

/** Papers that are printed or kept: what stands on each of their pages. */
export const paper = {
  'paper.format.odt': { zh: 'ODT（可編輯）', en: 'ODT (can be edited)' },
  'paper.format.pdf': { zh: 'PDF', en: 'PDF' },
  'paper.lacking': {
    zh: '本文件的字型沒有下列字，以 Unicode 碼表示：{codes}',
    en: 'The font of this document lacks these characters, which stand here by their Unicode numbers: {codes}',
  },
  'paper.page': { zh: '第 {page} 頁，共 {pages} 頁', en: 'Page {page} of {pages}' },
  'paper.refused.busy': {
    zh: '正在製作其他文件，請稍候一分鐘再試。',
    en: 'Other documents are being made. Try again in a minute.',
  },
  'paper.refused.large': {
    zh: '內容太多，無法製作成一份文件。請減少要列印的類別。',
    en: 'This is too much for one document. Choose fewer sections.',
  },
} as const satisfies Sentences & Record<PaperRefusal | `paper.format.${PaperFormat}`, Sentence>
