import type { Sentences } from './sentences.ts'

export const framed = {
  'framed.not-now': {
    zh: '要先完成另一個步驟，才能看這份文件。重新開啟整頁就會帶您過去。',
    en: 'Another step comes first. Open the whole page, and it leads you there.',
  },
  'framed.sign-in': {
    zh: '登入已經結束。重新開啟整頁，登入後會回到這裡。',
    en: 'Your session is over. Open the whole page; after signing in you come back to it.',
  },
  'framed.title': { zh: '這份文件沒有開啟', en: 'This file was not opened' },
  'framed.whole': { zh: '重新開啟整頁', en: 'Open the whole page' },
} as const satisfies Sentences
