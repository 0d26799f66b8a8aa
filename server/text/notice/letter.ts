import type { Sentences } from '../sentences.ts'

/** Letters about one's account. They name nobody, so that whoever reads a mailbox learns nothing else. */
export const letter = {
  'letter.code': {
    zh: '人事室產生了一個代碼，可以重設您在人事櫃檯的密碼，15 分鐘有效。',
    en: 'HR made a code that resets your password at the Personnel Desk, good for 15 minutes.',
  },
  'letter.idle': {
    zh: '您已很久沒有登入人事櫃檯。兩個星期內若仍未登入，帳號會停用，須請人事室恢復。',
    en: 'You have not signed in to the Personnel Desk for long. Unless you do within two weeks, your account is suspended until HR opens it again.',
  },
  'letter.new-device': {
    zh: '剛剛有人從您沒用過的瀏覽器登入您在人事櫃檯的帳號。',
    en: 'Somebody just signed in to your account at the Personnel Desk from a browser you had not used before.',
  },
  'letter.otherwise': {
    zh: '若不是您本人，請登入後到「我的帳號」按「這不是我」；無法登入時，請立即致電人事室。',
    en: 'If that was not you, sign in and press “This was not me” in your account; if you cannot, call the HR office at once.',
  },
  'letter.password': {
    zh: '您在人事櫃檯的密碼剛剛更改，其他登入都已結束。',
    en: 'Your password at the Personnel Desk was just changed, and other sign-ins ended.',
  },
  'letter.reopened': {
    zh: '您在人事櫃檯的帳號已恢復使用。',
    en: 'Your account at the Personnel Desk was opened again.',
  },
  'letter.second-factor-off': {
    zh: '您在人事櫃檯帳號的第二道驗證剛剛關閉。',
    en: 'The second factor of your account at the Personnel Desk was just turned off.',
  },
  'letter.subject': { zh: '人事櫃檯：您的帳號', en: 'Personnel Desk: your account' },
  'letter.way-added': {
    zh: '您在人事櫃檯的帳號登記了一種新的登入方式。',
    en: 'A new way to sign in was registered for your account at the Personnel Desk.',
  },
  'letter.way-blocked': {
    zh: '人事室停用了您在人事櫃檯的一種登入方式。',
    en: 'HR stopped one of your ways to sign in to the Personnel Desk.',
  },
} as const satisfies Sentences
