import type { Sentences } from '../sentences.ts'

export const failure = {
  'failure.by-cause': { zh: '依原因', en: 'By cause' },
  'failure.cause': { zh: '原因', en: 'Cause' },
  'failure.chart': {
    zh: '最近 {days} 天每天失敗次數的長條圖，共 {count} 次，最多的是 {day}，{max} 次。',
    en: 'Bars of failures on each of the last {days} days, {count} in all; most on {day}: {max}.',
  },
  'failure.chart-of': {
    zh: '{cause}：最近 {days} 天共 {count} 次，最多的是 {day}，{max} 次。',
    en: '{cause}: {count} in the last {days} days; most on {day}: {max}.',
  },
  'failure.count': { zh: '次數', en: 'Count' },
  'failure.day': { zh: '日期', en: 'Day' },
  'failure.empty': {
    zh: '這段期間沒有失敗。登入或檢查失敗時，原因、元件版本、瀏覽器和系統會計在這裡，不記是誰。',
    en: 'No failures. Causes, component versions, browsers and systems are counted here, never people.',
  },
  'failure.lead': {
    zh: '最近 {days} 天登入和檢查失敗 {count} 次。只計次數，不記是誰。',
    en: '{count} failures of sign-in and checks in the last {days} days. Counted without people.',
  },
  'failure.most': { zh: '最常見的原因，每天的次數', en: 'The most frequent causes, day by day' },
  'failure.of-cause': { zh: '共 {count} 次，最多的是 {day}，{max} 次', en: '{count}; most on {day}: {max}' },
  'failure.per-day': { zh: '每天的次數', en: 'Count of each day' },
  'failure.place': { zh: '在哪裡', en: 'Where' },
  'failure.place.diagnosis': { zh: '檢查', en: 'Card check' },
  'failure.place.sign-in': { zh: '登入', en: 'Sign-in' },
  'failure.title': { zh: '登入失敗的原因', en: 'Why sign-in fails' },
} as const satisfies Sentences
