import type { Sentences } from '../sentences.ts'

export const proof = {
  'proof.card.text': {
    zh: '插入您登記過的卡片，輸入 PIN 碼。',
    en: 'Insert the card you registered and type its PIN.',
  },
  'proof.lead': {
    zh: '接下來的內容比較敏感，請再證明一次是您本人。離開座位時，別人就不能用您的登入做這件事。',
    en: 'What follows is sensitive, so prove once more that it is you. Nobody else can do it from your screen while you are away.',
  },
  'proof.button': { zh: '確認', en: 'Confirm' },
  'proof.refused.other-account': {
    zh: '這張不是您登記的卡片。請用您自己登記的卡片，或改用密碼。',
    en: 'This is not the card you registered. Use your own card, or your password.',
  },
  'proof.title': { zh: '請再證明一次身分', en: 'Prove once more that it is you' },
} as const satisfies Sentences
