import type { PastRefusal } from '../../domain/record/past.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const past = {
  'past.day': { zh: '日期', en: 'Day' },
  'past.differences': { zh: '{since}到{day}的變動', en: 'Changes from {since} to the end of {day}' },
  'past.grounds': { zh: '當時的依據', en: 'What it rested on then' },
  'past.label': { zh: '某日的資料', en: 'The record on a day' },
  'past.lead': {
    zh: '可以查看某日結束時登錄的資料，或從某日起的變動。',
    en: 'See what was in the record at the end of a day, or what changed from a day on.',
  },
  'past.no-differences': { zh: '這段期間沒有變動。', en: 'Nothing changed in these days.' },
  'past.nothing': { zh: '到那一天還沒有登錄資料。', en: 'Nothing had been entered by that day.' },
  'past.refused.future': {
    zh: '還沒到的日子沒有資料，請填今天或以前的日期。',
    en: 'That day is still to come. Type today or an earlier day.',
  },
  'past.refused.order': {
    zh: '起日不能晚於「日期」。',
    en: 'This day must not come after “Day”.',
  },
  'past.show': { zh: '查看這一天', en: 'Show' },
  'past.since': { zh: '從這一天起的變動', en: 'Changes since' },
  'past.without-sensitive': {
    zh: '不含敏感類別，那些要逐項開啟。',
    en: 'Without the sensitive sections, which are opened one by one.',
  },
  'past.whole': { zh: '{day}登錄的資料', en: 'What was in the record on {day}' },
} as const satisfies Sentences & Record<PastRefusal, Sentence>
