import type { Sentences } from '../sentences.ts'

export const accessLog = {
  'access-log.action.evidence': { zh: '開啟證明文件', en: 'Opened evidence' },
  'access-log.action.open': { zh: '開啟人事資料', en: 'Opened the record' },
  'access-log.action.print': { zh: '列印', en: 'Printed' },
  'access-log.action.read': { zh: '查看', en: 'Looked at' },
  'access-log.action.reveal': { zh: '查看完整號碼', en: 'Looked at a full number' },
  'access-log.action.review': { zh: '審查申請', en: 'Reviewed a correction' },
  'access-log.caption': {
    zh: '由新到舊；同一人同一天為同一件事查看的，合成一列',
    en: 'Newest first; what one person looked at on one day for one purpose is one line',
  },
  'access-log.correction': { zh: '申請 {number}', en: 'Correction {number}' },
  'access-log.counted': { zh: '共查看 {count} 次', en: 'Looks: {count}' },
  'access-log.counted-more': { zh: '共查看超過 {count} 次', en: 'Looks: more than {count}' },
  'access-log.day': { zh: '日期', en: 'Day' },
  'access-log.empty': {
    zh: '這裡會列出誰看過您的人事資料：時間、身分、機關、看了哪一部分、為了什麼。到現在還沒有別人看過。',
    en: 'Whoever looks at your record is listed here: when, as what, from which agency, which part, and why. Nobody else has looked so far.',
  },
  'access-log.lead': {
    zh: '每次有人看您的人事資料都會記在這裡，誰都不能修改，期滿以前也不能刪除。您自己看的不列出。如有疑問，請向人事室詢問。',
    en: 'Every look at your record is kept here; nobody can change it, or delete it before its time. Your own are not listed. If one seems wrong, ask the HR office.',
  },
  'access-log.look': { zh: '{action}：{part}', en: '{action}: {part}' },
  'access-log.page.account': { zh: '帳號', en: 'Account' },
  'access-log.page.assignments': { zh: '任職', en: 'Assignments' },
  'access-log.page.derived': { zh: '推算的資料', en: 'What is worked out from the record' },
  'access-log.page.findings': { zh: '檢誤結果', en: 'Findings of the record check' },
  'access-log.page.findings-file': { zh: '檢誤結果（匯出檔案）', en: 'Findings of the record check (file)' },
  'access-log.page.locks': { zh: '資料鎖定', en: 'Locks of the record' },
  'access-log.page.past': { zh: '某日的資料', en: 'The record on a day' },
  'access-log.page.recovery': { zh: '恢復登入', en: 'Recovery of the account' },
  'access-log.purpose': { zh: '為了什麼', en: 'Why' },
  'access-log.title': { zh: '誰看過我的資料', en: 'Who looked at my data' },
  'access-log.told-before': {
    zh: '這一頁的查閱都併入同一天的其他查閱，列在前面的頁次。',
    en: 'These readings are listed with the rest of their day on an earlier page.',
  },
  'access-log.what': { zh: '查看的內容', en: 'What was looked at' },
  'access-log.who': { zh: '誰', en: 'Who' },
  'access-log.whole': { zh: '整份資料', en: 'The whole record' },
} as const satisfies Sentences
