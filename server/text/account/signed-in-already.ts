import type { Sentences } from '../sentences.ts'

export const signedInAlready = {
  'signed-in-already.go-on': { zh: '以{name}的身分繼續', en: 'Go on as {name}' },
  'signed-in-already.lead': {
    zh: '這一頁是在您登入以前開啟的。這個瀏覽器現在是以{name}的身分登入，剛才的內容沒有送出。',
    en: 'This page was opened before you signed in. This browser is signed in as {name} now; what you sent was not carried out.',
  },
  'signed-in-already.other': {
    zh: '這一頁是在另一次登入時開啟的。這個瀏覽器現在是以{name}的身分登入，為了不以別人的身分送出，剛才的內容沒有送出。按瀏覽器的「上一頁」可以看到剛才填的內容。',
    en: 'This page was opened under another sign-in. This browser is signed in as {name} now; what you sent was not carried out, so that it is not sent in the name of somebody else. Go back to see what you typed.',
  },
  'signed-in-already.sign-out': { zh: '登出，換人登入', en: 'Sign out, to sign in as somebody else' },
  'signed-in-already.title': { zh: '您已經登入', en: 'You are signed in already' },
} as const satisfies Sentences
