import type { Sentences } from './sentences.ts'

export const nav = {
  'nav.access-log': { zh: '誰看過', en: 'Who looked' },
  'nav.accessibility': { zh: '無障礙聲明', en: 'Accessibility' },
  'nav.account': { zh: '我的帳號', en: 'My account' },
  'nav.agencies': { zh: '機關與人員', en: 'Agencies' },
  'nav.corrections': { zh: '校正申請', en: 'Corrections' },
  'nav.home': { zh: '首頁', en: 'Home' },
  'nav.inbox': { zh: '通知', en: 'Inbox' },
  'nav.inbox-unread': { zh: '通知（{count} 則未讀）', en: 'Inbox ({count} unread)' },
  'nav.people': { zh: '人員', en: 'People' },
  'nav.record': { zh: '我的資料', en: 'My record' },
  'nav.review': { zh: '審查', en: 'Review' },
  'nav.sign-in': { zh: '登入', en: 'Sign in' },
  'nav.sitemap': { zh: '網站導覽', en: 'Site map' },
  'nav.trust': { zh: '憑證機構', en: 'Authorities' },
} as const satisfies Sentences
