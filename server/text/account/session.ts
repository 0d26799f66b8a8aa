import type { Sentences } from '../sentences.ts'

export const session = {
  'session.back': {
    zh: '您已經登入。請關閉這一頁，回到剛才的頁面繼續；那一頁上填好的內容可以照常送出。',
    en: 'You are signed in. Close this page and go on where you were; what you filled in there can be sent as usual.',
  },
  'session.ended': {
    zh: '您先前的登入已經結束，可能是放置過久，或已在別處登出。請重新登入。',
    en: 'Your earlier sign-in has ended: it was left for too long, or it was signed out elsewhere. Sign in again.',
  },
  'session.ended-idle': {
    zh: '因為一段時間沒有操作，您已在 {time} 自動登出。請重新登入。',
    en: 'You were signed out at {time} because nothing was done for a while. Sign in again.',
  },
  'session.ended-idle-kept': {
    zh: '因為一段時間沒有操作，您已在 {time} 自動登出。剛才送出的內容還在，請在 15 分鐘內用同一個帳號登入，就可以再送一次。',
    en: 'You were signed out at {time} because nothing was done for a while. What you sent is kept: sign in to the same account within 15 minutes to send it again.',
  },
  'session.ended-longest': {
    zh: '登入時間已達上限，您已在 {time} 自動登出。請重新登入。',
    en: 'You were signed out at {time}, when your sign-in reached its longest time. Sign in again.',
  },
  'session.ended-longest-kept': {
    zh: '登入時間已達上限，您已在 {time} 自動登出。剛才送出的內容還在，請在 15 分鐘內用同一個帳號登入，就可以再送一次。',
    en: 'You were signed out at {time}, when your sign-in reached its longest time. What you sent is kept: sign in to the same account within 15 minutes to send it again.',
  },
  'session.extended': { zh: '已延長登入', en: 'You stay signed in' },
  'session.extended-lead': {
    zh: '若沒有操作，{time} 才會自動登出。請關閉這一頁，回到剛才的頁面繼續；那一頁上的時間要到下一次換頁才會更新。',
    en: 'Without any action you are now signed out at {time}. Close this page and go on where you were; the time shown there changes with the next page.',
  },
  'session.extended-said': { zh: '已延長登入，{time} 才會自動登出。', en: 'You stay signed in until {time}.' },
  'session.gone': {
    zh: '您已經登出，可能是在另一個分頁或裝置。這一頁若有還沒送出的內容，請先複製下來，再重新登入。',
    en: 'You are signed out, perhaps in another tab or on another device. Copy what you typed on this page before you sign in again.',
  },
  'session.last-lead': {
    zh: '{time} 會自動登出。登入時間已達上限，無法再延長；請在那之前儲存或送出。',
    en: 'You are signed out at {time}. This sign-in has reached its longest time and cannot be extended; save or send before then.',
  },
  'session.near': {
    zh: '再過不到兩分鐘，{time} 就會自動登出。',
    en: 'You will be signed out in less than two minutes, at {time}.',
  },
  'session.near-last': {
    zh: '再過不到兩分鐘，{time} 就會自動登出。登入時間已達上限，無法再延長，請現在儲存或送出。',
    en: 'You will be signed out in less than two minutes, at {time}. This sign-in has reached its longest time and cannot be extended: save or send now.',
  },
  'session.not-extended': {
    zh: '連不上本站，尚未延長登入。請檢查網路後再按一次。',
    en: 'This site could not be reached, so your sign-in was not extended. Check your network and press again.',
  },
  'session.over': {
    zh: '登入已經結束。這一頁若有填好的內容，請照常送出，並在 15 分鐘內重新登入，內容還在；檔案和密碼要重新填選。',
    en: 'Your sign-in has ended. If you filled in this page, send it as usual and sign in again within 15 minutes: what you typed is kept, but for files and passwords.',
  },
  'session.title': { zh: '登入時間', en: 'Your sign-in' },
} as const satisfies Sentences
