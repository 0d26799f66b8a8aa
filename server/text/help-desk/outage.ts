import type { Sentences } from '../sentences.ts'

export const outage = {
  'outage.button': { zh: '公告', en: 'Publish' },
  'outage.lead': {
    zh: '某種登入方式不能用的時候，在這裡寫原因和預計恢復的時間，登入頁會顯示。恢復後請清空。',
    en: 'When a way to sign in does not work, say why and until when; the sign-in page shows it. Clear it when it works again.',
  },
  'outage.refused.too-long': {
    zh: '公告最多 {max} 個字，請寫短一點。',
    en: 'A notice has at most {max} characters. Make it shorter.',
  },
  'outage.title': { zh: '登入方式的公告', en: 'Notices on sign-in' },
} as const satisfies Sentences
