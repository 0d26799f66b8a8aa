import type { LoginNameRefusal } from '../../domain/account/login-name.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const loginName = {
  'login-name.hint': {
    zh: '4 至 60 個英文字母、數字或 . _ - @，例如學校信箱。不分大小寫，請不要用身分證統一編號。',
    en: '4 to 60 letters, digits or . _ - @, for example your school e-mail address. Capitals make no difference. Not your ID number.',
  },
  'login-name.label': { zh: '帳號', en: 'Login name' },
  'login-name.refused.blank': { zh: '請輸入帳號。', en: 'Type a login name.' },
  'login-name.refused.id-number': {
    zh: '請不要用身分證統一編號當帳號，改用信箱或其他名稱。',
    en: 'Do not use an ID number as login name. Use an e-mail address or another name.',
  },
  'login-name.refused.length': {
    zh: '帳號要有 4 至 60 個字，請調整長度。',
    en: 'A login name has 4 to 60 characters.',
  },
  'login-name.refused.letters': {
    zh: '帳號只能用英文字母、數字和 . _ - @，而且以字母或數字開頭。',
    en: 'A login name has letters, digits and . _ - @ only, and begins with a letter or digit.',
  },
  'login-name.refused.taken': {
    zh: '這個帳號已經有人使用，請換一個。',
    en: 'This login name is taken. Choose another one.',
  },
} as const satisfies Record<LoginNameRefusal, Sentence> & Sentences
