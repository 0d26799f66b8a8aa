import type { Sentences } from '../sentences.ts'

export const activationLetter = {
  'activation-letter.choose': {
    zh: '選擇以後怎麼登入：{ways}。',
    en: 'Choose how you sign in from then on: {ways}.',
  },
  'activation-letter.once': {
    zh: '啟用碼只能用一次。請不要把這封信交給別人；用過後請銷毀。',
    en: 'The code works once. Do not hand this letter to anybody; destroy it when you are done.',
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
    zh: '有疑問或啟用碼已過期時，請洽{whom}。',
    en: 'If something is unclear, or the code has expired, ask {whom}.',
  },
} as const satisfies Sentences
