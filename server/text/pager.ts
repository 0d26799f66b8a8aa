import type { Sentences } from './sentences.ts'

export const pager = {
  'pager.all': { zh: '共 {count} 筆', en: '{count} entries' },
  'pager.all-more': { zh: '超過 {count} 筆', en: 'More than {count} entries' },
  'pager.found': { zh: '找到 {count} 筆。', en: '{count} found.' },
  'pager.found-more': { zh: '找到超過 {count} 筆。', en: 'More than {count} found.' },
  'pager.found-none': { zh: '沒有找到符合的資料。', en: 'Nothing was found.' },
  'pager.label': { zh: '換頁', en: 'Pages' },
  'pager.next': { zh: '下一頁', en: 'Next' },
  'pager.of': { zh: '第 {page} 頁，共 {pages} 頁，{count} 筆', en: 'Page {page} of {pages}, {count} entries' },
  'pager.of-more': { zh: '第 {page} 頁，超過 {count} 筆', en: 'Page {page}, more than {count} entries' },
  'pager.previous': { zh: '上一頁', en: 'Previous' },
} as const satisfies Sentences
