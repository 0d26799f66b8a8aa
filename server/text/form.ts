import type { Sentences } from './sentences.ts'

export const form = {
  'form.colon': { zh: '：', en: ': ' },
  'form.comma': { zh: '，', en: ', ' },
  'form.date-hint': { zh: '民國年月日，例如 115/11/30', en: 'ROC date, for example 115/11/30' },
  'form.error-summary': { zh: '有 {count} 個地方需要修改', en: '{count} things need changing' },
  'form.list-comma': { zh: '、', en: ', ' },
  'form.none': { zh: '（無）', en: '(none)' },
  'form.optional': { zh: '（可不填）', en: '(optional)' },
} as const satisfies Sentences
