import type { Sentences } from '../sentences.ts'

export const change = {
  'change.add': { zh: '增', en: 'Added' },
  'change.change': { zh: '改', en: 'Changed' },
  'change.delete': { zh: '刪', en: 'Deleted' },
  'change.new': { zh: '改為：', en: 'New: ' },
  'change.old': { zh: '原為：', en: 'Old: ' },
} as const satisfies Sentences
