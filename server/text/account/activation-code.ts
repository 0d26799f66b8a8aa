import type { Sentences } from '../sentences.ts'

export const activationCode = {
  'activation-code.expires': {
    zh: '{time} 以前有效，只能用一次。新的啟用碼一產生，舊的就失效。',
    en: 'It works once, until {time}. A newer code ends it.',
  },
  'activation-code.how': {
    zh: '請本人開啟 {url}，輸入這個啟用碼，再選擇以後怎麼登入：{ways}。',
    en: 'The owner opens {url}, types this code, and then chooses how to sign in: {ways}.',
  },
  'activation-code.label': { zh: '啟用碼', en: 'Activation code' },
  'activation-code.once': {
    zh: '啟用碼只顯示這一次，離開這一頁就看不到了。請列印或抄下來，親手交給本人；不要用郵件或通訊軟體傳送。',
    en: 'The code is shown only now. Print it or write it down and hand it to its owner; do not send it by mail or chat.',
  },
} as const satisfies Sentences
