import type { Sentences } from '../sentences.ts'

export const checkReport = {
  'check-report.empty': {
    zh: '還沒有人送來檢查報告。有人在「檢查這臺電腦」按「送給資訊人員」，就會列在這裡，留 90 天。',
    en: 'No report yet. What people send from the card check is listed here for ninety days.',
  },
  'check-report.none-found': {
    zh: '沒有這個編號。報告只留 90 天，請再看一次編號。',
    en: 'No such number. Reports are kept for ninety days; look at the number again.',
  },
  'check-report.refused.too-many': {
    zh: '今天送來的報告太多了，暫時不收。請複製報告交給資訊人員。',
    en: 'Too many reports came today. Copy the report and hand it to your ICT staff.',
  },
  'check-report.send': { zh: '送給資訊人員', en: 'Send to ICT staff' },
  'check-report.sent': { zh: '已經送出', en: 'The report is sent' },
  'check-report.sent-text': {
    zh: '請記下編號，告知學校的資訊人員；他們看得到剛才的結果。報告留 90 天，裡面沒有您的姓名、卡號或憑證。',
    en: 'Note the number and tell your ICT staff; they see the same result. It is kept for ninety days and holds no name, card number or certificate.',
  },
  'check-report.ticket': { zh: '報告編號', en: 'Report number' },
  'check-report.title': { zh: '檢查報告', en: 'Card check reports' },
  'check-report.to-result': { zh: '回到結果', en: 'Back to the result' },
} as const satisfies Sentences
