import type { Sentences } from '../sentences.ts'

/** A person's copy of their own record. */
export const copy = {
  'copy.button': { zh: '製作複本', en: 'Make a copy' },
  'copy.file': { zh: '我的人事資料', en: 'my-record' },
  'copy.format': { zh: '檔案格式', en: 'Format' },
  'copy.format.csv': { zh: 'CSV（每個類別一個檔案，壓縮成 ZIP）', en: 'CSV (a file for each section, in a ZIP)' },
  'copy.format.json': { zh: 'JSON（供程式讀取）', en: 'JSON (for programs)' },
  'copy.kind-hint': {
    zh: '只用於 PDF 和 ODT；CSV 和 JSON 是資料本身。',
    en: 'Of PDF and ODT alone; CSV and JSON are the data.',
  },
  'copy.lead': {
    zh: '這裡提供您自己人事資料的複本：可列印的履歷表、校對表（PDF、ODT），或表格和資料檔（CSV、JSON）。製作前會請您重新確認身分。檔案裡是您的個人資料，在共用電腦上用完請刪除。',
    en: 'A copy of your own record: a résumé form or check form to print (PDF, ODT), or tables and data (CSV, JSON). You are asked to confirm your identity first. The file holds your personal data: on a shared computer, delete it when you are done.',
  },
  'copy.link': { zh: '列印或下載我的資料', en: 'Print or download my data' },
  'copy.purpose': { zh: '本人要求複本', en: 'Copy asked for by the person' },
  'copy.recipients': { zh: '本人', en: 'The person' },
  'copy.title': { zh: '我的人事資料複本', en: 'A copy of my record' },
} as const satisfies Sentences
