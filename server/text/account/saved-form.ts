import type { Sentences } from '../sentences.ts'

export const savedForm = {
  'saved-form.button': { zh: '把剛才的內容再送出', en: 'Send it again' },
  'saved-form.go-on': { zh: '繼續', en: 'Go on' },
  'saved-form.go-on-lead': {
    zh: '接著會完成您剛才按下的動作。如果沒有自動繼續，請按下面的按鈕。',
    en: 'What you were about to do is carried out now. If it does not go on by itself, use the button.',
  },
  'saved-form.go-on-title': { zh: '已確認是您本人', en: 'You proved that it is you' },
  'saved-form.lead': {
    zh: '您送出時登入已經結束，內容沒有遺失。確認是您要送的，再按一次。檔案和密碼不會保留，需要時請重新選取。',
    en: 'Your sign-in had ended when you sent this; nothing you typed is lost. Send it again if you still want to. Files and passwords are not kept.',
  },
  'saved-form.lead-for-proof': {
    zh: '這份表單需要先確認是您本人，還沒有送出。要繼續，請按下面的按鈕；否則離開這一頁即可。',
    en: 'This form was not sent: you have to prove first that it is you. Use the button to go on, or just leave this page.',
  },
  'saved-form.lead-otherwise': {
    zh: '這份表單您先前已經送出並完成，這一次的內容與當時不同，還沒有處理。要另外新增一筆，請按下面的按鈕；要更正先前送出的內容，請到那一筆資料修改。',
    en: 'You sent this form before, and it was carried out. What you sent now has other contents and was not carried out yet. Use the button to send it as well; to correct what you sent before, open that entry.',
  },
  'saved-form.title': { zh: '剛才沒送出的內容還在', en: 'What you sent is still here' },
} as const satisfies Sentences
