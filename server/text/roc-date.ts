import type { RocDateRefusal } from '../domain/roc-date.ts'
import type { Sentence, Sentences } from './sentences.ts'

export const rocDate = {
  'roc-date.refused.ambiguous': {
    zh: '無法辨識這串數字。請用斜線分開並填民國年，例如 115/11/30。',
    en: 'These digits cannot be read. Type the ROC date with slashes, for example 115/11/30.',
  },
  'roc-date.refused.blank': {
    zh: '請填日期，例如 115/11/30。',
    en: 'Type the date, for example 115/11/30.',
  },
  'roc-date.refused.confirm': {
    zh: '您填的「{typed}」可能是民國 {proposal}，已經代為填入。請核對後再送出。',
    en: '“{typed}” may be ROC {proposal}, which is filled in now. Check it and send the form again.',
  },
  'roc-date.refused.far-future': {
    zh: '這個年份太遠，可能多打或少打一個數字。請用斜線分開並填民國年，例如 115/11/30。',
    en: 'This year is too far away; a digit may be missing or one too many. Type the ROC date with slashes, for example 115/11/30.',
  },
  'roc-date.refused.no-such-day': {
    zh: '這個月份沒有這一天，請再看一次日期。',
    en: 'That month has no such day. Check the date.',
  },
  'roc-date.refused.no-such-month': {
    zh: '月份須為 1 至 12。',
    en: 'The month must be 1 to 12.',
  },
  'roc-date.refused.no-such-year': {
    zh: '年份要從民國 1 年算起，請再看一次。',
    en: 'The year must be ROC 1 or later. Check it.',
  },
  'roc-date.refused.six-digits': {
    zh: '只填數字時請填 7 位，年份不足 3 位前面補 0，例如 0891130。',
    en: 'With digits only, type seven, the year with three digits, for example 0891130.',
  },
  'roc-date.refused.unreadable': {
    zh: '無法辨識這個日期。請填民國年月日，例如 115/11/30。',
    en: 'This date cannot be read. Type ROC year, month and day, for example 115/11/30.',
  },
  'roc-date.refused.western-year': {
    zh: '無法辨識這個年份。請填民國年，例如 115；西元 2026 年是民國 115 年。',
    en: 'This year cannot be read. Type the ROC year, for example 115; the year 2026 is ROC 115.',
  },
} as const satisfies Sentences & Record<RocDateRefusal, Sentence>
