import type { Sentences } from '../sentences.ts'

export const session = {
  'session.extended': { zh: '已經延長', en: 'You stay signed in' },
  'session.extended-lead': {
    zh: '沒有操作的話，{time} 才會登出。可以關掉這一頁，回到剛才的頁面繼續。',
    en: 'Without any action you are now signed out at {time}. Close this page and go on where you were.',
  },
} as const satisfies Sentences
