import type { Sentences } from '../sentences.ts'

export const inbox = {
  'inbox.all-read': { zh: '全部標為已讀', en: 'Mark all as read' },
  'inbox.empty': {
    zh: '這裡會列出給您的通知，例如申請的審查結果、要補正的申請。現在沒有通知。',
    en: 'Notices for you are listed here, such as decisions on your corrections or what you need to add. There are none now.',
  },
  'inbox.forgotten': {
    zh: '這則通知的內容已經不再使用。',
    en: 'The wording of this notice is no longer in use.',
  },
  'inbox.handle': { zh: '前往處理', en: 'Open' },
  'inbox.look': { zh: '查看', en: 'Look at it' },
  'inbox.read': { zh: '已讀', en: 'Read' },
  'inbox.title': { zh: '通知', en: 'Inbox' },
  'inbox.unread': { zh: '未讀', en: 'Unread' },
} as const satisfies Sentences
