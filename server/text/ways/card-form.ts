import type { Sentences } from '../sentences.ts'

export const cardForm = {
  'card-form.no-script': {
    zh: '卡片要由瀏覽器與讀卡元件溝通，需要 JavaScript，現在沒有開啟。請開啟 JavaScript 後重新整理這一頁，或改用不需要卡片的方式。',
    en: 'The browser talks to the card component by JavaScript, which is off. Turn it on and reload this page, or use a way that needs no card.',
  },
  'card-form.open': { zh: '在新分頁開啟 {address}', en: 'Open {address} in a new tab' },
  'card-form.opening': {
    zh: '正在開啟元件的小視窗，請勿關閉。',
    en: 'Opening the component’s small window; leave it open.',
  },
  'card-form.pin': { zh: 'PIN 碼', en: 'PIN' },
  'card-form.pin-blank': { zh: '請輸入 PIN 碼。', en: 'Type the PIN.' },
  'card-form.pin-shape': {
    zh: 'PIN 碼只有英文字母和數字，請再看一次。',
    en: 'A PIN has letters and digits only. Look again.',
  },
  'card-form.sending': { zh: '正在送出，請稍候。', en: 'Sending; one moment.' },
  'card-form.signing': { zh: '卡片正在簽章，請不要抽出卡片。', en: 'The card is signing; leave it in the reader.' },
} as const satisfies Sentences
