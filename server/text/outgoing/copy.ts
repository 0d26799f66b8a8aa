import type { Sentences } from '../sentences.ts'

/** A person's copy of their own record. */
export const copy = {
  'copy.button': { zh: '製作複本', en: 'Make a copy' },
  'copy.file': { zh: '我的人事資料', en: 'my-record' },
  'copy.format.csv': { zh: 'CSV（每個類別一個檔案，壓縮成 ZIP）', en: 'CSV (a file for each section, in a ZIP)' },
  'copy.format.json': { zh: 'JSON（供程式讀取）', en: 'JSON (for programs)' },
  'copy.lead': {
    zh: '這裡提供您自己人事資料的複本，證號完整顯示。製作前會請您重新確認身分。',
    en: 'A copy of your own record, with whole ID numbers. You are asked to confirm your identity first.',
  },
  'copy.link': { zh: '複製我的資料', en: 'Copy my data' },
  'copy.paper': { zh: '要 PDF 或 ODT 檔時：', en: 'For a PDF or an ODT file:' },
  'copy.purpose': { zh: '本人要求複本', en: 'Copy asked for by the person' },
  'copy.recipients': { zh: '本人', en: 'The person' },
  'copy.section': { zh: '類別', en: 'Section' },
  'copy.title': { zh: '我的人事資料複本', en: 'A copy of my record' },
  'copy.whole': { zh: '全部類別', en: 'All sections' },
} as const satisfies Sentences
