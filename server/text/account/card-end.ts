import type { Sentences } from '../sentences.ts'

export const cardEnd = {
  'card-end.button': { zh: '知道了，繼續', en: 'I know, go on' },
  'card-end.card': { zh: '登記另一張卡', en: 'Register another card' },
  'card-end.lead': {
    zh: '您的自然人憑證到{day}為止，之後不能再用來登入和簽章。',
    en: 'Your citizen card is valid until {day}. After that you can neither sign in nor sign with it.',
  },
  'card-end.no-other-way': {
    zh: '這個帳號現在沒有別的登入方式。卡片到期以後，要拿人事室給的代碼才能登入，所以請先設定密碼或登記另一張卡。',
    en: 'Nothing else opens this account now. Once the card has ended you would need a code from HR, so set a password or register another card first.',
  },
  'card-end.other-way': {
    zh: '這個帳號還有別的登入方式，卡片到期後仍可登入。',
    en: 'You have another way to sign in, which still works once the card has expired.',
  },
  'card-end.password': { zh: '設定密碼', en: 'Set a password' },
  'card-end.phone': { zh: '登記手機', en: 'Register a phone' },
  'card-end.phone-lead': {
    zh: '您手機裡的自然人憑證到{day}為止，之後不能再用來登入和簽章。',
    en: 'The certificate in your phone is valid until {day}. After that you can neither sign in nor sign with it.',
  },
  'card-end.phone-no-other-way': {
    zh: '這個帳號現在沒有別的登入方式。憑證到期以後，要拿人事室給的代碼才能登入，所以請先設定密碼或登記一張卡。',
    en: 'Nothing else opens this account now. Once the certificate has ended you would need a code from HR, so set a password or register a card first.',
  },
  'card-end.phone-other-way': {
    zh: '這個帳號還有別的登入方式，憑證到期後仍可登入。',
    en: 'You have another way to sign in, which still works once the certificate has expired.',
  },
  'card-end.phone-renew': {
    zh: '請在到期前，用「行動自然人憑證」App 重新註冊綁定，再用手機登入一次。如果說手機沒有登記，用別的方式登入後，到「我的帳號」登記手機。',
    en: 'Before that day, register and bind the phone again in the app, and sign in with it once. If it says that the phone is not registered, sign in another way and register it in your account.',
  },
  'card-end.phone-title': { zh: '您手機裡的憑證快到期了', en: 'The certificate in your phone expires soon' },
  'card-end.renew': {
    zh: '請到內政部憑證管理中心的網站展期，或帶身分證到戶政事務所換發。新卡第一次登入時重新確認身分，就會取代舊卡。',
    en: 'Extend it on the site of MOICA, or have a new one issued at a household registration office with your ID card. A new card takes the place of the old one when you first sign in with it and prove once more who you are.',
  },
  'card-end.title': { zh: '您的自然人憑證快到期了', en: 'Your citizen card expires soon' },
} as const satisfies Sentences
