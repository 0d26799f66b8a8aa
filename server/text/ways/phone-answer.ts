import type { Sentences } from '../sentences.ts'

export const phoneAnswer = {
  'phone-answer.refused.over': {
    zh: '內政部的頁面送回的結果，不是本站正在等的，或已經用過、超過時間了。請回登入頁重新開始。',
    en: 'What the ministry’s page sent back is not waited for here, was used before, or came too late. Start again on the sign-in page.',
  },
} as const satisfies Sentences
