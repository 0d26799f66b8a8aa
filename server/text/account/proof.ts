import type { Sentences } from '../sentences.ts'

export const proof = {
  'proof.card.text': {
    zh: '插入您登記過的卡片，輸入 PIN 碼。',
    en: 'Insert the card you registered and type its PIN.',
  },
  'proof.goes-on': {
    zh: '確認之後就會執行：{what}。若不是您要做的，請離開這一頁。',
    en: 'Once you have done so, this is carried out: {what}. If that is not what you want, leave this page.',
  },
  'proof.lead': {
    zh: '接下來的內容較為敏感，請重新確認身分，以免您離開座位時，別人用您的登入操作。',
    en: 'What follows is sensitive, so prove once more that it is you. Nobody else can do it from your screen while you are away.',
  },
  'proof.button': { zh: '確認', en: 'Confirm' },
  'proof.pressed.account': { zh: '變更您的帳號設定', en: 'a change of your account' },
  'proof.pressed.activation-code': { zh: '產生啟用碼', en: 'making an activation code' },
  'proof.pressed.agency-card': { zh: '登記或停用機關憑證', en: 'a change of the agency’s cards' },
  'proof.pressed.assignments': { zh: '登錄任職的最後一日', en: 'entering the last day of an assignment' },
  'proof.pressed.deputy': { zh: '變更代理', en: 'a change of who is deputy' },
  'proof.pressed.sensitive': { zh: '敏感資料權限', en: 'the right to sensitive data' },
  'proof.pressed.hr': { zh: '指定人事人員', en: 'naming HR staff' },
  'proof.pressed.lock': { zh: '鎖定您的帳號', en: 'locking your account' },
  'proof.pressed.person-account': { zh: '變更這位人員的帳號', en: 'a change of this person’s account' },
  'proof.pressed.recovery': { zh: '協助恢復登入', en: 'helping somebody sign in again' },
  'proof.pressed.removal': { zh: '移除您的一種登入方式', en: 'removing one of your ways to sign in' },
  'proof.pressed.sessions-end': { zh: '登出其他裝置', en: 'signing out other devices' },
  'proof.pressed.trust': { zh: '變更信任的憑證機構', en: 'a change of the certificate authorities that are trusted' },
  'proof.pressed.unsigned': { zh: '不簽章送出校正申請', en: 'sending your correction without a signature' },
  'proof.refused.other-account': {
    zh: '這張不是您登記的卡片。請用您自己登記的卡片，或改用密碼。',
    en: 'This is not the card you registered. Use your own card, or your password.',
  },
  'proof.title': { zh: '請重新確認身分', en: 'Prove once more that it is you' },
} as const satisfies Sentences
