import type { Purpose } from '../../domain/way.ts'
import type { Sentence, Sentences } from '../sentences.ts'

/** What a line is signed for. */
const purposes = {
  'signing-line.purpose.activation': { zh: '啟用帳號', en: 'to activate an account' },
  'signing-line.purpose.binding': { zh: '登記憑證', en: 'to register it here' },
  'signing-line.purpose.correction': { zh: '簽署校正申請', en: 'to sign a correction' },
  'signing-line.purpose.diagnosis': { zh: '測試簽章，不具效力', en: 'to try a signature, without any effect' },
  'signing-line.purpose.proof': { zh: '重新確認身分', en: 'to prove once more that it is you' },
  'signing-line.purpose.recovery': { zh: '重設密碼', en: 'to set a new password' },
  'signing-line.purpose.second-factor': { zh: '登入的第二道驗證', en: 'second factor for signing in' },
  'signing-line.purpose.sign-in': { zh: '登入', en: 'to sign in' },
} as const satisfies Record<`signing-line.purpose.${Purpose}`, Sentence>

export const signingLine = {
  ...purposes,
  'signing-line.card': { zh: '卡片會簽署什麼', en: 'What the card signs' },
  'signing-line.digits': {
    zh: '健保卡簽署的是由這一頁產生的 16 位數字：{digits}',
    en: 'The health card signs 16 digits made for this page: {digits}',
  },
  'signing-line.exactly': { zh: '逐字內容（含一次性號碼）', en: 'The exact text, with its one-time number' },
  'signing-line.for': { zh: '用途：{purpose}', en: 'Purpose: {purpose}' },
  'signing-line.once': {
    zh: '每次簽署的內容都不同，只能在這一頁使用一次。',
    en: 'The text is different each time and can be used once, on this page only.',
  },
  'signing-line.phone': { zh: '手機會簽署什麼', en: 'What the phone signs' },
  'signing-line.text': {
    zh: '內容：上面的全文（逐字內容裡有它的 SHA-256）',
    en: 'Text: all of the text above; its SHA-256 is in the exact text',
  },
  'signing-line.time': { zh: '時間：{time}', en: 'Time: {time}' },
  'signing-line.to': { zh: '網站：{origin}', en: 'Site: {origin}' },
} as const satisfies Sentences
