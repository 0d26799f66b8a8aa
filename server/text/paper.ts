import type { PaperFormat, PaperRefusal } from '../domain/paper.ts'
import type { Sentence, Sentences } from './sentences.ts'

/** Papers that are printed or kept: what stands on each of their pages. */
export const paper = {
  'paper.blank': { zh: '沒有資料的類別：{sections}', en: 'Sections with nothing in them: {sections}' },
  'paper.format': { zh: '檔案格式', en: 'Format' },
  'paper.format.odt': { zh: 'ODT（可編輯）', en: 'ODT (can be edited)' },
  'paper.format.pdf': { zh: 'PDF', en: 'PDF' },
  'paper.lacking': {
    zh: '本文件的字型沒有下列字，以 Unicode 碼表示：{codes}',
    en: 'The font of this document lacks these characters, which stand here by their Unicode numbers: {codes}',
  },
  'paper.numbers': { zh: '身分證統一編號等號碼', en: 'ID numbers and the like' },
  'paper.numbers.full': { zh: '完整', en: 'In full' },
  'paper.numbers.masked': { zh: '遮蔽末四碼', en: 'With the last four characters hidden' },
  'paper.page': { zh: '第 {page} 頁，共 {pages} 頁', en: 'Page {page} of {pages}' },
  'paper.picture': { zh: '照片', en: 'Photograph' },
  'paper.print': { zh: '製作檔案', en: 'Make the file' },
  'paper.record.foot': {
    zh: '{time} 由{name}列印。目的：{purpose}',
    en: 'Printed by {name} on {time}. Purpose: {purpose}',
  },
  'paper.record.lead': {
    zh: '製作可以列印或存檔的履歷表。身心障礙、原住民族等敏感類別和受保護的地址不列入檔案。這次列印和目的，本人看得到。',
    en: 'A résumé form to be printed or kept. Sensitive sections and protected addresses are left out of files. The person concerned reads that you printed it, and why.',
  },
  'paper.record.of': { zh: '履歷表：{name}', en: 'Résumé form: {name}' },
  'paper.record.own-foot': { zh: '{time} 由本人列印', en: 'Printed on {time} by the person concerned' },
  'paper.record.own-lead': {
    zh: '製作您自己的履歷表，可以列印或存檔。檔案裡是您的個人資料，在共用電腦上用完請刪除。',
    en: 'Your own résumé form, to be printed or kept. The file holds your personal data: on a shared computer, delete it when you are done.',
  },
  'paper.record.print': { zh: '列印履歷表', en: 'Print the résumé form' },
  'paper.record.title': { zh: '履歷表', en: 'Résumé form' },
  'paper.refused.busy': {
    zh: '正在製作其他文件，請稍候一分鐘再試。',
    en: 'Other documents are being made. Try again in a minute.',
  },
  'paper.refused.large': {
    zh: '內容太多，無法製作成一份文件。請減少要列印的類別。',
    en: 'This is too much for one document. Choose fewer sections.',
  },
  'paper.refused.no-section': {
    zh: '「類別」：請至少選擇一項。',
    en: '“Sections”: choose at least one.',
  },
  'paper.sections': { zh: '類別', en: 'Sections' },
  'paper.sections.blank': { zh: '（沒有資料）', en: '(nothing in it)' },
} as const satisfies Sentences & Record<PaperRefusal | `paper.format.${PaperFormat}`, Sentence>
