import type { Sentences } from './sentences.ts'

export const about = {
  'about.keys.c': { zh: '中央內容區塊', en: 'Main content' },
  'about.keys.how': {
    zh: '按 Alt 加字母；Firefox 按 Shift＋Alt 加字母；Mac 按 Control＋Option 加字母。',
    en: 'Alt and the letter; in Firefox Shift+Alt; on a Mac Control+Option.',
  },
  'about.keys.s': { zh: '網站導覽', en: 'Site map' },
  'about.keys.title': { zh: '快速鍵', en: 'Access keys' },
  'about.keys.u': { zh: '上方功能區塊', en: 'Navigation' },
  'about.keys.z': { zh: '下方功能區塊', en: 'Footer' },
  'about.sitemap.title': { zh: '網站導覽', en: 'Site map' },
} as const satisfies Sentences
