import type { PasswordRefusal } from '../../domain/account/password.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const password = {
  'password.again': { zh: '再輸入一次新密碼', en: 'New password again' },
  'password.change.button': { zh: '更改密碼', en: 'Change password' },
  'password.change.title': { zh: '設定新密碼', en: 'Set a new password' },
  'password.changed': {
    zh: '密碼已更改，其他裝置上的登入都已結束。',
    en: 'The password is changed; sign-ins on other devices have ended.',
  },
  'password.current': { zh: '目前的密碼', en: 'Current password' },
  'password.hint': {
    zh: '至少 12 個字，最多 128 個字；可以是一句話，可以有空格和中文。不必混用大小寫或符號。',
    en: '12 to 128 characters. It may be a phrase, with spaces. No need to mix capitals or signs.',
  },
  'password.must-change': {
    zh: '這個密碼是別人替您設定的，或已經不再安全。請先設定只有您知道的新密碼，再繼續。',
    en: 'This password was set by somebody else or is no longer safe. Set a new one that only you know, then go on.',
  },
  'password.new': { zh: '新密碼', en: 'New password' },
  'password.over': {
    zh: '您的機關規定密碼要定期更換，這個密碼已到期。請先設定新密碼，再繼續。',
    en: 'Your agency asks for a new password from time to time, and this one has expired. Set a new one, then go on.',
  },
  'password.refused.again': {
    zh: '兩次輸入的密碼不一樣，請再輸入一次。',
    en: 'The two passwords differ. Type them again.',
  },
  'password.refused.blank': { zh: '請輸入密碼。', en: 'Type a password.' },
  'password.refused.busy': {
    zh: '現在有很多人同時送出密碼，新的密碼還沒有存。請過幾秒再輸入並送出一次。',
    en: 'Many people are sending passwords just now, so the new one was not kept yet. Type it and send it again in a few seconds.',
  },
  'password.refused.common': {
    zh: '這個密碼太常見，容易猜到，請換一個。',
    en: 'This password is very common and easy to guess. Choose another one.',
  },
  'password.refused.current': {
    zh: '目前的密碼輸入錯誤，請再輸入一次。',
    en: 'The current password is wrong. Type it again.',
  },
  'password.refused.long': {
    zh: '密碼最多 128 個字，請縮短。',
    en: 'A password has at most 128 characters. Make it shorter.',
  },
  'password.refused.own-data': {
    zh: '密碼裡不能有帳號、姓名、身分證統一編號、生日或學校名稱，別人猜得到。',
    en: 'The password must not hold your login name, name, ID number, birthday or school: others can guess them.',
  },
  'password.refused.pattern': {
    zh: '密碼不能只是連續或重複的字，例如 abcdef 或 121212。',
    en: 'A password must be more than a run or a repetition, such as abcdef or 121212.',
  },
  'password.refused.short': {
    zh: '密碼至少要有 12 個字，請加長。',
    en: 'A password has at least 12 characters. Make it longer.',
  },
  'password.refused.used-before': {
    zh: '這是您最近 5 個密碼之一，請換一個沒有用過的。',
    en: 'This is one of your last five passwords. Choose one that you have not used.',
  },
} as const satisfies Record<PasswordRefusal, Sentence> & Sentences
