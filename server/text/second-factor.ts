import type { Sentences } from './sentences.ts'

export const secondFactor = {
  'notice.account.second-factor-off': {
    zh: '您的帳號關閉了第二道驗證。如果不是您做的，請到「我的帳號」按「這不是我」。',
    en: 'The second factor of your account was turned off. If that was not you, press “This was not me” in your account.',
  },
  'notice.account.second-factor-on': {
    zh: '您的帳號開啟了第二道驗證。如果不是您做的，請馬上告訴人事室。',
    en: 'A second factor was turned on for your account. If that was not you, tell the HR office at once.',
  },
  'notice.account.spare-codes-made': {
    zh: '您的帳號製作了新的備用碼，舊的都失效了。如果不是您做的，請到「我的帳號」按「這不是我」。',
    en: 'New spare codes were made for your account; the old ones are void. If that was not you, press “This was not me” in your account.',
  },
  'second-factor.ask': {
    zh: '密碼正確。請再輸入驗證 App 上的六位數字，或一個備用碼。',
    en: 'The password is right. Now type the six digits of your authenticator app, or a spare code.',
  },
  'second-factor.asked': {
    zh: '您看得到別人的資料，所以用密碼登入時，要有第二道驗證。請先設定，再繼續；或改用卡片登入，就不需要。',
    en: 'You can see other people’s data, so a password alone is not enough. Set this up and go on; or sign in by card, which needs none.',
  },
  'second-factor.begin': { zh: '設定驗證 App', en: 'Set up an authenticator app' },
  'second-factor.code': { zh: '驗證碼', en: 'Code' },
  'second-factor.code-hint': {
    zh: 'App 每 30 秒換一次；備用碼是十個字，例如 ABCDE-FGHJK。',
    en: 'The app changes it every 30 seconds; a spare code has ten letters, like ABCDE-FGHJK.',
  },
  'second-factor.confirm': { zh: '開啟第二道驗證', en: 'Turn the second factor on' },
  'second-factor.first-code-hint': {
    zh: 'App 加入後顯示的六位數字。',
    en: 'The six digits the app shows once it has been added.',
  },
  'second-factor.lead': {
    zh: '開啟後，用密碼登入還要輸入手機驗證 App 的數字。別人知道密碼也進不來。用卡片登入不受影響。',
    en: 'Once on, signing in by password also asks for the digits of an app on your phone, so a known password lets nobody in. Signing in by card stays as it is.',
  },
  'second-factor.lost': { zh: '手機和備用碼都不在', en: 'Neither phone nor spare codes' },
  'second-factor.no-password': {
    zh: '您的帳號沒有密碼，只用卡片登入，不需要第二道驗證。',
    en: 'Your account has no password; a card needs no second factor.',
  },
  'second-factor.off-button': { zh: '關閉第二道驗證', en: 'Turn the second factor off' },
  'second-factor.off-lead': {
    zh: '換手機時，先關閉，再用新手機設定一次。',
    en: 'For a new phone, turn it off and set it up again there.',
  },
  'second-factor.on': { zh: '{time} 開啟。', en: 'On since {time}.' },
  'second-factor.qr': { zh: '給驗證 App 掃描的 QR 碼', en: 'QR code for the authenticator app' },
  'second-factor.refused.code': {
    zh: '數字不對。請確認手機的時間是自動校正，再輸入一次新的數字。',
    en: 'The digits are wrong. Make sure the phone sets its clock by itself, and type the newest digits.',
  },
  'second-factor.scan': {
    zh: '用手機的驗證 App 掃描，或把下面的金鑰打進 App。',
    en: 'Scan it with the authenticator app on your phone, or type the key below into the app.',
  },
  'second-factor.secret': { zh: '金鑰', en: 'Key' },
  'second-factor.spare': { zh: '備用碼', en: 'Spare codes' },
  'second-factor.spare-kept': { zh: '我已經收好', en: 'I have kept them' },
  'second-factor.spare-lead': {
    zh: '手機不在時，用一個備用碼代替驗證碼；每個只能用一次。只顯示這一次，請列印或抄下來，和手機分開放。',
    en: 'Without the phone, one of these takes the place of the digits, each once. They are shown only now: print or write them down, and keep them apart from the phone.',
  },
  'second-factor.spare-left': { zh: '還有 {count} 個備用碼。', en: 'Spare codes left: {count}.' },
  'second-factor.spare-new': { zh: '製作新的備用碼', en: 'Make new spare codes' },
  'second-factor.title': { zh: '第二道驗證', en: 'Second factor' },
  'sign-in.refused.second': {
    zh: '驗證碼不對，或已經用過。請等下一組數字再試，或用備用碼。',
    en: 'The code is wrong or was used. Wait for the next digits, or use a spare code.',
  },
} as const satisfies Sentences
