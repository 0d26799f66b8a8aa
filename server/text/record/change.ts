import type { Sentences } from '../sentences.ts'

export const change = {
  'change.add': { zh: '增', en: 'Added' },
  'change.change': { zh: '改', en: 'Changed' },
  'change.delete': { zh: '刪', en: 'Deleted' },
} as const satisfies Sentences
