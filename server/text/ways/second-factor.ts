import type { Sentences } from '../sentences.ts'

export const secondFactor = {
  'second-factor.app': { zh: '驗證 App', en: 'Authenticator app' },
  'second-factor.ask': {
    zh: '密碼正確。請再輸入驗證 App 上的 6 位數字，或一個備用碼。',
    en: 'The password is right. Now type the six digits of your authenticator app, or a spare code.',
  },
  'second-factor.ask-either': {
    zh: '密碼正確。請再用您的通行金鑰，或輸入驗證 App 上的 6 位數字，或一個備用碼。',
    en: 'The password is right. Now use your passkey, or type the six digits of your authenticator app, or a spare code.',
  },
  'second-factor.ask-passkey': {
    zh: '密碼正確。請再用您的通行金鑰，或輸入一個備用碼。',
    en: 'The password is right. Now use your passkey, or type a spare code.',
  },
  'second-factor.asked': {
    zh: '您的帳號權限較高，以密碼登入時須再通過第二道驗證。請先設定，再繼續。',
    en: 'You can see other people’s data, so a password alone is not enough. Set one of these up and go on.',
  },
  'second-factor.asked-card': { zh: '用卡片登入就不需要。', en: 'Signing in by card needs none.' },
  'second-factor.asked-more': {
    zh: '您登記過其他方式：用它確認身分就可以繼續，這次不必設定。手邊沒有時，請人事主管或系統管理者協助恢復登入。',
    en: 'You registered another way: prove that it is you by that and go on; nothing needs to be set up now. If you do not have it at hand, ask the HR chief or an administrator to let you in again.',
  },
  'second-factor.asked-more-link': { zh: '用登記過的方式確認身分', en: 'Prove it by a way you registered' },
  'second-factor.begin': { zh: '設定驗證 App', en: 'Set up an authenticator app' },
  'second-factor.code': { zh: '驗證碼', en: 'Code' },
  'second-factor.code-hint': {
    zh: 'App 每 30 秒換一次；備用碼是 10 個字，例如 ABCDE-FGHJK。',
    en: 'The app changes it every 30 seconds; a spare code has ten characters, like ABCDE-FGHJK.',
  },
  'second-factor.confirm': { zh: '開啟第二道驗證', en: 'Turn the second factor on' },
  'second-factor.is-on': {
    zh: '已經開啟：用密碼登入時，還要下面的其中一種。',
    en: 'It is on: after the password, one of these is asked for.',
  },
  'second-factor.first-code-hint': {
    zh: 'App 加入後顯示的 6 位數字。',
    en: 'The six digits the app shows once it has been added.',
  },
  'second-factor.lead': {
    zh: '開啟後，用密碼登入還要驗證 App 的數字或通行金鑰，別人知道密碼也無法登入。用卡片登入不受影響。',
    en: 'Once on, a password also needs the digits of an app or a passkey, so a known password lets nobody in. Signing in by card stays as it is.',
  },
  'second-factor.lost': { zh: '手機、裝置和備用碼都不在手邊', en: 'No phone, device or spare code at hand' },
  'second-factor.no-password': {
    zh: '您的帳號沒有密碼，不需要驗證 App。',
    en: 'Your account has no password, so it needs no app.',
  },
  'second-factor.off-button': { zh: '移除驗證 App', en: 'Remove the app' },
  'second-factor.off-lead': {
    zh: '換手機時，先移除，再用新手機設定一次。',
    en: 'For a new phone, remove it and set it up again there.',
  },
  'second-factor.on': { zh: '{time} 開啟。', en: 'On since {time}.' },
  'second-factor.passkeys': { zh: '您有 {count} 個通行金鑰', en: 'Your passkeys: {count}' },
  'second-factor.qr': { zh: '給驗證 App 掃描的 QR 碼', en: 'QR code for the authenticator app' },
  'second-factor.refused.code': {
    zh: '數字錯誤。請確認手機的時間是自動校正，再輸入一次新的數字。',
    en: 'The digits are wrong. Make sure the phone sets its clock automatically, and type the newest digits.',
  },
  'second-factor.scan': {
    zh: '用手機的驗證 App 掃描，或把下面的金鑰打進 App。',
    en: 'Scan it with the authenticator app on your phone, or type the key below into the app.',
  },
  'second-factor.secret': { zh: '金鑰', en: 'Key' },
  'second-factor.spare': { zh: '備用碼', en: 'Spare codes' },
  'second-factor.spare-hint': {
    zh: '10 個字，例如 ABCDE-FGHJK。',
    en: 'Ten characters, like ABCDE-FGHJK.',
  },
  'second-factor.spare-kept': { zh: '我已經收好', en: 'I have kept them' },
  'second-factor.spare-lead': {
    zh: '從現在起，用密碼登入還要第二道驗證。手機或裝置不在時，用一個備用碼代替；每個只能用一次。只顯示這一次，請列印或抄下來，和手機、裝置分開放。',
    en: 'A password now needs a second factor. Without your phone or device, one of these takes its place, each once. They are shown only now: print or write them down, and keep them apart from phone and device.',
  },
  'second-factor.spare-left': { zh: '還有 {count} 個備用碼。', en: 'Spare codes left: {count}.' },
  'second-factor.spare-new': { zh: '產生新的備用碼', en: 'Make new spare codes' },
  'second-factor.spare-one': { zh: '備用碼', en: 'Spare code' },
  'second-factor.title': { zh: '第二道驗證', en: 'Second factor' },
  'second-factor.verify': { zh: '驗證並登入', en: 'Verify and sign in' },
} as const satisfies Sentences
