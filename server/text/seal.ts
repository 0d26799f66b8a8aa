import type { Sentences } from './sentences.ts'

export const seal = {
  'seal.refused': { zh: '簽章無效', en: 'Signature invalid' },
  'seal.undecided': { zh: '待驗證', en: 'Not yet verified' },
  'seal.verified': { zh: '已簽章確認', en: 'Signed and verified' },
} as const satisfies Sentences
