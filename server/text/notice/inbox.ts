import type { Sentences } from '../sentences.ts'

export const inbox = {
  'inbox.activated-by-card': {
    zh: '您的帳號啟用了，登入方式是自然人憑證。如果不是您做的，請馬上告訴人事室。',
    en: 'Your account was activated with a citizen card. If that was not you, tell the HR office at once.',
  },
  'inbox.activated-by-health_card': {
    zh: '您的帳號啟用了，登入方式是健保卡。如果不是您做的，請馬上告訴人事室。',
    en: 'Your account was activated with a health card. If that was not you, tell the HR office at once.',
  },
  'inbox.activated-by-phone': {
    zh: '您的帳號啟用了，登入方式是手機上的行動自然人憑證。如果不是您做的，請馬上告訴人事室。',
    en: 'Your account was activated with a phone. If that was not you, tell the HR office at once.',
  },
  'inbox.activated-by-password': {
    zh: '您的帳號啟用了，登入方式是帳號密碼。如果不是您做的，請馬上告訴人事室。',
    en: 'Your account was activated with a login name and password. If that was not you, tell the HR office at once.',
  },
  'inbox.all-read': { zh: '全部標為已讀', en: 'Mark all as read' },
  'inbox.empty': {
    zh: '這裡會列出給您的通知，例如申請的審查結果、要補的資料。現在沒有通知。',
    en: 'Notices for you are listed here, such as decisions on your requests or what you need to add. There are none now.',
  },
  'inbox.forgotten': {
    zh: '這則通知的內容已經不再使用。',
    en: 'The wording of this notice is no longer in use.',
  },
  'inbox.handle': { zh: '前往處理', en: 'Handle it' },
  'inbox.look': { zh: '查看', en: 'Look at it' },
  'inbox.read': { zh: '已讀', en: 'Read' },
  'inbox.role-given': {
    zh: '您現在負責{agency}的人事工作。',
    en: 'You now do the HR work of {agency}.',
  },
  'inbox.title': { zh: '通知', en: 'Inbox' },
  'inbox.unread': { zh: '未讀', en: 'Unread' },
} as const satisfies Sentences
