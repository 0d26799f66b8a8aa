import type { PaperBundle, PaperFormat, PaperRefusal } from '../domain/paper.ts'
import type { Sentence, Sentences } from './sentences.ts'

/** Papers that are printed or kept: what stands on each of their pages. */
export const paper = {
  'paper.blank': { zh: '沒有資料的類別：{sections}', en: 'Sections with nothing in them: {sections}' },
  'paper.bundle.each': { zh: '每人一個 PDF 檔（ZIP）', en: 'A PDF for each person, in a ZIP' },
  'paper.bundle.most': { zh: '最多 {most} 人', en: 'People at most: {most}' },
  'paper.bundle.one': { zh: '一個 PDF 檔，每人從新的一頁開始', en: 'One PDF, in which each person begins on a page' },
  'paper.check.all': { zh: '整個類別', en: 'The whole section' },
  'paper.check.day': { zh: '日期', en: 'Date' },
  'paper.check.end': {
    zh: '本人已逐項核對以上資料。未勾選「正確」的項目，請依更正內容辦理。',
    en: 'I have checked each item above. Where “right” is not ticked, please correct it as written.',
  },
  'paper.check.field': { zh: '項目', en: 'Item' },
  'paper.check.hint': {
    zh: '逐項勾選正確或寫下更正內容，簽章後交回人事室。',
    en: 'To tick each value or write what it is to be, sign, and hand in to HR.',
  },
  'paper.check.instead': { zh: '更正為', en: 'Correct to' },
  'paper.check.lead': {
    zh: '請逐項核對：內容正確請在「正確」打勾，有誤請在「更正為」寫下正確內容，並附證明文件。',
    en: 'Check each item: tick “right”, or write the correct content beside it and attach what proves it.',
  },
  'paper.check.of': { zh: '個人資料校對表：{name}', en: 'Check form: {name}' },
  'paper.check.right': { zh: '正確', en: 'Right' },
  'paper.check.signature': { zh: '本人簽章', en: 'Signature' },
  'paper.check.stamp': { zh: '人事單位核章', en: 'Stamp of the HR office' },
  'paper.check.title': { zh: '個人資料校對表', en: 'Check form' },
  'paper.check.value': { zh: '登記內容', en: 'In the record' },
  'paper.demo': {
    zh: '示範站：人物與資料均屬虛構，不具效力',
    en: 'Demonstration: people and data are invented, and it has no effect',
  },
  'paper.format': { zh: '檔案格式', en: 'Format' },
  'paper.format.odt': { zh: 'ODT（可編輯）', en: 'ODT (can be edited)' },
  'paper.format.pdf': { zh: 'PDF', en: 'PDF' },
  'paper.kind': { zh: '文件', en: 'Document' },
  'paper.lacking': {
    zh: '本文件的字型沒有下列字，以 Unicode 碼表示：{codes}',
    en: 'The font of this document lacks these characters, which stand here by their Unicode numbers: {codes}',
  },
  'paper.list.choices': { zh: '□ 正確\n□ 有更正', en: '□ right\n□ corrected' },
  'paper.list.head-of-unit': { zh: '單位主管', en: 'Head of the unit' },
  'paper.list.lead': {
    zh: '請核對自己的個人資料校對表，勾選結果並簽章。',
    en: 'Check your own check form, tick the result and sign.',
  },
  'paper.list.made-by': { zh: '承辦人', en: 'Prepared by' },
  'paper.list.no-unit': { zh: '未登錄單位', en: 'No unit entered' },
  'paper.list.number': { zh: '序', en: 'No.' },
  'paper.list.print': { zh: '製作校對清冊', en: 'Make the list' },
  'paper.list.purpose': { zh: '個人資料校對', en: 'Check of the records' },
  'paper.list.result': { zh: '核對結果', en: 'Result' },
  'paper.list.text': {
    zh: '依單位列出選取的人員，供各人核對資料後簽章。清冊上只有姓名、職稱和員工編號。',
    en: 'Those chosen, by unit, to sign once they have checked their record. Only names, job titles and staff numbers stand on it.',
  },
  'paper.list.title': { zh: '校對清冊', en: 'Sign-off list' },
  'paper.list.title-of-post': { zh: '職稱', en: 'Job title' },
  'paper.many.lead': {
    zh: '為選取的人員製作履歷表或校對表，先試算，再製作成一份或每人一份檔案。',
    en: 'Résumé forms or check forms of those chosen: look first, then have them made as one file or a file for each.',
  },
  'paper.many.looked': { zh: '可製作 {count} 人的文件。', en: 'Papers can be made of so many people: {count}' },
  'paper.many.title': { zh: '列印履歷表、校對表', en: 'Print résumé forms and check forms' },
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
  'paper.refused.too-many': {
    zh: '「檔案格式」：這種檔案最多 {most} 人。請減少人員，或選每人一個檔案。',
    en: '“Format”: this kind of file takes {most} people at most. Choose fewer, or a file for each person.',
  },
  'paper.refused.too-many-each': {
    zh: '「檔案格式」：一次最多製作 {most} 人。請減少人員，分次製作。',
    en: '“Format”: files of {most} people at most are made at once. Choose fewer, and make them in parts.',
  },
  'paper.sections': { zh: '類別', en: 'Sections' },
  'paper.sections.blank': { zh: '（沒有資料）', en: '(nothing in it)' },
} as const satisfies Sentences &
  Record<PaperRefusal | `paper.format.${PaperFormat}` | `paper.bundle.${PaperBundle}`, Sentence>
