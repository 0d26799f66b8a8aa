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
  'proof.lead-more': {
    zh: '接下來的操作不能單憑密碼。請用您登記過的其他方式確認身分。',
    en: 'A password alone is not enough for what follows. Prove that it is you by another way you registered.',
  },
  'proof.more.help': {
    zh: '人事室也能協助您恢復登入；用人事室給的代碼設定新密碼後，就可以設定其他方式。',
    en: 'HR can also let you in again: once you have set a new password by their code, you can set up another way.',
  },
  'proof.more.help-link': { zh: '恢復登入的方式', en: 'Ways back to an account' },
  'proof.more.kept': {
    zh: '您送出的內容保留 {minutes} 分鐘：{what}。請在另一個分頁設定，再回到這一頁繼續，不必重填。',
    en: 'What you sent is kept for {minutes} minutes: {what}. Set one up in another tab, then come back to this page and go on; nothing has to be typed again.',
  },
  'proof.more.kept-link': { zh: '已設定，繼續', en: 'Done; go on' },
  'proof.more.new-way': {
    zh: '您最近移除過一種登入方式。{days} 天內，以下操作不能單憑密碼，以免知道密碼的人先移除您的登入方式再操作。請先登記新的卡片或手機，再回來操作。',
    en: 'You removed a way to sign in lately. For {days} days this cannot be done by password alone, so that nobody who knows the password gains by removing it. Register a new card or phone first; then come back.',
  },
  'proof.more.none-at-hand': { zh: '手邊沒有時', en: 'If you do not have it at hand' },
  'proof.more.none-at-hand-text': {
    zh: '可以登記另一張卡片或另一支手機。',
    en: 'You can register another card or phone.',
  },
  'proof.more.stronger-way': {
    zh: '您的機關規定，以下操作不能單憑密碼。請先設定下面的其中一種，再回來操作。',
    en: 'Your agency does not allow this by password alone. Set up one of these first; then come back.',
  },
  'proof.more.title': { zh: '單憑密碼不能繼續', en: 'A password alone is not enough' },
  'proof.only-password': {
    zh: '您的帳號只有密碼。登記卡片、手機或通行金鑰，或設定第二道驗證，帳號會更安全。',
    en: 'Your account has a password only. A card, a phone, a passkey or a second factor makes it safer.',
  },
  'proof.only-password-link': { zh: '到「我的帳號」設定', en: 'Set one up on “My account”' },
  'proof.button': { zh: '確認', en: 'Confirm' },
  'proof.pressed.account': { zh: '變更您的帳號設定', en: 'a change of your account' },
  'proof.pressed.activation-code': { zh: '產生啟用碼', en: 'making an activation code' },
  'proof.pressed.agency': { zh: '變更機關的設定', en: 'a change of the agency’s rules' },
  'proof.pressed.agency-card': { zh: '登記或停用機關憑證', en: 'a change of the agency’s cards' },
  'proof.pressed.assignments': { zh: '登錄任職的最後一日', en: 'entering the last day of an assignment' },
  'proof.pressed.batch': { zh: '整批作業', en: 'a batch' },
  'proof.pressed.comparison': { zh: '下載比對結果', en: 'the file of a comparison' },
  'proof.pressed.copy': { zh: '製作您的人事資料複本', en: 'making a copy of your record' },
  'proof.pressed.code-table': { zh: '變更代碼表', en: 'a change of a code table' },
  'proof.pressed.decision': { zh: '校正申請的決定', en: 'a decision on a correction' },
  'proof.pressed.deputy': { zh: '變更代理', en: 'a change of who is deputy' },
  'proof.pressed.exemption': { zh: '檢誤的免處理', en: 'leaving a finding as it is' },
  'proof.pressed.sensitive': { zh: '敏感資料權限', en: 'the right to sensitive data' },
  'proof.pressed.export': { zh: '匯出', en: 'an export' },
  'proof.pressed.hr': { zh: '指定人事人員', en: 'naming HR staff' },
  'proof.pressed.lock': { zh: '鎖定您的帳號', en: 'locking your account' },
  'proof.pressed.person-account': { zh: '變更這位人員的帳號', en: 'a change of this person’s account' },
  'proof.pressed.paper': { zh: '製作履歷表', en: 'making a résumé form' },
  'proof.pressed.record-lock': { zh: '變更資料鎖定', en: 'a change of what is locked' },
  'proof.pressed.recovery': { zh: '協助恢復登入', en: 'helping somebody sign in again' },
  'proof.pressed.removal': { zh: '移除您的一種登入方式', en: 'removing one of your ways to sign in' },
  'proof.pressed.sessions-end': { zh: '登出其他裝置', en: 'signing out other devices' },
  'proof.pressed.trust': { zh: '變更信任的憑證機構', en: 'a change of the certificate authorities that are trusted' },
  'proof.pressed.unsigned': { zh: '不簽章送出校正申請', en: 'sending your correction without a signature' },
  'proof.refused.other-account': {
    zh: '這張不是您登記的卡片。請用您自己登記的卡片，或改用其他方式。',
    en: 'This is not the card you registered. Use your own card, or another way.',
  },
  'proof.title': { zh: '請重新確認身分', en: 'Prove once more that it is you' },
} as const satisfies Sentences
