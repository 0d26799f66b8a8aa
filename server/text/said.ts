import type { Sentences } from './sentences.ts'

/** What a page says at its top, once, about what came before it. */
export const said = {
  'said.answered': {
    zh: '這一份先前已經送出，未重複執行。',
    en: 'This was sent already; it was not done again.',
  },
  'said.correction-sent': {
    zh: '這份申請在 {time} 已經送出，這一次沒有再送。以下是現在的情形。',
    en: 'This correction was sent at {time} already and was not sent again. This is how it stands now.',
  },
  'said.correction-withdrawn': {
    zh: '這份申請在 {time} 已經撤回，這一次沒有再做。',
    en: 'This correction was withdrawn at {time} already; nothing was done this time.',
  },
  'said.decided-by-you': {
    zh: '您在 {time} 已經決定這份申請，這一次沒有再做。',
    en: 'You decided this correction already at {time}; nothing was done this time.',
  },
  'said.form-sent': {
    zh: '您在 {time} 已經送出這份表單，這一次沒有再做一遍。以下是當時的結果。',
    en: 'You sent this form already at {time}; it was not carried out again. This is what came of it.',
  },
  'said.signed-in-already': {
    zh: '您已經在這個瀏覽器登入，不必再登入一次。',
    en: 'You are signed in already in this browser; there is no need to do it again.',
  },
} as const satisfies Sentences
