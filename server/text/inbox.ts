import type { Sentences } from './sentences.ts'

export const inbox = {
  'inbox.role-given': {
    zh: '您現在負責{agency}的人事工作。',
    en: 'You now do the HR work of {agency}.',
  },
} as const satisfies Sentences
