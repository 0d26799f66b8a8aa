import type { Sentences } from '../sentences.ts'

export const challenge = {
  'challenge.refused.early': {
    zh: '系統的時間調整過，先前開啟的這一頁已經失效。頁面已更新，請再做一次。',
    en: 'The clock of the system was set back, so the page is no longer valid. It is fresh now: try again.',
  },
  'challenge.refused.late': {
    zh: '這一頁開啟超過 5 分鐘，為了安全已經失效。頁面已更新，請再輸入 PIN 碼一次。',
    en: 'The page was open for more than five minutes and is no longer valid. It is fresh now: type the PIN again.',
  },
  'challenge.refused.other-browser': {
    zh: '這個簽章來自另一個瀏覽器，或瀏覽器擋下了 cookie。請允許本站的 cookie，在這一頁再做一次。',
    en: 'The signature comes from another browser, or the browser blocks cookies. Allow them for this site and try again on this page.',
  },
  'challenge.refused.other-origin': {
    zh: '這個簽章是在另一個網址做的，本站不接受。請確認網址列是貴機關公布的網址，再做一次。',
    en: 'The signature was made for another address, so it is refused. Check that the address above is the one your agency announced, and try again.',
  },
  'challenge.refused.other-purpose': {
    zh: '這個簽章是為別的用途做的，不能用在這裡。請在這一頁再做一次。',
    en: 'The signature was made for another purpose and cannot be used here. Try again on this page.',
  },
  'challenge.refused.other-text': {
    zh: '簽章之後申請內容變了，這個簽章簽的是先前的內容。請再看一次內容，重新簽章。',
    en: 'The request changed after it was signed; the signature covers the earlier text. Read it again and sign again.',
  },
  'challenge.refused.replay': {
    zh: '這個簽章已經用過，每個簽章只能用一次。請再輸入 PIN 碼，重新簽章。',
    en: 'This signature was used before, and each can be used only once. Type the PIN again for a new one.',
  },
  'challenge.refused.unknown': {
    zh: '簽的不是這一頁剛發出的內容，可能在途中遭更改。請在這一頁再做一次；再次出現時，請告知人事室。',
    en: 'What was signed is not what this page sent; it may have been changed on the way. Try again, and tell the HR office if it happens again.',
  },
} as const satisfies Sentences
