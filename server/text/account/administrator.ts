import type { Sentences } from '../sentences.ts'

export const administrator = {
  'administrator.link': {
    zh: '請在 {until} 以前開啟這個連結設定新密碼；只能用一次，不會登入。第二道驗證會關閉，所有管理者都收到通知。',
    en: 'Open this link before {until} and set a new password. It works once and does not sign in. The second factor is turned off, and all administrators are told.',
  },
  'administrator.refused.nobody': {
    zh: '還沒有系統管理者。請啟動服務，用它印出的設定連結建立第一位。',
    en: 'There is no administrator yet. Start the service and use the set-up link that it prints.',
  },
  'administrator.refused.not-one': {
    zh: '這不是系統管理者的帳號。用 administrator list 看有哪些；其他人請帶證件到人事室。',
    en: 'This is not the account of an administrator. See administrator list; everybody else goes to the HR office.',
  },
  'administrator.refused.state': {
    zh: '這個帳號還沒有啟用，或已經註銷，不能重設密碼。',
    en: 'This account was never activated, or is closed, so there is no password to reset.',
  },
} as const satisfies Sentences
