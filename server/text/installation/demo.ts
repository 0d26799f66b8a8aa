import type { Sentences } from '../sentences.ts'

/** What keeps the demonstration from starting. */
export const demo = {
  'demo.refused.option': {
    zh: '無法辨識這些選項（{said}）；可以用：{usage}',
    en: 'These options are not understood ({said}); there are: {usage}',
  },
  'demo.refused.port': {
    zh: '--{name} 必須是 0 到 65535 的整數。',
    en: '--{name} must be a whole number from 0 to 65535.',
  },
  'demo.refused.simulator': {
    zh: '模擬器 {name} 沒有啟動：{said}',
    en: 'The simulator {name} did not start: {said}',
  },
} as const satisfies Sentences
