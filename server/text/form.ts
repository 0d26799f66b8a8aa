import type { Sentences } from './sentences.ts'

export const form = {
  'form.colon': { zh: '：', en: ': ' },
  'form.comma': { zh: '，', en: ', ' },
  'form.date-hint': { zh: '民國年月日，例如 115/11/30', en: 'ROC date, for example 115/11/30' },
  'form.error-summary': { zh: '有 {count} 個問題需要處理', en: '{count} things need changing' },
  'form.error-summary-one': { zh: '有 1 個問題需要處理', en: 'One thing needs changing' },
  'form.error-try': { zh: '這一步沒有成功', en: 'That did not work' },
  'form.counted': { zh: '{what}（{count}）', en: '{what} ({count})' },
  'form.find': { zh: '尋找', en: 'Find' },
  'form.find-hint': { zh: '輸入一部分即可，再從下面選擇。', en: 'A part of it is enough; then choose below.' },
  'form.find-more': {
    zh: '符合的很多，這裡只列出前 {count} 個，請多輸入幾個字。',
    en: 'More fit than the first {count}, which are listed here. Type more of it.',
  },
  'form.found': { zh: '找到 {count} 個，請從下面選擇。', en: '{count} found. Choose below.' },
  'form.list-comma': { zh: '、', en: ', ' },
  'form.none': { zh: '（無）', en: '(none)' },
  'form.optional': { zh: '（可不填）', en: '(optional)' },
} as const satisfies Sentences
