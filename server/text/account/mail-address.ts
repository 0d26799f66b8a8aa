import type { Sentences } from '../sentences.ts'

export const mailAddress = {
  'mail-address.button': { zh: '確認這個信箱', en: 'Confirm this mailbox' },
  'mail-address.confirmed': {
    zh: '信箱已確認。忘記密碼時，重設密碼的連結可以寄到這裡。',
    en: 'The mailbox is confirmed. If the password is forgotten, a link to set a new one can be sent to it.',
  },
  'mail-address.confirmed-title': { zh: '公務信箱已確認', en: 'Work e-mail confirmed' },
  'mail-address.lead': {
    zh: '按下按鈕，表示這是您在人事櫃檯使用的公務信箱。之後忘記密碼，重設密碼的連結會寄到這裡。',
    en: 'Press the button if this is your work e-mail at the Personnel Desk. If you forget your password, the link to set a new one goes to it.',
  },
  'mail-address.mail.asked': {
    zh: '有人在人事櫃檯把這個信箱填成自己的公務信箱。若是您本人，請在 24 小時內開啟這個連結，按下頁面上的按鈕：',
    en: 'Somebody entered this mailbox as their work e-mail at the Personnel Desk. If it was you, open this link within 24 hours and press the button on the page:',
  },
  'mail-address.mail.changed': {
    zh: '您在人事櫃檯的公務信箱已改為別的信箱，重設密碼的連結不會再寄到這裡。',
    en: 'Your work e-mail at the Personnel Desk was changed to another one. Links to reset the password are no longer sent here.',
  },
  'mail-address.mail.changed-subject': {
    zh: '人事櫃檯：公務信箱已變更',
    en: 'Personnel Desk: your work e-mail was changed',
  },
  'mail-address.mail.not-me': {
    zh: '若是您本人所改，不需要做任何事。若不是，請立即登入，到「我的帳號」按「這不是我」；無法登入時，請立即致電人事室。',
    en: 'If it was you, do nothing. If not, sign in at once and press “This was not me” in your account; if you cannot sign in, call the HR office at once.',
  },
  'mail-address.mail.otherwise': {
    zh: '若不是您，不需要做任何事，也請不要按按鈕。',
    en: 'If it was not you, do nothing, and do not press the button.',
  },
  'mail-address.mail.subject': { zh: '人事櫃檯：確認公務信箱', en: 'Personnel Desk: confirm your work e-mail' },
  'mail-address.otherwise': {
    zh: '若不是您填的，請不要按，關閉這一頁即可。',
    en: 'If you did not enter it there, do not press it; just close this page.',
  },
  'mail-address.refused.changed': {
    zh: '這個連結寄出以後，人事資料裡的公務信箱又改過了，所以這次沒有確認。請登入後到「我的帳號」，寄一個新的連結。',
    en: 'The work e-mail in the record was changed after this link was sent, so nothing was confirmed. Sign in and send a new link from your account.',
  },
  'mail-address.refused.link': {
    zh: '這個連結已經失效，或已經用過。信箱尚未確認時，請登入後到「我的帳號」再寄一次。',
    en: 'This link has expired or was already used. If the mailbox is not confirmed yet, sign in and send another one from your account.',
  },
  'mail-address.refused.not-sent': {
    zh: '目前無法寄信，信箱尚未確認。請過幾分鐘再寄一次；仍無法寄出時，請告知系統管理者。',
    en: 'The letter could not be sent, so the mailbox is not confirmed. Try again in some minutes; if it goes on, tell the administrator.',
  },
  'mail-address.refused.unreachable': {
    zh: '信寄不到這個公務信箱，所以沒有寄出確認的連結。請檢查地址，在「我的資料」改正後再寄一次。',
    en: 'Letters do not arrive at this work e-mail, so no link was sent. Check the address, correct it in your record and send the link again.',
  },
  'mail-address.refused.wait': {
    zh: '已經寄了好幾封，請在 {time} 以後再寄。也請看看垃圾郵件。',
    en: 'Several letters were sent. Send another one after {time}, and look among the spam.',
  },
  'mail-address.send': { zh: '寄出確認的連結', en: 'Send the link to confirm it' },
  'mail-address.send-again': { zh: '再寄一次', en: 'Send it again' },
  'mail-address.sent': {
    zh: '確認的連結已經寄到這個公務信箱，{time} 以前有效。請到信箱開啟連結，按下按鈕。確認以前，重設密碼的連結不會寄到這裡。',
    en: 'The link to confirm it was sent to this work e-mail and works until {time}. Open it there and press the button. Until then no link to reset the password is sent there.',
  },
  'mail-address.title': { zh: '確認公務信箱', en: 'Confirm your work e-mail' },
  'mail-address.to-account': { zh: '前往我的帳號', en: 'Go to my account' },
  'mail-address.unconfirmed': {
    zh: '這個公務信箱是用您的帳號改的，還沒有確認。確認以前，重設密碼的連結不會寄到這裡。若不是您改的，請不要寄，並按上面的「這不是我」。',
    en: 'This work e-mail was changed with your account and is not confirmed yet. Until then no link to reset the password is sent there. If that was not you, do not send it; press “This was not me” above.',
  },
  'mail-address.unreachable': {
    zh: '信寄不到這個公務信箱。請檢查地址，並在「我的資料」改正；改正以前，通知和重設密碼的連結都寄不到您那裡。',
    en: 'Letters do not arrive at this work e-mail. Check the address and correct it in your record; until then neither news nor links to reset the password reach you there.',
  },
} as const satisfies Sentences
