import type { Sentences } from './sentences.ts'

export const form = {
  'error.summary': { zh: '有 {count} 個地方需要修改', en: '{count} things need changing' },
  'form.colon': { zh: '：', en: ': ' },
  'form.comma': { zh: '，', en: ', ' },
  'form.date-hint': { zh: '民國年月日，例如 115/11/30', en: 'ROC date, for example 115/11/30' },
  'form.list-comma': { zh: '、', en: ', ' },
  'form.none': { zh: '（無）', en: '(none)' },
  'form.optional': { zh: '（可不填）', en: '(optional)' },
  'pager.label': { zh: '換頁', en: 'Pages' },
  'pager.next': { zh: '下一頁', en: 'Next' },
  'pager.of': { zh: '第 {page} 頁，共 {pages} 頁，{count} 筆', en: 'Page {page} of {pages}, {count} entries' },
  'pager.previous': { zh: '上一頁', en: 'Previous' },
  'seal.refused': { zh: '簽章無效', en: 'Signature invalid' },
  'seal.undecided': { zh: '待查驗', en: 'Not yet verified' },
  'seal.verified': { zh: '已簽章確認', en: 'Signed and verified' },
} as const satisfies Sentences
