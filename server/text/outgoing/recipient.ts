import type { Sentences } from '../sentences.ts'

/** Who received what of one's record. */
export const recipient = {
  'recipient.back': { zh: '回到誰看過我的資料', en: 'Back to who looked at my data' },
  'recipient.by': { zh: '由誰提供', en: 'By whom' },
  'recipient.day': { zh: '日期', en: 'Day' },
  'recipient.fields': { zh: '哪些資料', en: 'Which data' },
  'recipient.here': { zh: '在該機關的任職', en: 'Post at that agency' },
  'recipient.lead': {
    zh: '以檔案提供出去的資料都記在這裡：提供給誰、為了什麼、哪些欄位。您自己取得的複本也列出。如有疑問，請向人事室詢問。',
    en: 'Whatever left as a file is kept here: for whom, what for, which fields. Copies that you took yourself are listed too. If one seems wrong, ask the HR office.',
  },
  'recipient.none': {
    zh: '到目前為止沒有以檔案提供出去的資料。',
    en: 'Nothing of your record has left as a file so far.',
  },
  'recipient.office': { zh: '本機關人事室', en: 'The HR office' },
  'recipient.older': { zh: '較早的', en: 'Earlier ones' },
  'recipient.part': { zh: '{section}（{fields}）', en: '{section} ({fields})' },
  'recipient.purpose': { zh: '為了什麼', en: 'What for' },
  'recipient.signers': { zh: '清冊上簽章的人員', en: 'Those who sign the list' },
  'recipient.title': { zh: '我的資料提供給誰', en: 'Who received my data' },
  'recipient.whom': { zh: '提供給誰', en: 'For whom' },
} as const satisfies Sentences
