import type { Sentences } from '../sentences.ts'

export const administration = {
  'administration.title': { zh: '讀卡與登入的狀況', en: 'How signing in goes' },
} as const satisfies Sentences
