import type { Sentences } from '../sentences.ts'

/** How long is kept what piles up, as people read it beside the notice; the years are in domain/retention.ts. */
export const retention = {
  'retention.for-ever': { zh: '永久', en: 'For ever' },
  'retention.from': { zh: '起算', en: 'Counted from' },
  'retention.from.access_log': { zh: '查看之日', en: 'The day somebody looked' },
  'retention.from.codes': { zh: '產生之日', en: 'The day they were made' },
  'retention.from.events': { zh: '發生之日', en: 'The day it happened' },
  'retention.from.notices': { zh: '閱讀之日', en: 'The day they were read' },
  'retention.from.sign_ins': { zh: '登入之日', en: 'The day of the sign-in' },
  'retention.from.unread_notices': { zh: '通知之日', en: 'The day they came' },
  'retention.how-long': { zh: '保存期限', en: 'Years kept' },
  'retention.law': { zh: '依據', en: 'Basis' },
  'retention.law.access_log': {
    zh: '個人資料保護法施行細則第 12 條；個人資料保護法第 30 條的請求期限是 5 年。',
    en: 'Article 12 of the enforcement rules of the Personal Data Protection Act; claims under its article 30 end after five years.',
  },
  'retention.law.codes': {
    zh: '個人資料保護法第 11 條：目的已經達成。',
    en: 'Article 11 of the Personal Data Protection Act: their purpose is served.',
  },
  'retention.law.events': {
    zh: '公務員懲戒法第 20 條最長的期限是 10 年。',
    en: 'Ten years is the longest limit of article 20 of the Public Functionaries Discipline Act.',
  },
  'retention.law.notices': {
    zh: '個人資料保護法第 11 條：目的已經達成。',
    en: 'Article 11 of the Personal Data Protection Act: their purpose is served.',
  },
  'retention.law.records': {
    zh: '各機關人事資料管理規則第 6 條。',
    en: 'Article 6 of the Regulations on Personnel Records of Government Agencies.',
  },
  'retention.law.sign_ins': {
    zh: '資通安全責任等級分級辦法：至少 6 個月。',
    en: 'At least six months by the Regulations on Levels of Cyber Security Responsibility.',
  },
  'retention.law.unread_notices': {
    zh: '本系統的規定：留職停薪的人回來時還看得到。',
    en: 'A rule of this system: whoever was on leave finds them on coming back.',
  },
  'retention.lead': {
    zh: '期滿後自動刪除。查閱、登入和稽核的紀錄整年一起刪除，所以可能多留到一年。刪除時只記下種類、日期和筆數。',
    en: 'After that it is deleted automatically. The logs go by whole calendar years, so an entry may stay up to a year longer. Of what is deleted only its kind, the date and the number remain.',
  },
  'retention.reach.logs': {
    zh: '紀錄至少保留 {years} 年。',
    en: 'Entries are kept at least this many years: {years}.',
  },
  'retention.reach.notices': {
    zh: '已讀的通知，從閱讀之日起保留 {years} 年。',
    en: 'What you have read is kept this many years from then: {years}.',
  },
  'retention.title': { zh: '紀錄保存期限', en: 'How long things are kept' },
  'retention.what': { zh: '種類', en: 'What' },
  'retention.what.access_log': { zh: '誰看過您的資料', en: 'Who looked at your data' },
  'retention.what.codes': { zh: '啟用帳號和恢復登入的代碼', en: 'Codes for activating and recovering an account' },
  'retention.what.events': { zh: '稽核紀錄：誰做了什麼', en: 'The audit log: who did what' },
  'retention.what.notices': { zh: '已讀的通知', en: 'Notices that were read' },
  'retention.what.records': {
    zh: '人事資料和每一次異動、校正申請、簽章',
    en: 'The record with every change, corrections, signatures',
  },
  'retention.what.sign_ins': { zh: '登入紀錄', en: 'Sign-in history' },
  'retention.what.unread_notices': { zh: '未讀的通知', en: 'Notices that nobody has read' },
  'retention.years': { zh: '{years} 年', en: '{years}' },
} as const satisfies Sentences
