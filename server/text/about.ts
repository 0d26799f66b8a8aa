import type { Sentences } from './sentences.ts'

export const about = {
  'about.accessibility.contact': {
    zh: '遇到用不了的地方，請告訴您學校的人事室或資訊人員，我們會當成錯誤處理。',
    en: 'Where something does not work for you, tell your HR office or ICT staff. It is treated as a fault.',
  },
  'about.accessibility.goal': {
    zh: '本站以 WCAG 2.2 AA（網站無障礙規範 115.11）為目標：可以只用鍵盤，可以放大到 400%，關閉 JavaScript 也能用（讀卡除外，那需要您電腦上的元件）。',
    en: 'This site aims at WCAG 2.2 AA: keyboard only, 400 % zoom, and no JavaScript needed (except for card readers, which need the component on your computer).',
  },
  'about.accessibility.known': { zh: '已知的不足', en: 'Known faults' },
  'about.accessibility.known-1': {
    zh: '讀卡元件開出的小視窗是元件廠商的畫面，我們無法改善它的無障礙。',
    en: 'The small window of the card component belongs to its maker; we cannot improve its accessibility.',
  },
  'about.accessibility.known-2': {
    zh: '上傳的證明文件是掃描檔，報讀軟體通常讀不出內容。',
    en: 'Evidence files are scans that screen readers usually cannot read.',
  },
  'about.accessibility.title': { zh: '無障礙聲明', en: 'Accessibility statement' },
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
