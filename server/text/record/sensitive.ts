import type { Sentences } from '../sentences.ts'

/** Giving HR officers the right to sensitive data. */
export const sensitive = {
  'sensitive.change': { zh: '修改', en: 'Change' },
  'sensitive.give': { zh: '給予', en: 'Give' },
  'sensitive.has': { zh: '有', en: 'Yes' },
  'sensitive.has-not': { zh: '沒有', en: 'No' },
  'sensitive.label': { zh: '敏感資料權限', en: 'Right to sensitive data' },
  'sensitive.lead': {
    zh: '有這個權限的人事人員可以處理敏感類別和受保護的地址。人事主管本來就有。改了立即生效。',
    en: 'HR officers with this right work with sensitive sections and protected addresses. The HR chief has it anyway. Changes hold at once.',
  },
  'sensitive.none': { zh: '這個機關沒有其他人事人員。', en: 'This agency has no other HR officers.' },
  'sensitive.right': { zh: '權限', en: 'Right' },
  'sensitive.take': { zh: '收回', en: 'Take back' },
  'sensitive.title': { zh: '敏感資料權限：{name}', en: 'Right to sensitive data: {name}' },
} as const satisfies Sentences
