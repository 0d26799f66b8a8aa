import type { Sentences } from '../sentences.ts'

export const recovery = {
  'recovery.again': { zh: '再看一次', en: 'Check again' },
  'recovery.ask-button': { zh: '請另一位確認', en: 'Ask the second person' },
  'recovery.ask-lead': {
    zh: '同仁本人帶證件到人事室，才能辦理。您提出後，由人事主管或另一位人事人員確認；確認後您產生代碼，當場交給本人。每一步都有紀錄，本人會收到通知。',
    en: 'Only while the person is here with an ID document. You ask, the chief or another officer confirms, then you make the code and hand it over at once. Each step is kept, and the person is told.',
  },
  'recovery.ask-lead-above': {
    zh: '這位同仁辦人事工作，在自己的人事室沒有別人能幫忙時，由您提出。請當面核對證件；另一位確認後您產生代碼，當場交給本人。每一步都有紀錄，本人會收到通知。',
    en: 'This colleague does HR work; where nobody at their own office can help, you ask. Check their ID face to face; when a second person has confirmed, make the code and hand it over at once. Each step is kept, and the person is told.',
  },
  'recovery.ask-title': { zh: '重設密碼的代碼', en: 'Recovery code' },
  'recovery.asked-by': { zh: '提出的人', en: 'Asked by' },
  'recovery.asked-title': { zh: '{name}的重設密碼代碼', en: 'Recovery code for {name}' },
  'recovery.asked-until': { zh: '期限', en: 'Valid until' },
  'recovery.below': { zh: '協助人事人員登入', en: 'Help HR staff sign in again' },
  'recovery.below-empty': {
    zh: '這裡會列出無法登入時由您協助的人事人員：所屬機關的，或指定您為第二位審查人的機關的。',
    en: 'HR staff whom you help when they cannot sign in would be here: those of the agencies below, or of one that named you second reviewer.',
  },
  'recovery.below-lead': {
    zh: '人事人員無法登入，而人事室沒有其他人可以協助時，由您恢復帳號，或提出重設密碼的代碼。',
    en: 'When HR staff cannot sign in and nobody at their office can help, you open their accounts again or ask for a recovery code.',
  },
  'recovery.card': { zh: '用卡片', en: 'With your card' },
  'recovery.card-button': { zh: '用卡片證明', en: 'Prove it with the card' },
  'recovery.card-lead': {
    zh: '插入您登記過的自然人憑證，輸入 PIN 碼，接著設定新密碼。',
    en: 'Insert the citizen card you registered, type its PIN, then set a new password.',
  },
  'recovery.card-text': {
    zh: '若登記過自然人憑證，可以立即設定新密碼。',
    en: 'If you registered a citizen card, you can set a new password right away.',
  },
  'recovery.code': { zh: '用人事室的代碼', en: 'With a code from HR' },
  'recovery.code-button': { zh: '下一步', en: 'Next' },
  'recovery.code-hand': {
    zh: '請當場交給{name}，由本人開啟 {url} 輸入。代碼只顯示這一次。',
    en: 'Hand it to {name} now, who opens {url} and types it. It is shown only this once.',
  },
  'recovery.code-hint': { zh: '10 個字，例如 ABCDE-FGHJK。', en: 'Ten characters, like ABCDE-FGHJK.' },
  'recovery.code-label': { zh: '代碼', en: 'Code' },
  'recovery.code-text': {
    zh: '帶證件到人事室，兩位人事人員核對後給您一個代碼，15 分鐘內有效。',
    en: 'Take an ID document to the HR office. Two of them check it and give you a code that works for 15 minutes.',
  },
  'recovery.code-until': { zh: '{time} 以前有效，只能用一次。', en: 'It works once, until {time}.' },
  'recovery.confirm-button': { zh: '確認', en: 'Confirm' },
  'recovery.confirm-lead': {
    zh: '請先向提出的人確認：同仁本人在場，證件也看過了，再按「確認」。有疑慮就不要確認。',
    en: 'Make sure with the asker that the person is there and the document was seen. If in doubt, do not confirm.',
  },
  'recovery.confirmed-by': { zh: '確認的人', en: 'Confirmed by' },
  'recovery.done': {
    zh: '密碼已重設，所有裝置上的登入都結束了。請用帳號 {loginName} 和新密碼登入。',
    en: 'The password is reset and all sign-ins have ended. Sign in as {loginName} with the new password.',
  },
  'recovery.lead': {
    zh: '忘記密碼時，選一種方式證明是您本人，再設定新密碼。',
    en: 'If the password is forgotten, prove in one of these ways that it is you, then set a new one.',
  },
  'recovery.lost-card': { zh: '卡片或手機遺失、損壞或換了新的', en: 'Card or phone lost, broken or replaced' },
  'recovery.lost-card-text': {
    zh: '卡片遺失時，請先向發卡機關辦理停用，再用別的方式登入，到「我的帳號」移除那張卡片。換了新卡，直接用新卡登入就能登記。',
    en: 'If a card is lost, have its issuer suspend it, sign in another way, and remove it in your account. With a new card just sign in, and it is registered.',
  },
  'recovery.lost-hr-text': {
    zh: '無法登入時，請致電您機關的人事室：不需要證件，就可以立即停用。之後帶證件去領重設密碼的代碼，就能恢復登入。',
    en: 'If you cannot sign in, call the HR office of your agency: without any document they stop it at once. Then show your ID there and get a recovery code to sign in again.',
  },
  'recovery.lost-phone-text': {
    zh: '手機遺失時，請用別的方式登入，到「我的帳號」移除那支手機。換了新手機，先在 App 重新綁定行動自然人憑證；仍無法登入時，用別的方式登入後登記新手機。',
    en: 'If a phone is lost, sign in another way and remove it in your account. On a new phone bind the mobile certificate in the app again; if that does not sign you in, sign in another way and register the new phone.',
  },
  'recovery.lost-health-card': { zh: '健保卡遺失、損壞或換了新卡', en: 'Health card lost, broken or replaced' },
  'recovery.lost-health-card-text': {
    zh: '健保卡遺失時，請先向健保署辦理停用（電話 {healthCardPhone}），再用別的方式登入，到「我的帳號」移除那張卡片；也可以請人事室移除。換了新卡，用別的方式登入後登記新卡，舊卡就不能再登入。',
    en: 'If your health card is lost, have the health insurance administration stop it (telephone {healthCardPhone}), sign in another way and remove it in your account; HR can remove it too. With a new card, sign in another way and register it; the old one then stops working.',
  },
  'recovery.mail': { zh: '用公務信箱', en: 'With your work e-mail' },
  'recovery.mail-button': { zh: '寄出連結', en: 'Send the link' },
  'recovery.mail-sent': {
    zh: '如果有這個帳號，而且人事資料裡有確認過的公務信箱，連結已經寄出，30 分鐘有效；15 分鐘內重複申請不會再寄，請使用先前的信。未收到時，請改用其他方式。',
    en: 'If there is such an account and its record has a confirmed work e-mail, a link is on its way. It works for 30 minutes; if you ask again within 15 minutes, no new letter is sent: use the one before. If nothing comes, use another way.',
  },
  'recovery.mail-text': {
    zh: '我們寄一個連結到您人事資料裡的公務信箱。自己改過的信箱，要先確認過才會寄。',
    en: 'We send a link to the work e-mail in your record. One that you changed yourself must have been confirmed before.',
  },
  'recovery.mail.subject': { zh: '人事櫃檯：重設密碼', en: 'Personnel Desk: reset your password' },
  'recovery.mail.asked': {
    zh: '有人要重設您在人事櫃檯的密碼。若是您本人，請在 30 分鐘內開啟這個連結：',
    en: 'Somebody wants to reset your password at the Personnel Desk. If it was you, open this link within 30 minutes:',
  },
  'recovery.mail.otherwise': {
    zh: '若不是您，不需要做任何事；密碼沒有改變。',
    en: 'If not, do nothing; the password has not changed.',
  },
  'recovery.make-button': { zh: '產生代碼', en: 'Make the code' },
  'recovery.new-lead': {
    zh: '請在 15 分鐘內設定。設定後所有裝置都會登出，再用新密碼登入。',
    en: 'You have 15 minutes. All devices are signed out; then sign in with the new password.',
  },
  'recovery.no-account': {
    zh: '這位同仁的帳號還沒有啟用，或已經停用，不能重設密碼。',
    en: 'This account is not active, so there is no password to reset.',
  },
  'recovery.none-of-these': {
    zh: '以上方式都不適用時，請帶證件到人事室，人事室會協助您恢復登入。',
    en: 'If none of these works, show your ID at the HR office. They can always let you in again.',
  },
  'recovery.phone': { zh: '用手機憑證', en: 'With your phone certificate' },
  'recovery.phone-lead': {
    zh: '輸入身分證統一編號，在您登記過的手機上確認，接著設定新密碼。',
    en: 'Type your ID number, confirm on the phone you registered, then set a new password.',
  },
  'recovery.phone-text': {
    zh: '若登記過行動自然人憑證，在手機上確認後，可以立即設定新密碼。',
    en: 'If you registered a phone certificate, confirm on the phone and set a new password right away.',
  },
  'recovery.purpose': { zh: '協助恢復登入', en: 'Help with signing in again' },
  'recovery.refused.card': {
    zh: '這張卡片沒有登記，不能用來重設密碼。請用別的方式；換了新卡，請用登入頁的卡片登入。',
    en: 'This card is not registered, so it cannot reset a password. Use another way; if it is a renewed card, sign in with it on the sign-in page.',
  },
  'recovery.refused.code': {
    zh: '代碼、姓名或末四碼不符，或代碼已經失效。請再檢查一次；錯 5 次就要請人事室重新產生代碼。',
    en: 'Code, name and last four do not agree, or the code has expired. Look again; after five wrong tries HR has to make another.',
  },
  'recovery.refused.code-shape': {
    zh: '代碼是 10 個英文字母或數字。',
    en: 'A code has ten characters.',
  },
  'recovery.refused.has-office': {
    zh: '這位同仁的人事室有別人可以恢復帳號，請由他們處理。',
    en: 'Colleagues of their own HR office can open the account again; leave it to them.',
  },
  'recovery.refused.link': {
    zh: '這個連結已經失效，或已經用過。請重新索取。',
    en: 'This link has expired or was already used. Ask for another one.',
  },
  'recovery.refused.not-held': {
    zh: '這個帳號現在沒有鎖定或停用，不需要恢復。',
    en: 'This account is neither locked nor suspended, so it need not be opened.',
  },
  'recovery.refused.not-yours': {
    zh: '這件事不是由您確認。',
    en: 'This is not for you to confirm.',
  },
  'recovery.refused.over': {
    zh: '超過時間，或已經用過了，請重新開始。',
    en: 'The time is up, or it was used. Start again.',
  },
  'recovery.refused.own': {
    zh: '自己的帳號要由別人確認。',
    en: 'For your own account somebody else confirms.',
  },
  'recovery.refused.same-person': {
    zh: '提出和確認必須是不同的人。',
    en: 'Asking and confirming takes two people.',
  },
  'recovery.refused.seen': {
    zh: '請先當面核對證件，再勾選。',
    en: 'Check the document face to face, then tick the box.',
  },
  'recovery.refused.phone': {
    zh: '這支手機的憑證沒有登記，不能用來重設密碼。請用別的方式。',
    en: 'The certificate of this phone is not registered, so it cannot reset a password. Use another way.',
  },
  'recovery.refused.state': {
    zh: '這個帳號目前不能使用，重設密碼也不能登入。請向人事室查詢。',
    en: 'This account cannot be used now; a new password would not help. Ask the HR office.',
  },
  'recovery.reopen-button': { zh: '恢復帳號', en: 'Open the account' },
  'recovery.reopen-hint': { zh: '2 到 200 個字。', en: '2 to 200 characters.' },
  'recovery.reopen-lead': {
    zh: '這個帳號鎖定或停用了，要先恢復。請先和這位同仁的機關確認能不能恢復；恢復後要換新密碼。',
    en: 'This account is locked or suspended and has to be opened first. Ask the agency whether it may be; a new password is asked for then.',
  },
  'recovery.reopen-reason': { zh: '恢復的理由', en: 'Reason for opening it' },
  'recovery.reopen-title': { zh: '恢復{name}的帳號', en: 'Open the account of {name}' },
  'recovery.seen': {
    zh: '同仁本人在這裡，我看過身分證件',
    en: 'The person is here and I have seen an ID document',
  },
  'recovery.state.asked': { zh: '等另一位確認', en: 'Waits for the second person' },
  'recovery.state.confirmed': { zh: '已確認，可以產生代碼', en: 'Confirmed; the code can be made' },
  'recovery.state.label': { zh: '進度', en: 'Progress' },
  'recovery.state.made': { zh: '代碼已產生', en: 'The code was made' },
  'recovery.state.over': { zh: '已結束', en: 'Over' },
  'recovery.title': { zh: '無法登入', en: 'Cannot sign in' },
  'recovery.to-sign-in': { zh: '回到登入', en: 'Back to sign-in' },
  'recovery.ways': { zh: '設定新密碼', en: 'Set a new password' },
} as const satisfies Sentences
