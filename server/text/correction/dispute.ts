import type { Sentences } from '../sentences.ts'

export const dispute = {
  'dispute.button': { zh: '註記爭議', en: 'Mark as disputed' },
  'dispute.end': { zh: '取消我的爭議註記', en: 'Take my mark back' },
  'dispute.lead': {
    zh: '機關不同意更正，但您仍認為資料不正確時，可以在那些欄位註記爭議。註記會跟著資料出現在頁面、列印和匯出，直到 {until}，或您取消、機關處理完為止。',
    en: 'Where the agency did not agree and you still hold the data to be wrong, you can mark these fields as disputed. The mark goes with them onto pages, prints and exports until {until}, or until you take it back or the agency settles it.',
  },
  'dispute.offer': { zh: '不同意這個結果？在資料上註記爭議', en: 'You do not agree? Mark the data as disputed' },
  'dispute.own': {
    zh: '您的爭議註記：{fields}，到 {until}。理由：{reason}',
    en: 'Your mark: {fields}, until {until}. Reason: {reason}',
  },
  'dispute.reason': { zh: '您認為哪裡不正確', en: 'What you hold to be wrong' },
  'dispute.reason-hint': {
    zh: '看到這些資料的人也會看到這段話，請不要寫其他個人資料。',
    en: 'Whoever sees the data reads this, too; put no other personal data into it.',
  },
  'dispute.refused.marked': { zh: '這一筆資料已有爭議註記。', en: 'This entry is marked as disputed already.' },
  'dispute.refused.no-field': { zh: '請至少選一個欄位。', en: 'Choose at least one field.' },
  'dispute.refused.nothing': {
    zh: '這一筆資料已經變更，沒有可以註記的欄位。',
    en: 'The entry has changed meanwhile; no field of it is left to mark.',
  },
  'dispute.refused.reason': { zh: '請寫出您認為哪裡不正確。', en: 'Say what you hold to be wrong.' },
  'dispute.title': { zh: '註記爭議', en: 'Mark as disputed' },
} as const satisfies Sentences
