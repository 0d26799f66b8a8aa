import type { PastRefusal } from '../../domain/record/past.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const past = {
  'past.day': { zh: '哪一天', en: 'Day' },
  'past.differences': { zh: '{since}到{day}的變動', en: 'Changes from {since} to {day}' },
  'past.label': { zh: '某一天的資料', en: 'The record on a day' },
  'past.lead': {
    zh: '可以看某一天結束時登錄的資料，或比較兩天之間改了什麼。',
    en: 'See what was in the record at the end of a day, or what changed between two days.',
  },
  'past.no-differences': { zh: '這兩天之間沒有變動。', en: 'Nothing changed between these two days.' },
  'past.nothing': { zh: '到那一天還沒有登錄資料。', en: 'Nothing had been entered by that day.' },
  'past.refused.future': {
    zh: '還沒到的日子沒有資料，請填今天或以前的日期。',
    en: 'That day is still to come. Type today or an earlier day.',
  },
  'past.refused.order': {
    zh: '要比較的日子應該早於「哪一天」。',
    en: 'The day to compare with must come before “Day”.',
  },
  'past.show': { zh: '查看這一天', en: 'Show' },
  'past.since': { zh: '和哪一天比較', en: 'Compare with an earlier day' },
  'past.whole': { zh: '{day}登錄的資料', en: 'What was in the record on {day}' },
} as const satisfies Sentences & Record<PastRefusal, Sentence>
