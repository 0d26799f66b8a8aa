import type { Sentences } from '../sentences.ts'

export const signOut = {
  'sign-out.button': { zh: '登出', en: 'Sign out' },
  'sign-out.lead': {
    zh: '登出後，別人就不能用這臺電腦看您的資料。沒有送出的內容會留在草稿裡，不會遺失。',
    en: 'After that nobody can see your data on this computer. Drafts stay and are not lost.',
  },
  'sign-out.title': { zh: '要登出嗎？', en: 'Sign out?' },
} as const satisfies Sentences
