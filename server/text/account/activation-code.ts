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
  'activation-letter.choose': {
    zh: '選擇以後怎麼登入：{ways}。',
    en: 'Choose how you sign in from then on: {ways}.',
  },
  'activation-letter.once': {
    zh: '啟用碼只能用一次。請不要把這封信交給別人；用過就可以丟掉。',
    en: 'The code works once. Do not hand this letter to anybody; throw it away when you are done.',
  },
  'activation-letter.open': {
    zh: '用電腦或手機的瀏覽器開啟 {url}',
    en: 'Open {url} in the browser of a computer or phone',
  },
  'activation-letter.title': {
    zh: '{agency}人事櫃檯帳號啟用通知',
    en: 'Activate your account at the Personnel Desk of {agency}',
  },
  'activation-letter.type': {
    zh: '輸入上面的啟用碼、您的姓名和身分證統一編號末四碼。',
    en: 'Type the code above, your name and the last four of your ID number.',
  },
  'activation-letter.until': { zh: '有效到', en: 'Valid until' },
  'activation-letter.whom': {
    zh: '有問題，或啟用碼過期了，請找{whom}。',
    en: 'If something is unclear, or the code is over, ask {whom}.',
  },
  'activation-way.card': { zh: '自然人憑證', en: 'citizen card' },
  'activation-way.health_card': { zh: '健保卡', en: 'health card' },
  'activation-way.password': { zh: '自己設定的帳號密碼', en: 'a login name and password of your own' },
  'activation-way.phone': { zh: '手機（行動自然人憑證）', en: 'phone (mobile certificate)' },
} as const satisfies Sentences
