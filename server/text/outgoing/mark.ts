import type { Mark } from '../../domain/outgoing/mark.ts'
import type { Sentence, Sentences } from '../sentences.ts'

/** What stands beside a value that leaves while it is disputed or under correction. */
export const mark = {
  'mark.asked': { zh: '校正申請中', en: 'correction under way' },
  'mark.disputed': { zh: '爭議中', en: 'disputed' },
  'mark.head': { zh: '爭議或校正申請中的欄位', en: 'Fields disputed or under correction' },
  'mark.of': { zh: '{field}（{mark}）', en: '{field} ({mark})' },
  'mark.on-paper': { zh: '［{mark}］', en: '[{mark}]' },
} as const satisfies Sentences & Record<`mark.${Mark}`, Sentence>
