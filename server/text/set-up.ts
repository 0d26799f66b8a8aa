import type { Sentences } from './sentences.ts'

export const setUp = {
  'set-up.account': { zh: '登入用的帳號和密碼', en: 'Login name and password' },
  'set-up.button': { zh: '建立管理者並登入', en: 'Create the administrator and sign in' },
  'set-up.duties': {
    zh: '管理者建立機關，並替每個機關指定第一位人事人員；看不到任何人的人事資料。',
    en: 'The administrator creates the agencies and names the first HR officer of each, and sees no personnel record.',
  },
  'set-up.lead': {
    zh: '這個人事櫃檯還沒有人使用。請先建立第一位系統管理者，通常就是您自己。',
    en: 'Nobody uses this desk yet. Begin with the first administrator, usually yourself.',
  },
  'set-up.once': {
    zh: '這個連結只能用一次。完成後它就失效，這一頁也不再出現。',
    en: 'This link works once. When you are done it ends, and this page does not come back.',
  },
  'set-up.password': { zh: '密碼', en: 'Password' },
  'set-up.password-again': { zh: '再輸入一次密碼', en: 'Password again' },
  'set-up.person': { zh: '管理者是誰', en: 'Who the administrator is' },
  'set-up.refused.done': {
    zh: '系統已經設定完成，這個連結不能再用。請直接登入。',
    en: 'The system is set up and this link has ended. Sign in instead.',
  },
  'set-up.refused.unknown': {
    zh: '這個設定連結有誤，或已經換了新的。請使用伺服器最近一次啟動時印出的連結。',
    en: 'This set-up link is wrong or was replaced. Use the one that the server printed when it last started.',
  },
  'set-up.title': { zh: '第一次設定', en: 'First set-up' },
} as const satisfies Sentences
