import type { Sentences } from '../sentences.ts'

export const proof = {
  'proof.card.text': {
    zh: '插入您登記過的卡片，輸入 PIN 碼。',
    en: 'Insert the card you registered and type its PIN.',
  },
  'proof.goes-on': {
    zh: '確認之後，就會完成您剛才按下的動作。不要繼續的話，請離開這一頁。',
    en: 'Once you have done so, what you were about to do is carried out. To leave it undone, leave this page.',
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
