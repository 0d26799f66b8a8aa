import type { Sentences } from './sentences.ts'

export const layout = {
  'layout.acting-for': { zh: '目前代表機關', en: 'Acting for' },
  'layout.answered': { zh: '已重新連上本站。', en: 'This site answers again.' },
  'layout.demo': {
    zh: '示範站：人物與資料均屬虛構，不具效力',
    en: 'Demonstration: everything is invented.',
  },
  'layout.error-prefix': { zh: '有誤：', en: 'Error: ' },
  'layout.footer': { zh: '下方功能區塊', en: 'Footer' },
  'layout.goes-on': {
    zh: '剛才連不上本站。這一頁會自動再試，您不必做什麼；若一直如此，請檢查網路。',
    en: 'This site could not be reached just now. The page keeps trying by itself; if this stays, check your network.',
  },
  'layout.language': { zh: 'English', en: '中文' },
  'layout.main': { zh: '中央內容區塊', en: 'Main content' },
  'layout.menu': { zh: '選單', en: 'Menu' },
  'layout.menu-close': { zh: '關閉選單', en: 'Close menu' },
  'layout.nav': { zh: '上方功能區塊', en: 'Navigation' },
  'layout.new-tab': { zh: '（另開分頁）', en: ' (new tab)' },
  'layout.notice': {
    zh: '本系統之個人資料僅供必要之人事管理使用。誰看過您的資料、為了什麼，登入後隨時可以查看。',
    en: 'Personal data here serves necessary personnel work only. After signing in you can always see who looked at yours, and why.',
  },
  'layout.printed': { zh: '{name}列印，資料時間：{time}', en: 'Printed by {name}, as of {time}' },
  'layout.product': { zh: '人事櫃檯', en: 'Personnel Desk' },
  'layout.session-end': {
    zh: '若沒有操作，{time} 會自動登出。',
    en: 'Without any action you are signed out at {time}.',
  },
  'layout.session-extend': { zh: '延長登入', en: 'Stay signed in' },
  'layout.session-last': {
    zh: '{time} 會自動登出（登入時間已達上限，無法再延長）。',
    en: 'You are signed out at {time}; this sign-in has reached its longest time.',
  },
  'layout.sign-out': { zh: '登出', en: 'Sign out' },
  'layout.skip': { zh: '跳到主要內容', en: 'Skip to main content' },
  'layout.switch-agency': { zh: '切換', en: 'Switch' },
  'layout.unanswered': {
    zh: '連不上本站，清單沒有更新。請檢查網路後再試一次。',
    en: 'This site could not be reached, so the list is unchanged. Check your network and try again.',
  },
} as const satisfies Sentences
