import type { ExtensionRefusal } from '../../domain/correction/deadline.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const deadline = {
  'deadline.refused.extended-already': {
    zh: '這件申請已經延長過一次，依法不能再延長。',
    en: 'This correction has been extended once; the law allows no second extension.',
  },
  'deadline.refused.extension-length': {
    zh: '延長的天數須為 1 至 30 天。',
    en: 'An extension is 1 to 30 days long.',
  },
} as const satisfies Sentences & Record<ExtensionRefusal, Sentence>
